#include "harness/explore/torn_scenario.hpp"

#include <algorithm>
#include <set>

#include "harness/explore/torn_facts.hpp"
#include "harness/runner/step/captured.hpp"

namespace karimen::harness::explore {
namespace {

using sim::fault::Kept;

}  // namespace

TornScenario::TornScenario(const Scenario& scenario, const RunContext& context, System& system,
                           sim::fault::ProbingSlot& slot, const sim::fault::AfterCut& after_cut)
    : scenario_(scenario),
      context_(context),
      system_(system),
      slot_(slot),
      after_cut_(after_cut),
      oracle_(context.rulebook, context.calendar),
      accidents_(context.rulebook.vocabulary()),
      names_(ObservedNames(context.rulebook).all),
      steps_(scenario.steps) {}

Sweep TornScenario::sweep() {
  result_.scenarios = 1;
  std::vector<Facts> before(steps_.size());
  std::vector<Seen> after(steps_.size());
  std::vector<std::vector<Writing>> writings(steps_.size());
  Captured captured(scenario_);
  const bool captures = std::ranges::any_of(steps_, [](const Step& step) { return !step.captures.empty(); });
  reset();
  if (captures) reset_oracle();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    auto filled = captured.fill(steps_[i]);
    if (!filled.missing.empty()) {
      lose(steps_[i], 0, 0, filled.missing.front().name + " is not observed");
      steps_.resize(i);
      break;
    }
    steps_[i] = std::move(filled.step);
    const auto& step = steps_[i];
    let_time_pass(step);
    before[i] = observe(step);
    std::size_t commands = 0;
    slot_.watch([&](const sim::chip::Card& card, ByteView command) {
      auto torn = sim::fault::tear(card, command, after_cut_);
      ++commands;
      if (torn.write_points > 0) writings[i].push_back({commands, std::move(torn)});
    });
    if (!step.faults.empty()) slot_.watch({});
    after[i].result = perform(step, step.faults);
    slot_.watch({});
    after[i].facts = observe(step);
    if (captures) captured.keep(step, seen_of(after[i]), known_after(step, after[i].result));
  }
  for (std::size_t i = 0; i < steps_.size(); ++i)
    if (!writings[i].empty()) {
      bring_oracle_to(i, after, before[i]);
      sweep_step(i, before[i], after[i], writings[i]);
    }
  return std::move(result_);
}

Facts TornScenario::seen_of(const Seen& after) {
  auto seen = after.result.outcomes;
  seen.insert(after.facts.begin(), after.facts.end());
  return seen;
}

void TornScenario::tell_oracle(const Step& step, const PerformResult& result) {
  (void)oracle_.step(context_.request_of(step));
  if (Accidents::is_accident(step, result))
    (void)oracle_.take_back(step.at, accidents_.known_chip_facts(step));
}

Facts TornScenario::known_after(const Step& step, const PerformResult& result) {
  tell_oracle(step, result);
  return oracle_.state(step.who);
}

void TornScenario::reset_oracle() {
  oracle_.reset(scenario_.people, context_.assumed_by_oracle(scenario_), scenario_.start(), scenario_.place);
}

void TornScenario::lose(const Step& step, std::size_t command, std::uint32_t rows, std::string why) {
  result_.casualties.push_back(
      {scenario_.identity(), step.id, step.procedure, command, rows, std::move(why)});
}

void TornScenario::reset() {
  system_.reset({.people = scenario_.people,
                 .assumptions = context_.shared_by(scenario_),
                 .now = scenario_.start(),
                 .seed = context_.seed + '/' + scenario_.identity(),
                 .personas = scenario_.personas,
                 .first_other = scenario_.first_other});
}

void TornScenario::let_time_pass(const Step& step) {
  if (step.procedure == "pass_time") return;
  (void)system_.perform(
      {.procedure = "pass_time", .inputs = {}, .at = step.at, .who = step.who, .place = step.place});
}

