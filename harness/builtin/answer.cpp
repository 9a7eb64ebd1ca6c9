#include "harness/builtin/answer.hpp"

#include "harness/builtin/value_or_none.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

const Value nothing = std::string("none");

Outcome outcome_of(Ending ending) {
  return ending == Ending::done      ? Outcome::done
         : ending == Ending::refused ? Outcome::refused
                                     : Outcome::failed;
}

Value amount_of(const Fee& fee) {
  if (!fee.charged) return nothing;
  return fee.amount ? Value(std::int64_t{*fee.amount}) : Value(std::string("not_stated"));
}

Value word_or_none(const std::string& word) {
  return word.empty() ? nothing : Value(word);
}

Value colour_on(const std::optional<ColourClass>& colour) {
  return colour ? Value(to_word(*colour)) : nothing;
}

Value name_on(const AppScreen& screen) {
  if (!screen.substituted_name) return nothing;
  return std::string(*screen.substituted_name ? "substituted" : "as_registered");
}

Facts outcomes_of(const Result& result) {
  return {{"fee.charged", result.fee.charged},
          {"fee.amount", amount_of(result.fee)},
          {"roadside.finding", word_or_none(result.finding)},
          {"app_reading.result", word_or_none(result.app.result)},
          {"app_reading.expires", or_none(result.app.expires)},
          {"app_reading.colour_class", colour_on(result.app.colour)},
          {"app_reading.number", word_or_none(result.app.number)},
          {"app_reading.name", name_on(result.app)},
          {"record_printout.number", word_or_none(result.printout.number)},
          {"record_printout.expires", or_none(result.printout.expires)},
          {"record_printout.colour_class", colour_on(result.printout.colour)},
          {"record_printout.photo", word_or_none(result.printout.photograph)},
          {"issued_document.number", word_or_none(result.document.number)},
          {"issued_document.expires", or_none(result.document.expires)},
          {"receipt.at", or_none(result.receipt_at)},
          {"portal.services", result.services},
          {"one_stop.result", to_word(result.one_stop)},
          {"renewal_notice.postcard", to_word(result.notice.postcard)},
          {"renewal_notice.app", result.notice.app},
          {"renewal_notice.portal", result.notice.portal}};
}

}  // namespace

PerformResult answer_of(const Result& result) {
  PerformResult answer{.outcome = outcome_of(result.ending)};
  answer.obstacles = result.obstacles;
  answer.warnings = result.warnings;
  answer.detail = result.detail;
  answer.outcomes = outcomes_of(result);
  for (const auto& sheet : result.sheets) answer.papers.push_back({sheet.kind, sheet.lines});
  return answer;
}

}  // namespace karimen::harness::builtin
