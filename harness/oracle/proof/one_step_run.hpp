// What a solver thought of, as a run of one step.
#pragma once

#include <span>
#include <string>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/proof/model.hpp"

namespace karimen::harness {

/// What scenarios can name.
struct ThingsNamed {
  std::span<const Facility> facilities;  ///< where a step can be performed
  std::span<const std::string> photographs;
};

/// A scenario of one step. Facts that are not given are as the oracle starts with them.
struct OneStepRun {
  Facts given;
  Facts thought;  ///< `given` before what the run does not need was left out
  Facts assumptions;
  StepRequest step;
};

namespace rules {

/// Of a step that was encoded (step_encoder.hpp). It may be one that nobody can give.
[[nodiscard]] OneStepRun run_of(const Model& model, const Program& program, const ProcedureSpec& spec,
                                std::span<const Facility> facilities);

}  // namespace rules
}  // namespace karimen::harness
