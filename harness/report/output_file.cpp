#include "harness/report/output_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>

#include "base/diagnostic.hpp"

namespace karimen::harness::report {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, std::string what, const char* fix) {
  throw DiagnosticError(Diagnostic{
      .where = {path.string()}, .what = std::move(what), .fix = fix, .exit_code = ExitCode::environment});
}

// What a process that was killed left of its report.
void remove_leftovers(const fs::path& path) {
  const auto prefix = path.filename().string() + ".part";
  std::error_code error;
  for (fs::directory_iterator next(folder_of(path), error), end; !error && next != end;
       next.increment(error)) {
    const auto name = next->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    pid_t owner = 0;
    const auto* last = name.data() + name.size();
    const auto number = std::from_chars(name.data() + prefix.size(), last, owner);
    std::error_code ignored;
    if (number.ec == std::errc{} && number.ptr == last && ::kill(owner, 0) != 0 && errno == ESRCH)
      fs::remove(next->path(), ignored);
  }
}

std::string name_of_descriptor(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

}  // namespace

OutputFile::OutputFile(fs::path path, Earlier earlier)
    : path_(std::move(path)), place_(place_taken_at(path_)) {
  errno = 0;
  if (place_.device) {
    stream_.open(path_, std::ios::binary);
  } else {
    std::error_code ignored;
    if (earlier == Earlier::goes) fs::remove(place_.path, ignored);
    if (!open_unnamed()) open_beside();
  }
  if (!stream_)
    refuse(path_, std::string("cannot be written: ") + std::strerror(errno),
           "check the folder and its permissions");
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove(temporary_, ignored);
  if (unnamed_ >= 0) ::close(unnamed_);
}

bool OutputFile::open_unnamed() {
  unnamed_ = ::open(folder_of(place_.path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (unnamed_ < 0) return false;
  const auto name = name_of_descriptor(unnamed_);
  stream_.open(name, std::ios::binary);
  if (stream_) {
    place_.dress(name);
    return true;
  }
  stream_.clear();
  ::close(unnamed_);
  unnamed_ = -1;
  return false;
}

void OutputFile::open_beside() {
  remove_leftovers(place_.path);
  temporary_ = beside();
  errno = 0;
  stream_.open(temporary_, std::ios::binary | std::ios::trunc);
  if (stream_) place_.dress(temporary_);
}

// Only a file with a name can take the place of another one.
void OutputFile::put_in_place() {
  if (place_.device || shown_) return;
  bool linked = true;
  if (unnamed_ >= 0) {
    temporary_ = beside();
    std::error_code ignored;
    fs::remove(temporary_, ignored);
    linked = ::linkat(AT_FDCWD, name_of_descriptor(unnamed_).c_str(), AT_FDCWD, temporary_.c_str(),
                      AT_SYMLINK_FOLLOW) == 0;
  }
  if (!linked || ::rename(temporary_.c_str(), place_.path.c_str()) != 0)
    refuse(path_, std::string("the report could not be put in its place: ") + std::strerror(errno),
           "check the folder and its permissions");
  temporary_.clear();
}

fs::path OutputFile::beside() const {
  return place_.path.string() + ".part" + std::to_string(getpid());
}

void OutputFile::show() {
  put_in_place();
  shown_ = true;
}

void OutputFile::commit() {
  stream_.close();
  if (stream_.fail())
    refuse(path_,
           shown_ ? "the stream could not be written in full, it ends early"
                  : "the report could not be written in full, nothing is left of it",
           "make room on the disk, or choose another file");
  put_in_place();
}

}  // namespace karimen::harness::report
