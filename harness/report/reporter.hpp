// Reports: pure functions of the event stream.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "harness/runner/event.hpp"

namespace karimen::harness::report {

/// Takes the events in order and writes; `RunFinished` is the last.
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void take(const Event& event) = 0;
};

struct TerminalOptions {
  bool colour = false;
  bool verbose = false;  ///< also the scenarios that passed
};

/// Failed steps with their line, the readings side by side, the rules and the last APDUs; then the counts.
[[nodiscard]] std::unique_ptr<Reporter> terminal(std::ostream& out, const TerminalOptions& options);
/// One JSON object a line (schema 1).
[[nodiscard]] std::unique_ptr<Reporter> ndjson(std::ostream& out);
/// JUnit XML: one testsuite a file, one testcase a scenario.
[[nodiscard]] std::unique_ptr<Reporter> junit(std::ostream& out);

/// One event as one line of JSON, without its end.
[[nodiscard]] std::string to_json(const Event& event);

}  // namespace karimen::harness::report
