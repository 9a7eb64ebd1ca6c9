// The reports that a command line asks for: --reporter NAME[=FILE].
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::cli {

/// The names that --reporter takes.
[[nodiscard]] std::vector<std::string> known_reporters();

class Reports {
 public:
  /// Opens what --reporter asks for. `usual`: what event streams keep of exchanges, unless --apdus says.
  /// Throws DiagnosticError for unknown names, conflicts and files that cannot be written; the other files
  /// then say so.
  Reports(const Invocation& invocation, const Streams& streams, KeptApdus usual = KeptApdus::all);

  /// What facts and values are called, and the rules that a page shows, before the first event. Both must
  /// outlive the reports; without a rulebook pages show what the events say of rules.
  void speak(const report::Wording& wording, const Rulebook* rulebook = nullptr, Facilities facilities = {},
             std::shared_ptr<const Personas> personas = nullptr) {
    wording_ = wording;
    rulebook_ = rulebook;
    facilities_ = std::move(facilities);
    personas_ = std::move(personas);
  }
  /// Two runs will be told, one after the other: for pages alone. Throws DiagnosticError (bad command line)
  /// where none or another report is asked for.
  void compare();
  /// Whether a report is asked for that shows the rulebook.
  [[nodiscard]] bool show_rules() const;

  /// Exchanges of each scenario as files: --trace, --trace-format, --unmasked. Throws
  /// DiagnosticError (bad command line).
  void trace_as(const Invocation& invocation);

  void take(const Event& event);
  /// Puts the files in their places. Throws DiagnosticError with every one that could not be written.
  void finish();
  /// The run ends here, for a reason that no verdict tells (`detail` or `mistakes`): every report that was
  /// begun ends with it, so that none is left from yesterday.
  void abandon(ScenarioFinished why);

 private:
  struct Target {
    std::unique_ptr<report::OutputFile> file = nullptr;  ///< absent: standard output
    std::function<std::unique_ptr<report::Reporter>(report::TextOptions)> make;
    std::unique_ptr<report::Reporter> reporter = nullptr;  ///< made with the first event
    bool grows = false;                                    ///< a stream in a file, which can be followed
    bool with_rules = false;
    bool for_people = false;  ///< the terminal's own: diagnostics tell them what went wrong
  };
  report::Wording wording_;
  const Rulebook* rulebook_ = nullptr;
  Facilities facilities_;
  std::shared_ptr<const Personas> personas_;
  bool compared_ = false;
  std::vector<Target> targets_;
  Counts counts_;
  bool started_ = false, finished_ = false;
};

}  // namespace karimen::harness::cli
