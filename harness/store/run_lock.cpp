#include "harness/store/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/diagnostic.hpp"
#include "base/process/taken_place.hpp"

namespace karimen::harness::store {

namespace {

std::filesystem::path lock_file(const std::filesystem::path& database, std::int64_t run) {
  return behind_links(database).string() + "-run-" + std::to_string(run) + ".lock";
}

}  // namespace

bool RunLock::held(const std::filesystem::path& database, std::int64_t run) {
  const Descriptor file(::open(lock_file(database, run).c_str(), O_RDONLY | O_CLOEXEC));
  return file.number() >= 0 && ::flock(file.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

void RunLock::forget(const std::filesystem::path& database, std::int64_t run) {
  std::error_code ignored;
  std::filesystem::remove(lock_file(database, run), ignored);
}

RunLock::RunLock(const std::filesystem::path& database, std::int64_t run)
    : file_(lock_file(database, run)),
      descriptor_(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_.number() < 0 || ::flock(descriptor_.number(), LOCK_EX | LOCK_NB) == 0) return;
  if (errno != EWOULDBLOCK) return;  // a file system without locks
  throw DiagnosticError(Diagnostic{.what = "run " + std::to_string(run) + " is still going on",
                                   .fix = "wait for its end, or end that process first",
                                   .exit_code = ExitCode::bad_command_line});
}

// The file goes before the lock: whoever comes then makes one anew.
RunLock::~RunLock() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

}  // namespace karimen::harness::store
