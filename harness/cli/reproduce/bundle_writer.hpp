// Replay bundles: what is needed to see again what failed in a run. docs/reproducing.md.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "base/checksum.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/runner/event/digest.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/runner/event/tally.hpp"
#include "harness/runner/run_context.hpp"

namespace karimen::harness::cli {

/// Where the bundle of a run goes.
struct BundlePlace {
  std::filesystem::path folder;  ///< empty: nowhere
  bool named = false;  ///< it is the bundle itself; else a folder of bundles, of which the newest stay
};

/// --bundle DIR|none, else a folder of the user's. A bundle of an earlier run that stands in DIR goes. Throws
/// DiagnosticError (bad command line): DIR holds something else.
[[nodiscard]] BundlePlace bundle_place(const Invocation& invocation);

/// A failing run leaves one folder, from its first scenario on that fails, is flaky or ends in error:
///   bundle.yaml    what ran and under what; then each of these scenarios, with its verdict
///   files/...      their scenario files, by the names that identities begin with
///   personas/...   the people they are about
///   events.ndjson  their events: an event stream, with the end of a run of these
/// Each scenario is whole in it before the next one begins. It stops growing after `most` scenarios.
class BundleWriter {
 public:
  static constexpr std::size_t most = 100;  ///< scenarios in one bundle
  static constexpr int kept = 20;           ///< bundles in a folder of them

  /// All but `line` and `place` must outlive the object. `masked`: the events are.
  BundleWriter(std::vector<std::string> line, const RunContext& context, const DataFolders& folders,
               std::span<const Scenario> scenarios, BundlePlace place, bool masked);

  /// A bundle that cannot be written is a warning on `err`, once.
  void take(const Event& event, std::ostream& err, Language language);
  /// Names the bundle on `err`; if there is none where one was asked for, because nothing but files that
  /// cannot be read went wrong, it says so.
  void finish(std::ostream& err, Language language) const;

 private:
  /// `file`: of a scenario of the run.
  void begin(const std::filesystem::path& file);
  void tell(const Event& event);
  void add(const ScenarioFinished& finished);
  void end(const RunFinished& finished);
  void give_up(const std::filesystem::filesystem_error& error, std::ostream& err, Language language);
  void copy(const std::filesystem::path& from, const std::filesystem::path& name);
  [[nodiscard]] std::string put(const Scenario& scenario);
  void require(bool works) const;
  void tell_bug(const ScenarioFinished& finished, std::ostream& err, Language language) const;

  const std::vector<std::string> line_;
  const RunContext& context_;
  const DataFolders& folders_;
  const std::span<const Scenario> scenarios_;
  const BundlePlace place_;
  const bool masked_;
  RunStarted started_;
  report::EventWriter writer_;
  std::vector<Event> events_;  ///< of the scenario under way
  std::filesystem::path bundle_;
  std::ofstream list_, stream_;
  Checksum told_;                        ///< in the stream, since the scenario before
  Tally tally_;                          ///< of what is in it
  std::vector<ScenarioDigest> digests_;  ///< likewise
  double measured_ms_ = 0;               ///< likewise
  std::size_t written_ = 0, left_out_ = 0, unread_ = 0;
  bool gave_up_ = false;
};

}  // namespace karimen::harness::cli
