#include "harness/explore/walk/foresight.hpp"

#include <algorithm>
#include <tuple>

#include "harness/explore/breadth/premises.hpp"
#include "harness/explore/walk/walker.hpp"
#include "harness/scenario/reading/step_parser.hpp"

namespace karimen::harness::explore {

bool Forecast::nearer_than(const Forecast& other) const {
  // "Nobody can say" is the end of a walk: farther than any refusal.
  const auto way = [](const Forecast& each) {
    return std::tuple(each.outcome, each.obstacles.size(), each.wanting.size());
  };
  return way(*this) < way(other);
}

Foresight::Foresight(const Lexicon& lexicon, const RunContext& context)
    : lexicon_(lexicon), context_(context), oracle_(context.rulebook, context.calendar) {
  oracle_.trace_rules(false);
}

bool Foresight::stand_after(const Walk& walk, Moment begins) {
  auto beginning = walk;
  beginning.steps = {
      {.procedure = "pass_time", .at = walk.steps.empty() ? begins : walk.steps.front().at, .inputs = {}}};
  auto scenario = scenario_of(beginning, lexicon_);
  if (!scenario) return false;
  oracle_.reset(scenario->people, context_.assumed_by_oracle(*scenario), scenario->start(), scenario->place);
  people_ = std::move(scenario->people);
  place_ = std::move(scenario->place);
  facts_ = oracle_.keep("holder");
  gone_.clear();
  return std::ranges::all_of(walk.steps, [&](const WalkStep& step) { return go(step); });
}

const std::vector<int>& Foresight::hidden_from(const std::string& procedure) {
  const auto [place, fresh] = hidden_.try_emplace(procedure);
  if (!fresh) return place->second;
  const auto& program = context_.rulebook.program();
  const auto found = std::ranges::find(program.procedures, procedure, &rules::Procedure::name);
  if (found == program.procedures.end()) return place->second;
  const auto& known = context_.rulebook.vocabulary().facts();
  for (const int fact : premises_of(*found, program).read) {
    const auto& each = program.facts[static_cast<std::size_t>(fact)];
    if (outlives(each) && each.vocabulary >= 0 &&
        known[static_cast<std::size_t>(each.vocabulary)].observe == Channel::unobserved)
      place->second.push_back(fact);
  }
  return place->second;
}

std::optional<Facts> Foresight::unsaid(const Walk& walk, const Walk& other) {
  const auto& first = other.steps.front();
  auto beginning = other;
  beginning.steps.clear();
  if (!stand_after(walk, first.at)) return std::nullopt;
  const auto led = facts_;
  const auto values = oracle_.state("holder");
  if (!stand_after(beginning, first.at)) return std::nullopt;
  Facts found;
  const auto& program = context_.rulebook.program();
  for (const int fact : hidden_from(first.procedure)) {
    const auto i = static_cast<std::size_t>(fact);
    if (led[i] == facts_[i]) continue;
    const auto value = values.find(program.facts[i].name);
    if (value == values.end()) return std::nullopt;
    found.emplace(value->first, value->second);
  }
  return found;
}

std::optional<StepRequest> Foresight::read(const WalkStep& step) const {
  try {
    const auto tree = to_tree(step, "s");
    return context_.request_of(read_step(tree, "s", 0, {lexicon_, people_, true, place_, tree}));
  } catch (const DiagnosticError&) {
    return std::nullopt;
  }
}

Forecast Foresight::foresee(const StepRequest& request) {
  auto seen = oracle_.foresee(request);
  Forecast forecast{seen.outcome, std::move(seen.obstacles), std::move(seen.warnings), {}};
  const auto& vocabulary = context_.rulebook.vocabulary();
  for (const auto& [name, value] : seen.facts)
    if (const auto* codes = std::get_if<WordSet>(&value); codes != nullptr && !codes->empty())
      if (std::ranges::find(vocabulary.obstacles(), *codes->begin()) != vocabulary.obstacles().end())
        forecast.wanting.insert(codes->begin(), codes->end());
  return forecast;
}

Forecast Foresight::Asked::at(Moment moment) {
  request_.at = moment;
  foresight_.oracle_.go_back_to("holder", foresight_.facts_);
  return foresight_.foresee(request_);
}

std::optional<Foresight::Asked> Foresight::ask(const WalkStep& step) {
  auto request = read(step);
  if (!request) return std::nullopt;
  return Asked(*this, std::move(*request));
}

std::optional<Forecast> Foresight::of(const WalkStep& step) {
  auto asked = ask(step);
  if (!asked) return std::nullopt;
  return asked->at(step.at);
}

bool Foresight::go(const WalkStep& step) {
  auto request = read(step);
  if (!request) return false;
  oracle_.go_back_to("holder", facts_);
  auto forecast = foresee(*request);
  const bool decided = forecast.outcome != PredictedOutcome::undecided;
  gone_.push_back({std::move(*request), std::move(forecast), std::move(facts_)});
  facts_ = oracle_.keep("holder");
  return decided;
}

void Foresight::back_to(std::size_t place) {
  if (place >= gone_.size()) return;
  facts_ = std::move(gone_[place].before);
  gone_.resize(place);
}

Forecast Foresight::Asked::without(std::size_t place) {
  const auto& gone = foresight_.gone_;
  foresight_.oracle_.go_back_to("holder", gone[place].before);
  for (auto i = place + 1; i < gone.size(); ++i) (void)foresight_.oracle_.go_on(gone[i].request);
  return foresight_.foresee(request_);
}

std::optional<Forecast> Foresight::Asked::instead(std::size_t place, const WalkStep& other) {
  const auto request = foresight_.read(other);
  if (!request) return std::nullopt;
  const auto& gone = foresight_.gone_;
  foresight_.oracle_.go_back_to("holder", gone[place].before);
  for (auto i = place; i < gone.size(); ++i)
    if (gone[i].forecast.nearer_than(foresight_.foresee(i == place ? *request : gone[i].request)))
      return std::nullopt;
  return foresight_.foresee(request_);
}

}  // namespace karimen::harness::explore
