// Reports: pure functions of the event stream.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "harness/report/wording.hpp"
#include "harness/runner/event.hpp"

namespace karimen::harness::report {

/// Takes the events in order and writes; `RunFinished` is the last.
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void take(const Event& event) = 0;
};

struct TextOptions {
  bool colour = false;
  bool verbose = false;  ///< also the scenarios that passed
  Wording wording = Wording();
};

/// Failed steps with their line, the readings side by side, the rules and the last APDUs; then the counts.
[[nodiscard]] std::unique_ptr<Reporter> text_report(std::ostream& out, const TextOptions& options);
/// One JSON object a line (schema 1).
[[nodiscard]] std::unique_ptr<Reporter> ndjson(std::ostream& out);
/// JUnit XML: one testsuite a file, one testcase a scenario.
[[nodiscard]] std::unique_ptr<Reporter> junit(std::ostream& out, const Wording& wording = Wording());

struct TraceOptions {
  /// "apdu": hexadecimal and words; "ndjson": a recording; "pcapng": a capture for Wireshark.
  std::vector<std::string> formats{"apdu", "ndjson", "pcapng"};
  Wording wording = Wording();  ///< of "apdu"
  bool masked = true;           ///< what the events are: said in the recording
};

/// The exchanges of each scenario, a file a format in `folder`, written when the scenario is over. `take`
/// throws DiagnosticError (environment) where a file cannot be written.
[[nodiscard]] std::unique_ptr<Reporter> trace_files(const std::filesystem::path& folder,
                                                    const TraceOptions& options = {});

/// One event as one line of JSON, without its end.
[[nodiscard]] std::string to_json(const Event& event);

}  // namespace karimen::harness::report
