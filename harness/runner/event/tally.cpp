#include "harness/runner/event/tally.hpp"

namespace karimen::harness {

ExitCode RunSummary::exit_code() const {
  auto code =
      counts.skip > 0 && counts.skip == verdicts_in(counts) ? ExitCode::nothing_selected : ExitCode::ok;
  if (internal) code = graver(code, ExitCode::internal);
  if (interrupted) code = graver(code, ExitCode::interrupted);
  if (unread) code = graver(code, ExitCode::invalid_input);
  if (counts.fail + counts.flaky > 0) code = graver(code, ExitCode::verdict_failed);
  if (environment) code = graver(code, ExitCode::environment);
  if (counts.undecided > 0) code = graver(code, ExitCode::undecided);
  return code;
}

void Tally::take(const StepEvent& step) {
  auto& counts = summary_.counts;
  counts.clients_not_run += step.client && !step.client->run && step.verdict < Verdict::error;
  ++counts.steps;
  counts.not_observed += step.not_observed.size();
  counts.notes += step.notes.size();
  knobs_.insert(step.assumptions.begin(), step.assumptions.end());
}

void Tally::take(const ScenarioFinished& finished) {
  count(summary_.counts, finished.verdict);
  summary_.counts.passed_unexpectedly += finished.failure == Failure::passed;
  if (finished.verdict == Verdict::error)
    (finished.internal ? summary_.internal : finished.unread ? summary_.unread : summary_.environment) = true;
  for (const auto& id : knobs_) ++summary_.counts.assumptions[id];
  knobs_.clear();
}

void Tally::take(const Event& event) {
  if (const auto* step = std::get_if<StepEvent>(&event)) take(*step);
  if (const auto* finished = std::get_if<ScenarioFinished>(&event)) take(*finished);
}

}  // namespace karimen::harness
