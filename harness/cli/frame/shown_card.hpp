// The card that lies in a reader while a scenario stands still.
#pragma once

#include "harness/scenario/scenario.hpp"
#include "harness/system/system.hpp"

namespace karimen::harness::cli {

/// What System::lend is asked after the first `done` steps: the holder's card, at the moment of the last.
[[nodiscard]] inline PerformRequest card_shown_after(const Scenario& scenario, std::size_t done) {
  return {.procedure = "pass_time",
          .inputs = {{"presents", std::string("card")}},
          .at = done == 0 ? scenario.start() : scenario.steps[done - 1].at,
          .who = "holder",
          .place = scenario.place};
}

}  // namespace karimen::harness::cli
