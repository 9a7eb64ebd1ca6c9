// One decision of the shipped rulebook: `inheritance`, every row in force, none of which fires, so that all
// are evaluated; derived facts afresh each time, as after a step. One line: name value bound ok|short.
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include "base/diagnostic.hpp"
#include "bench/timing.hpp"
#include "harness/oracle/formula/calendar.hpp"
#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/prediction/table.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace {

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::bench;

constexpr int batches = 501, batch = 200;
constexpr double bound_us = 0.5;

Moment moment(const char* text) {
  return parse_moment(text).value();
}
Date date(const char* text) {
  return parse_date(text).value();
}

/// A holder of a my_number_licence who applied online for a new card and did everything right.
Facts applicant() {
  return {
      {"holder.birth_date", date("1988-07-20")},
      {"licence.expires", date("2028-08-20")},
      {"licence.record_number", std::string("305012345677")},
      {"card.expires", date("2026-07-20")},
      {"card.record", std::int64_t{1}},
      {"card.signature_certificate", std::string("issued")},
      {"card.signature_certificate_expires", date("2026-07-20")},
      {"driver_registry.holding_form", std::string("my_number_only")},
      {"driver_registry.record_card", std::string("card")},
      {"signature_submission.state", std::string("submitted")},
      {"signature_submission.at", moment("2025-04-10T10:00")},
      {"card_application.state", std::string("accepted")},
      {"card_application.at", moment("2026-05-01T09:00")},
      {"card_application.channel", std::string("online_site")},
      {"card_application.reason", std::string("expiry")},
      {"card_application.wish", std::string("wished")},
      {"card_application.number", std::string("305012345677")},
      {"card_application.signature_certificate", std::string("wanted")},
      {"now", moment("2026-05-22T09:00")},
      {"today", date("2026-05-22")},
      {"place", std::string("tokyo")},
  };
}

rules::FactData data_of(const Facts& facts, const rules::Program& program, rules::Symbols& symbols) {
  rules::FactData data;
  for (const auto& fact : program.facts) data.push_back(fact.initial);
  for (const auto& [name, value] : facts) {
    const int index = program.fact(name);
    if (index < 0) throw std::runtime_error("the rulebook has no fact " + name);
    data[static_cast<std::size_t>(index)] = symbols.datum(value);
  }
  return data;
}

int run(double scale) {
  const auto rulebook = Rulebook::load(KARIMEN_SOURCE_DIR "/harness/rulebook");
  const auto calendar = Calendar::load(KARIMEN_SOURCE_DIR "/fixtures/holidays.yaml");
  const auto& program = rulebook.program();
  const auto* decision = rulebook.decision("inheritance");
  if (decision == nullptr) throw std::runtime_error("the rulebook has no decision called inheritance");
  rules::Symbols symbols(&program.symbols);
  rules::Evaluator evaluator(program, symbols, calendar);
  rules::Tables tables(program, symbols, evaluator);
  const auto data = data_of(applicant(), program, symbols);

  const auto decide = [&](std::vector<RuleTrace>* traces) {
    evaluator.look_at(data);
    rules::Reliance reliance;
    return tables.answer(*decision, reliance, traces);
  };
  const auto answer = decide(nullptr);
  const auto obstacles = static_cast<std::size_t>(decision->output("obstacle"));
  if (answer.is_open(obstacles) || !symbols.members(answer.outputs[obstacles].number).empty())
    throw std::runtime_error(
        "the case is not the one that is to be measured: inheritance is not free of obstacles");

  const double plain = median_us(batches, batch, [&] { (void)decide(nullptr); });
  const double traced = median_us(batches, batch, [&] {
    std::vector<RuleTrace> traces;
    (void)decide(&traces);
  });
  const bool good = at_most("decision.inheritance", plain, bound_us * scale, "us");
  show("decision.inheritance_with_traces", traced, "us");
  return good ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) try {
  return run(count > 1 ? std::atof(arguments[1]) : 1);
} catch (const std::exception& error) {
  std::fprintf(stderr, "decision_bench: %s\n", error.what());
  return 6;
}
