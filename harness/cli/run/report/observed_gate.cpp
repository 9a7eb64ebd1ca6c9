#include "harness/cli/run/report/observed_gate.hpp"

namespace karimen::harness::cli {

ObservedGate::ObservedGate(const Invocation& invocation) {
  if (!invocation.has("min-observed")) return;
  least_ = invocation.number("min-observed", 0);
  constexpr unsigned all = 100;
  if (*least_ > all) throw bad_command_line("--min-observed is a number from 0 to 100");
}

void ObservedGate::take(const Event& event) {
  const auto* finished = std::get_if<ScenarioFinished>(&event);
  if (!least_ || finished == nullptr || finished->predicted == 0) return;
  if (finished->observed * 100 < *least_ * finished->predicted) below_.push_back(*finished);
}

ExitCode ObservedGate::finish(Language language, std::ostream& err) const {
  constexpr Bilingual words{"{}: {} of {} facts judged, less than {} %\n",
                            "{}: 判定した事実 {}／{}、{}%に満たない\n"};
  for (const auto& each : below_)
    err << say(
        words, language,
        {each.id, std::to_string(each.observed), std::to_string(each.predicted), std::to_string(*least_)});
  return below_.empty() ? ExitCode::ok : ExitCode::gate_missed;
}

}  // namespace karimen::harness::cli
