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
  FactsInOrder facts(20);
  facts.add("app_reading.colour_class"_fact, colour_on(result.app.colour));
  facts.add("app_reading.expires"_fact, or_none(result.app.expires));
  facts.add("app_reading.name"_fact, name_on(result.app));
  facts.add("app_reading.number"_fact, word_or_none(result.app.number));
  facts.add("app_reading.result"_fact, word_or_none(result.app.result));
  facts.add("fee.amount"_fact, amount_of(result.fee));
  facts.add("fee.charged"_fact, result.fee.charged);
  facts.add("issued_document.expires"_fact, or_none(result.document.expires));
  facts.add("issued_document.number"_fact, word_or_none(result.document.number));
  facts.add("one_stop.result"_fact, to_word(result.one_stop));
  facts.add("portal.services"_fact, result.services);
  facts.add("receipt.at"_fact, or_none(result.receipt_at));
  facts.add("record_printout.colour_class"_fact, colour_on(result.printout.colour));
  facts.add("record_printout.expires"_fact, or_none(result.printout.expires));
  facts.add("record_printout.number"_fact, word_or_none(result.printout.number));
  facts.add("record_printout.photo"_fact, word_or_none(result.printout.photograph));
  facts.add("renewal_notice.app"_fact, result.notice.app);
  facts.add("renewal_notice.portal"_fact, result.notice.portal);
  facts.add("renewal_notice.postcard"_fact, to_word(result.notice.postcard));
  facts.add("roadside.finding"_fact, word_or_none(result.finding));
  return facts.take();
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
