// One worker's way of running walks: what is written is what is run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/explore/walk/walk.hpp"
#include "harness/runner/admission.hpp"
#include "harness/runner/run.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

class Walker {
 public:
  /// All but `worker` must outlive it. The system is made when the first walk is run.
  Walker(const Lexicon& lexicon, const RunContext& context, const SystemFactory& factory, unsigned worker)
      : lexicon_(lexicon), context_(context), factory_(factory), worker_(worker), runner_(context) {}

  /// The events of the walk; nullopt if its start cannot be set up. Throws DiagnosticError for a walk that no
  /// scenario could be, unless what is given may be the reason.
  std::optional<std::vector<Event>> run(const Walk& walk, const std::atomic<bool>& stop);
  void watched_by(StepWitness witness) { runner_.watched_by(std::move(witness)); }

 private:
  const Lexicon& lexicon_;
  const RunContext& context_;
  const SystemFactory& factory_;
  const unsigned worker_;
  ScenarioRunner runner_;
  std::unique_ptr<System> system_;
  std::optional<Admission> admission_;  ///< to it
};

/// nullopt: what is given contradicts itself.
[[nodiscard]] std::optional<Scenario> scenario_of(const Walk& walk, const Lexicon& lexicon);

}  // namespace karimen::harness::explore