PerformResult TornScenario::perform(const Step& step, std::vector<FaultOrder> faults) {
  return system_.perform({.procedure = step.procedure,
                          .inputs = step.inputs,
                          .at = step.at,
                          .who = step.who,
                          .place = step.place,
                          .faults = std::move(faults)});
}

Facts TornScenario::observe(const Step& step) {
  return system_.observe(step.who, names_);
}

void TornScenario::bring_oracle_to(std::size_t index, std::span<const Seen> seen, const Facts& before) {
  reset_oracle();
  for (std::size_t i = 0; i < index; ++i) tell_oracle(steps_[i], seen[i].result);
  const auto& step = steps_[index];
  (void)oracle_.step(context_.request_of(step));
  (void)oracle_.take_back(step.at, {});
  suspended_.clear();
  for (const auto& each : oracle_.broken_by(step.who, before, {})) suspended_.insert(each.name);
}

std::string TornScenario::broken(const Step& step, const Facts& seen, const Facts& before, bool repeated) {
  if (repeated) (void)oracle_.step(context_.request_of(step));
  const auto found = oracle_.broken_by(step.who, seen, before);
  if (repeated) (void)oracle_.take_back(step.at, {});
  for (const auto& each : found)
    if ((each.after_cut || repeated) && !suspended_.contains(each.name))
      return each.name + " is broken: " + each.because.en;
  return "";
}

// Cuts that leave the same in the card are one world: each is repeated once.
void TornScenario::sweep_step(std::size_t index, const Facts& before, const Seen& after,
                              const std::vector<Writing>& writings) {
  const auto& step = steps_[index];
  auto& tally = result_.procedures[step.procedure];
  ++tally.steps;
  tally.commands += writings.size();
  for (const auto& [command, torn] : writings) {
    tally.write_points += torn.write_points;
    tally.cuts += torn.cuts;
    struct World {
      std::string why;
      std::size_t Tally::*record = nullptr;
    };
    std::map<Kept, World> worlds;
    std::set<std::uint32_t> lost;
    for (const auto& cut : torn.by_rows) {
      const auto point = std::max(cut.rows, 1U);  // the cut before the first write belongs to it
      if (cut.kept == Kept::broken) {
        lost.insert(point);
        lose(step, command, cut.rows, cut.why);
        continue;
      }
      const auto [world, fresh] = worlds.try_emplace(cut.kept);
      if (fresh) {
        ++tally.repetitions;
        world->second.why = tear(index, command, cut.rows, before, after, world->second.record);
        if (!world->second.why.empty()) lose(step, command, cut.rows, world->second.why);
      }
      if (!world->second.why.empty()) lost.insert(point);
      if (cut.rows > 0 && world->second.record != nullptr) ++(tally.*world->second.record);
    }
    tally.survived += torn.write_points - lost.size();
  }
}

std::string TornScenario::tear(std::size_t index, std::size_t command, std::uint32_t rows,
                               const Facts& before, const Seen& after, std::size_t Tally::*& record) {
  const auto& step = steps_[index];
  reset();
  for (std::size_t i = 0; i < index; ++i) (void)perform(steps_[i], steps_[i].faults);
  const auto torn =
      perform(step, {{"power_cut_within_write",
                      {{"command", std::to_string(command)}, {"write_point", std::to_string(rows)}}}});
  const auto facts = observe(step);
  record = record_of(facts, before, after.facts);
  if (torn.faults_struck != true) return "the command did not come again: the world is not deterministic";
  if (record == nullptr) return "a card holds part of a record";
  if (auto why = broken(step, facts, before, false); !why.empty()) return why;
  // A procedure that went on without the card has come to its end.
  const bool ended = torn.outcome == Outcome::done || torn.outcome == after.result.outcome;
  if (!ended)
    if (auto why = moved(facts, before, after.facts, context_.rulebook.vocabulary()); !why.empty())
      return why;
  if (last_try_spent(facts, before)) return "";
  const auto again = perform(step);
  const auto seen = observe(step);
  auto otherwise = ended_otherwise(seen, again, before, after.facts, after.result);
  return otherwise.empty() ? broken(step, seen, before, true) : otherwise;
}

}  // namespace karimen::harness::explore
