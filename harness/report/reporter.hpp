// Reports: pure functions of the event stream.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/report/words/wording.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/scenario/given/facilities.hpp"
#include "harness/scenario/given/personas.hpp"

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
  const Rulebook* rulebook = nullptr;                  ///< for reports that show rules; must outlive them
  Facilities facilities = {};                          ///< what those are called that steps name
  std::shared_ptr<const Personas> personas = nullptr;  ///< who the people of scenarios are; may be none
  KeptApdus apdus = KeptApdus::all;                    ///< of an event stream
  bool compared = false;  ///< a page takes two runs, one after the other, and compares them
};

/// Failed steps with their line, the readings side by side, the rules and the last APDUs; then the counts.
[[nodiscard]] std::unique_ptr<Reporter> text_report(std::ostream& out, const TextOptions& options);
/// A character a scenario as its verdict falls, then what `text_report` says of those that did not pass.
[[nodiscard]] std::unique_ptr<Reporter> dots(std::ostream& out, const TextOptions& options);
/// The event stream, one JSON object a line: docs/events.md. `apdus`: of whose scenarios it has the exchanges
/// with the card, among those of which it is told.
[[nodiscard]] std::unique_ptr<Reporter> ndjson(std::ostream& out, KeptApdus apdus = KeptApdus::all);
/// The results as one JSON document.
[[nodiscard]] std::unique_ptr<Reporter> json_document(std::ostream& out, const Wording& wording = Wording());
/// JUnit XML: one testsuite, one testcase a scenario.
[[nodiscard]] std::unique_ptr<Reporter> junit(std::ostream& out, const Wording& wording = Wording());
/// TAP version 14: a test point a scenario, with a block of YAML where it did not pass.
[[nodiscard]] std::unique_ptr<Reporter> tap(std::ostream& out, const Wording& wording = Wording());
/// GitHub's and GitLab's Markdown: counts and a list, then the details, folded.
[[nodiscard]] std::unique_ptr<Reporter> markdown(std::ostream& out, const Wording& wording = Wording());
/// Workflow commands of GitHub Actions: an annotation a scenario that did not pass, as many as it shows.
[[nodiscard]] std::unique_ptr<Reporter> github(std::ostream& out, const Wording& wording = Wording());
/// SARIF 2.1.0: a result a scenario that did not pass.
[[nodiscard]] std::unique_ptr<Reporter> sarif(std::ostream& out, const Wording& wording = Wording());
/// A page that opens from disk, without network: docs/report.md. Written while the run goes on.
[[nodiscard]] std::unique_ptr<Reporter> html_report(std::ostream& out, const TextOptions& options = {});

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
