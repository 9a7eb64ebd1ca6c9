// A scenario that goes another way from a step on, and its text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "harness/cli/reproduce/own_text.hpp"
#include "harness/scenario/lexicon.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness::cli {

class Fork {
 public:
  /// Both must outlive the object.
  Fork(const Scenario& scenario, const Lexicon& lexicon)
      : scenario_(scenario), lexicon_(lexicon), kept_(scenario.steps.size()) {}

  /// After the first `done` steps another one: PROCEDURE [NAME=VALUE...], with the procedure's inputs and
  /// `at`, `who`, `place`. Without `at` it is an hour after the step before. Throws DiagnosticError, and then
  /// nothing has changed. What the scenario is now.
  [[nodiscard]] Scenario with_step(const Scenario& now, std::size_t done,
                                   const std::vector<std::string>& words);

  /// The file of the scenario as it is now: what was written up to where it went another way, with comments,
  /// and the steps that were typed; of several cases its own, of a matrix its combination. A sequence that it
  /// left in the middle is there as far as it came. Throws DiagnosticError: what is left is no scenario, or
  /// the file is there or cannot be written.
  void save(const std::filesystem::path& to) const;

 private:
  void cut(OwnText& own) const;

  const Scenario& scenario_;
  const Lexicon& lexicon_;
  std::size_t kept_;                ///< steps of the scenario's own
  std::vector<std::string> typed_;  ///< steps after them, as YAML
};

}  // namespace karimen::harness::cli
