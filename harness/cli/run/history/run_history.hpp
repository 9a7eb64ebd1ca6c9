// The history of a run: --db FILE, --db none, or the one in the user's state folder.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/scenario/selection/order.hpp"
#include "harness/scenario/selection/selection.hpp"
#include "harness/store/history.hpp"
#include "harness/store/runs.hpp"

namespace karimen::harness::cli {

/// What failed, crashed or was not finished when it was last to be run.
struct Repeatable {
  std::set<std::string> ids;
  store::Places files;
};

/// A history that was named must work: it is opened at once, and where it breaks in the middle the run goes
/// on and `broken` says so. The default one is opened when the run begins, and is no reason to fail.
class RunHistory {
 public:
  /// Throws DiagnosticError (environment) if a named history cannot be used.
  RunHistory(const Invocation& invocation, const Streams& streams);

  /// Throws DiagnosticError: there is no history, or it cannot be used.
  [[nodiscard]] Repeatable to_repeat();
  /// What has no result yet of the run of that number, which goes on.
  [[nodiscard]] Repeatable to_resume(std::int64_t run);
  /// Of a run that goes on and has rounds: without those that have a result.
  void leave_out_finished(std::vector<Turn>& turns, std::span<const Scenario> scenarios);
  /// What was written for each scenario that has a result in that run, as a digest by identity.
  [[nodiscard]] std::map<std::string, std::string> texts_in(std::int64_t run);
  /// When that run began, UTC.
  [[nodiscard]] std::string measured_start_of(std::int64_t run);
  /// What the command line names, before tags and shards choose from it.
  void found(std::span<const ScenarioFile> files);
  /// Of the first of `scenarios` by name; of a shard, whose siblings must say the same, the first that was
  /// found; of a run that goes on, of all that it selected. Empty: streams lie nowhere.
  [[nodiscard]] std::filesystem::path first_file(std::span<const Scenario> scenarios, bool shard);
  /// The run with all its results, if it went on.
  [[nodiscard]] std::optional<store::StoredRun> whole();
  /// Where its rules stand: what they say is kept, once for each rulebook.
  void judged_by(std::filesystem::path rulebook) { rulebook_ = std::move(rulebook); }
  /// What the run is going to do, before its first event: where that lies is kept.
  void plan(std::span<const Scenario> scenarios, std::span<const UnreadFile> unread);
  void take(const Event& event);
  /// A named history broke in the middle of the run.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  [[nodiscard]] std::filesystem::path first_of_shard(const store::StoredRun& run);
  void open();
  void give_up(const DiagnosticError& error);

  const Streams& streams_;
  const Language language_;
  bool named_ = false;
  std::filesystem::path file_;  ///< empty: none
  std::unique_ptr<store::History> history_;
  std::filesystem::path rulebook_;  ///< empty: not said
  store::Places places_;            ///< of the run that begins
  bool broken_ = false;
  std::pair<std::string, std::filesystem::path> first_found_;  ///< name and place
  std::int64_t resumed_ = 0;                                   ///< 0: none is
};

}  // namespace karimen::harness::cli
