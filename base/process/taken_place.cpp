#include "base/process/taken_place.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.hpp"

namespace karimen {
namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;  // as the kernel
constexpr mode_t writable = S_IWUSR | S_IWGRP | S_IWOTH, kept_bits = 07777;

// Links of /proc name what is open, not where it is.
bool is_of_processes(const fs::path& path) {
  return path.string().starts_with("/proc/");
}

}  // namespace

fs::path behind_links(fs::path path) {
  std::error_code error;
  for (int links = 0;
       links < most_links && !is_of_processes(path) && fs::is_symlink(fs::symlink_status(path, error));
       ++links)
    path = path.parent_path() / fs::read_symlink(path, error);
  return path;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

TakenPlace place_taken_at(const fs::path& path) {
  if (path == "-")
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "'-' is no file that is written here",
                                     .fix = "name a file; one that is called so is './-'",
                                     .exit_code = ExitCode::bad_command_line});
  TakenPlace taken{.path = behind_links(path)};
  struct stat found {};
  taken.device = is_of_processes(taken.path);
  if (::stat(path.c_str(), &found) != 0) return taken;
  taken.device = taken.device || !S_ISREG(found.st_mode);
  // Root may write everything: who took all the rights away did not mean us to.
  if (!taken.device &&
      ((found.st_mode & writable) == 0 || ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0))
    throw DiagnosticError(Diagnostic{.where = {path.string()},
                                     .what = "the file may not be written",
                                     .fix = "make it writable with 'chmod u+w', or name another file",
                                     .exit_code = ExitCode::environment});
  taken.earlier = {found.st_mode & kept_bits, found.st_uid, found.st_gid};
  return taken;
}

void TakenPlace::dress(const fs::path& file) const {
  if (!earlier) return;
  [[maybe_unused]] const int owned = ::chown(file.c_str(), earlier->owner, earlier->group);
  [[maybe_unused]] const int set = ::chmod(file.c_str(), earlier->mode);
}

}  // namespace karimen
