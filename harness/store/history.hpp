// The run history in SQLite: which scenario had which verdict in which run. Schema 1, WAL, one transaction a
// scenario.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "harness/runner/event.hpp"

namespace karimen::harness::store {

/// Not thread-safe. Every member throws DiagnosticError (environment) where the database fails: read-only,
/// corrupt, of a newer schema, or the disk is full.
class History {
 public:
  explicit History(const std::filesystem::path& file);
  ~History();
  History(const History&) = delete;
  History& operator=(const History&) = delete;

  /// RunStarted begins a run, ScenarioFinished adds to it, RunFinished ends it; the others are ignored.
  void take(const Event& event);
  /// Identities that failed or ended in error when they were last run.
  [[nodiscard]] std::set<std::string> failed();

 private:
  class Database;
  std::unique_ptr<Database> database_;
};

}  // namespace karimen::harness::store
