#include "harness/explore/breadth/model.hpp"

#include "harness/explore/walk/walker.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::explore {
namespace {

void append_bytes(std::string& text, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) text += static_cast<char>(number >> shift & 0xFF);
}

Scenario nothing_done(const Beginning& beginning, const Lexicon& lexicon) {
  const Walk walk{.holder = beginning.holder,
                  .given = {},
                  .assumptions = {},
                  .steps = {{.procedure = "pass_time", .at = beginning.at, .inputs = {}}}};
  return *scenario_of(walk, lexicon);
}

}  // namespace

Model::Model(const RunContext& context, const Beginning& beginning, const Lexicon& lexicon)
    : context_(context),
      scenario_(nothing_done(beginning, lexicon)),
      oracle_(context.rulebook, context.calendar) {
  for (const auto& fact : context.rulebook.program().facts)
    lasting_.push_back(!fact.per_step && fact.derive.empty() &&
                       (fact.vocabulary >= 0 || fact.assumption >= 0));
  oracle_.trace_rules(false);
  oracle_.reset(scenario_.people, context.assumed_by_oracle(scenario_), scenario_.start(), scenario_.place);
  start_ = {{}, oracle_.keep("holder"), beginning.at};
  seen_.insert(key(start_.facts));
}

std::string Model::key(const std::vector<rules::Datum>& facts) const {
  std::string text;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!lasting_[i] || facts[i] == start_.facts[i]) continue;
    append_bytes(text, i << 8 | static_cast<std::uint64_t>(facts[i].tag));
    append_bytes(text, static_cast<std::uint64_t>(facts[i].number));
  }
  return text;
}

std::optional<Model::State> Model::reach(const State& state, const Step& step) {
  ++steps_;
  oracle_.go_back_to("holder", state.facts);
  const auto outcome = oracle_.go_on(context_.request_of(step));
  if (outcome == PredictedOutcome::undecided) return std::nullopt;
  State reached{{}, oracle_.keep("holder"), step.at};
  if (outcome == PredictedOutcome::refused && key(reached.facts) == key(state.facts)) return std::nullopt;
  reached.path = state.path;
  reached.path.push_back(step);
  return reached;
}

std::optional<Model::State> Model::after(const State& state, const Step& step) {
  auto reached = reach(state, step);
  if (!reached) return std::nullopt;
  auto name = key(reached->facts);
  append_bytes(name, static_cast<std::uint64_t>(step.at.time_since_epoch().count()));
  return seen_.insert(std::move(name)).second ? std::move(reached) : std::nullopt;
}

Prediction Model::predicted(const State& state, const Step& step) {
  ++steps_;
  oracle_.go_back_to("holder", state.facts);
  return oracle_.step(context_.request_of(step));
}

}  // namespace karimen::harness::explore
