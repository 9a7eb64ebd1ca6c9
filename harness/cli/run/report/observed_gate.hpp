// --min-observed PERCENT: how much of each scenario must have been judged.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::cli {

class ObservedGate {
 public:
  /// Throws DiagnosticError (bad command line).
  explicit ObservedGate(const Invocation& invocation);

  void take(const Event& event);
  /// Tells of the scenarios below; `gate_missed` if there are any.
  [[nodiscard]] ExitCode finish(Language language, std::ostream& err) const;

 private:
  std::optional<unsigned> least_;  ///< percent
  std::vector<ScenarioFinished> below_;
};

}  // namespace karimen::harness::cli
