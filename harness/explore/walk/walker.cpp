#include "harness/explore/walk/walker.hpp"

#include "harness/scenario/reading/parser.hpp"

namespace karimen::harness::explore {

std::optional<Scenario> scenario_of(const Walk& walk, const Lexicon& lexicon) {
  try {
    return read_scenarios(std::vector{to_tree(walk, "WALK", "walk")}, lexicon).front();
  } catch (const DiagnosticError&) {
    if (walk.given.empty()) throw;
    return std::nullopt;
  }
}

std::optional<std::vector<Event>> Walker::run(const Walk& walk, const std::atomic<bool>& stop) {
  if (!system_) {
    system_ = factory_(worker_);
    admission_.emplace(context_, *system_);
  }
  const auto scenario = scenario_of(walk, lexicon_);
  if (!scenario) return std::nullopt;
  admission_->ask(*scenario);
  if (!admission_->take().empty()) return std::nullopt;
  bool broken = false;
  auto events = runner_.run(*scenario, *system_, stop, broken);
  if (broken) system_.reset();
  return events;
}

}  // namespace karimen::harness::explore
