#include "harness/explore/solved/solved_walk.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "harness/explore/walk/walker.hpp"
#include "harness/oracle/proof/fewest.hpp"

namespace karimen::harness::explore {
namespace {

// As YAML writes it: a text of digits is no number.
std::string written(const Value& value) {
  auto text = to_string(value);
  const auto* words = std::get_if<std::string>(&value);
  const bool plain = words == nullptr || (!text.empty() && std::isalpha(static_cast<unsigned char>(text[0])));
  return plain ? text : '"' + text + '"';
}

bool is_an_end(std::string_view fact) {
  return fact == "holder.birth_date" || fact == "card.expires" || fact == "licence.expires" ||
         fact == "card.signature_certificate_expires" || fact == "card.authentication_certificate_expires";
}

Walk walk_of(const OneStepRun& run, const Facts& given, const std::string& holder) {
  Walk walk{.holder = holder, .given = {}, .assumptions = {}, .steps = {}};
  for (const auto& [fact, value] : given) walk.given.emplace(fact.view(), written(value));
  for (const auto& [id, value] : run.assumptions) walk.assumptions.emplace(id.view(), written(value));
  WalkStep step{.procedure = run.step.procedure, .at = run.step.at, .inputs = {}};
  for (const auto& [name, value] : run.step.inputs)
    if (name.view() != "facility") step.inputs.emplace_back(name.view(), written(value));
  if (run.step.facility) step.inputs.emplace_back("facility", run.step.facility->name);
  walk.steps.push_back(std::move(step));
  return walk;
}

}  // namespace

std::optional<Walk> solved_walk(const OneStepRun& run, const Lexicon& lexicon,
                                const std::function<bool(const Walk&)>& holds) {
  // The plainest first: the persona's own dates, which are birthdays, as the solver's seldom are, and an
  // ordinary day.
  for (const bool own_dates : {true, false})
    for (const bool ordinary_day : {true, false})
      for (const auto* given : {&run.given, &run.thought})
        for (const auto& holder : lexicon.personas->names()) {
          auto walk = walk_of(run, *given, holder);
          if (own_dates) std::erase_if(walk.given, [](const auto& each) { return is_an_end(each.first); });
          if (ordinary_day) walk.steps.front().at = *parse_moment("2026-06-01T10:00");
          if (!holds(walk)) continue;
          leave_out(walk.given, [&] { return holds(walk); });
          return without_needless(walk, 0, holds);
        }
  return std::nullopt;
}

std::optional<Walk> refuting_walk(const OneStepRun& run, const std::string& invariant, const Lexicon& lexicon,
                                  const RunContext& context) {
  Oracle oracle(context.rulebook, context.calendar);
  oracle.trace_rules(false);
  const auto breaks = [&](const Walk& walk) {
    try {
      const auto scenario = scenario_of(walk, lexicon);
      if (!scenario) return false;
      oracle.reset(scenario->people, context.assumed_by_oracle(*scenario), scenario->start(),
                   scenario->place);
      if (!oracle.broken_invariants("holder").empty()) return false;
      const auto after = oracle.step(context.request_of(scenario->steps.front()));
      return after.outcome != PredictedOutcome::undecided &&
             std::ranges::any_of(after.broken_invariants,
                                 [&](const auto& each) { return each.name == invariant; });
    } catch (const DiagnosticError&) {
      return false;
    } catch (const std::invalid_argument&) {
      return false;
    }
  };
  return solved_walk(run, lexicon, breaks);
}

}  // namespace karimen::harness::explore
