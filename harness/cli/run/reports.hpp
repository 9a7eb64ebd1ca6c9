// The reports that a command line asks for: --reporter NAME[=FILE].
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::cli {

class Reports {
 public:
  /// Without texts: the terminal report on `streams.out`. Throws DiagnosticError for unknown names and files
  /// that cannot be written.
  Reports(const std::vector<std::string>& texts, bool verbose, const report::Wording& wording,
          const Streams& streams);

  /// Exchanges of each scenario as files: --trace, --trace-format, --unmasked. Throws
  /// DiagnosticError (bad command line).
  void trace_as(const Invocation& invocation);

  void take(const Event& event);
  /// Puts the files in their places. Throws DiagnosticError with every one that could not be written.
  void finish();

 private:
  struct Target {
    std::unique_ptr<report::OutputFile> file;  ///< absent: standard output
    std::unique_ptr<report::Reporter> reporter;
  };
  const report::Wording wording_;
  std::vector<Target> targets_;
  std::ostream& out_;
};

}  // namespace karimen::harness::cli
