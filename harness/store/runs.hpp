// What the history can tell: runs, what became of a scenario over time, what changed between two runs.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/runner/event/event.hpp"
#include "harness/store/database.hpp"

namespace karimen::harness::store {

struct StoredRun {
  std::int64_t id = 0;
  std::string started;  ///< UTC; "" of a run that schema 1 kept
  std::string version, commit, seed, transport, system, rulebook, assumptions, pipeline;
  std::string timeout;         ///< "30s"; "": none, or a run that schema 5 kept
  std::string build, program;  ///< "": not known, or no such program
  std::size_t shards = 1, shards_present = 1;
  std::size_t rounds = 1;             ///< how often each scenario was to be run: --repeat
  std::optional<std::string> digest;  ///< of a run that came to its end, with all its shards
  bool interrupted = false;
  double measured_ms = 0;
  Counts counts;           ///< of verdicts; `not_run`: selected, but not finished
  std::size_t unread = 0;  ///< errors that are files with a mistake

  [[nodiscard]] bool finished() const { return digest.has_value() && !interrupted; }
};

/// Of a file with a mistake in place of what failed.
inline constexpr std::string_view unread_failure = "unread";

/// What must be equal for two verdicts to be equal.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> conditions_of(const StoredRun& run);
/// Whether two values of a condition say that it was another. Of what an older karimen kept some are not
/// known.
[[nodiscard]] bool differ(const std::string& condition, const std::string& one, const std::string& other);

struct StoredResult {
  std::string scenario, verdict, failure, step, detail;
  std::vector<std::string> rules, assumptions;  ///< that it rests on
  std::string digest;
  std::string text = {};  ///< digest of what was written; "": not known
  double measured_ms = 0;
  std::size_t attempts = 1;
};

/// A scenario in one run.
struct Appearance {
  StoredRun run;  ///< without counts
  std::string verdict, failure, step;
  double measured_ms = 0;
  std::string text = {};  ///< digest of what was written; "": not known
  bool unstable = false;  ///< attempts of that run differ
};

/// How many runs were removed, and how many old ones are still going on and stay.
struct Pruned {
  std::size_t removed = 0, going_on = 0;
};

/// Every member throws DiagnosticError (environment).
class Runs {
 public:
  /// The database must be of today's schema.
  explicit Runs(Database& database) : database_(database) {}

  /// The newest first; 0: all.
  [[nodiscard]] std::vector<StoredRun> list(std::size_t most);
  /// nullopt if there is none. 0: the newest.
  [[nodiscard]] std::optional<StoredRun> find(std::int64_t id);
  /// Of several attempts the worst. By scenario.
  [[nodiscard]] std::map<std::string, StoredResult> results(std::int64_t run);
  /// What the rules of a rulebook say, as digests by their names; empty: nobody knows.
  [[nodiscard]] std::map<std::string, std::string> rules_of(const std::string& rulebook);
  /// All that its parts selected.
  [[nodiscard]] std::set<std::string> selected(std::int64_t run);
  /// Selected and not finished in every round, sorted.
  [[nodiscard]] std::vector<std::string> unfinished(std::int64_t run);
  /// Which rounds of each scenario have a result, from 1 (--repeat); of a run without rounds its attempts.
  [[nodiscard]] std::map<std::string, std::set<std::uint32_t>> finished_rounds(std::int64_t run);
  /// Identities with that part, sorted; the one that is called so exactly, alone.
  [[nodiscard]] std::vector<std::string> scenarios(const std::string& part);
  /// The oldest first.
  [[nodiscard]] std::vector<Appearance> appearances(const std::string& scenario);
  /// Leaves the newest runs and what they need, and those that some process is still at.
  Pruned prune(std::size_t keep);

 private:
  void count(StoredRun& run);

  Database& database_;
};

}  // namespace karimen::harness::store
