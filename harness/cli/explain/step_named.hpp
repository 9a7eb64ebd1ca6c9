// Which step of which scenario `karimen explain` is asked about: RUN/SCENARIO:STEP, FILE:LINE:STEP, ID:STEP.
#pragma once

#include <optional>
#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/runner/run_context.hpp"
#include "harness/store/runs.hpp"

namespace karimen::harness::cli {

struct StepNamed {
  RunContext context;  ///< with the seed and the knobs of the run
  Scenario scenario;
  std::string step;  ///< a number, an id, a procedure; "": the one that failed, else the last
  std::optional<store::StoredRun> run;        ///< of the history
  std::optional<store::StoredResult> result;  ///< what became of the scenario in it
};

/// Whether `word` is of such a form: it has a colon, or is a run.
[[nodiscard]] bool names_a_step(const std::string& word);

/// Throws DiagnosticError: there is no such run, scenario or file, or several are meant, with how to name
/// one.
[[nodiscard]] StepNamed step_named(const std::string& word, const Invocation& invocation,
                                   const Rulebook& rulebook, const DataFolders& folders);

}  // namespace karimen::harness::cli
