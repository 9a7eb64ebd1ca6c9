// The run history in SQLite: which scenario had which verdict in which run, and on what it rests. WAL, one
// transaction for the begin of a run with all that it selected, and one a scenario: killed at any instant, no
// finished result is lost, and what was selected and has none was not finished. docs/history.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "harness/runner/event/event.hpp"
#include "harness/store/database.hpp"
#include "harness/store/run_lock.hpp"

namespace karimen::harness::store {

/// Absolute paths of scenario files, by the name that identities begin with.
using Places = std::map<std::string, std::filesystem::path>;

/// Not thread-safe. Every member throws DiagnosticError (environment) where the database fails: read-only,
/// corrupt, of a newer schema, or the disk is full.
class History {
 public:
  /// Of what was finished last a crash of the machine may take so much; a killed process loses nothing.
  static constexpr std::chrono::milliseconds most_at_risk{250};

  /// Makes the file, or brings one of an older schema up to date. `to_read`: one that may only be read will
  /// do, of today's schema.
  explicit History(const std::filesystem::path& file, bool to_read = false);
  ~History();
  History(const History&) = delete;
  History& operator=(const History&) = delete;

  /// The run that RunStarted is to go on with, in place of a new one. What differs between then and now makes
  /// that impossible: RunStarted throws DiagnosticError (bad command line) with it. So does this where
  /// another process is still at it.
  void resume(std::int64_t run);
  /// RunStarted begins a run with what it selected, ScenarioFinished adds to it with the rules of the steps
  /// before, RunFinished ends it; the others are ignored.
  void take(const Event& event);
  /// Identities that, in the last run that had selected them, failed, were flaky, ended in error or came to
  /// no end: it was interrupted, killed, or ended with an earlier failure.
  [[nodiscard]] std::set<std::string> failed();
  /// What the rules of the rulebook with that digest say, by name: asked for where it is not known yet.
  void keep_rulebook(const std::string& digest,
                     const std::function<std::map<std::string, std::string>()>& what_rules_say);
  /// Where the files of a run lie.
  void keep(const Places& places);
  /// Where each file that was ever run lay then.
  [[nodiscard]] Places places();
  /// The key of the run that is being taken.
  [[nodiscard]] std::int64_t run() const { return run_; }

  [[nodiscard]] Database& database() { return database_; }

 private:
  History(const std::filesystem::path& file, Access access);
  void begin(const RunStarted& started);
  [[nodiscard]] std::int64_t new_run(const RunStarted& started);
  void require_same(const RunStarted& started);
  void await(const std::set<std::string>& selected);
  void choose_wait();
  void add(const ScenarioFinished& finished);
  /// Throws DiagnosticError (environment), too, where the file is no longer where it was.
  void end(const RunFinished& finished);
  [[nodiscard]] std::int64_t ground();

  Database database_;
  std::filesystem::path file_;
  std::optional<RunLock> lock_;
  std::int64_t run_ = 0, part_ = 0, resumed_ = 0;
  std::chrono::steady_clock::time_point on_disk_;  ///< when all was on the disk
  bool waits_ = false;                             ///< a transaction ends when it is on the disk
  std::map<std::string, std::size_t, std::less<>>
      unfinished_;                             ///< selected, of this part, and in how many rounds still
  std::set<std::string> rules_, assumptions_;  ///< of the scenario under way
};

}  // namespace karimen::harness::store
