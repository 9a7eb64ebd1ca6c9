// A run that is going on in some process is nobody else's to go on with.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/process/descriptor.hpp"

namespace karimen::harness::store {

/// Held as long as the object stands; a process that dies lets go of it. Beside the database, behind whatever
/// links lead there, lies a file for
/// each run under way, "history.sqlite-run-7.lock", which goes with the lock or, of a process that was
/// killed, with the next one on the same run.
class RunLock {
 public:
  /// Whether some process holds it now. Makes no file.
  [[nodiscard]] static bool held(const std::filesystem::path& database, std::int64_t run);
  /// Removes what a killed process left. Only of a run that is held by nobody.
  static void forget(const std::filesystem::path& database, std::int64_t run);

  /// Throws DiagnosticError (bad command line) where another process holds it. A folder in which no file can
  /// be made has no locks: the database would not have been writable there.
  RunLock(const std::filesystem::path& database, std::int64_t run);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  std::filesystem::path file_;
  Descriptor descriptor_;
};

}  // namespace karimen::harness::store
