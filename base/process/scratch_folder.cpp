#include "base/process/scratch_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace karimen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "karimen-scratch-";
// Of programs that held no lock yet: nobody runs one for so long.
constexpr std::string_view earlier_prefix = "karimen-client-";
constexpr std::chrono::hours longest_run{24};

fs::path place_of_all() {
  std::error_code error;
  auto parent = fs::temp_directory_path(error);
  return error ? fs::path("/tmp") : parent;
}

Descriptor opened(const fs::path& folder) {
  return Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

bool is_ours(const Descriptor& folder) {
  struct stat found {};
  return ::fstat(folder.number(), &found) == 0 && found.st_uid == ::geteuid();
}

// Not removed, or replaced, by who took it for left behind before it was locked.
bool stands(const fs::path& path, const Descriptor& folder) {
  struct stat named {
  }, held{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(folder.number(), &held) == 0 &&
         named.st_ino == held.st_ino && named.st_dev == held.st_dev;
}

bool may_be_left_behind(const fs::path& folder) {
  const auto name = folder.filename().string();
  if (name.starts_with(prefix)) return true;
  std::error_code error;
  return name.starts_with(earlier_prefix) &&
         fs::last_write_time(folder, error) + longest_run < fs::file_time_type::clock::now() && !error;
}

// The lock of an owner goes with its process, however that ends.
void remove_leftovers(const fs::path& parent) {
  std::error_code error;
  for (fs::directory_iterator next(parent, error), end; !error && next != end; next.increment(error)) {
    if (!may_be_left_behind(next->path())) continue;
    const auto folder = opened(next->path());
    std::error_code ignored;
    if (folder.open() && is_ours(folder) && ::flock(folder.number(), LOCK_EX | LOCK_NB) == 0)
      fs::remove_all(next->path(), ignored);
  }
}

}  // namespace

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

const fs::path& ScratchFolder::path() {
  if (!path_.empty()) return path_;
  const auto parent = place_of_all();
  static const bool cleaned = (remove_leftovers(parent), true);
  static_cast<void>(cleaned);
  for (;;) {
    auto name = (parent / (std::string(prefix) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), parent.string());
    lock_ = opened(name);
    if (!lock_.open()) throw std::system_error(errno, std::generic_category(), name);
    // Where a file system knows no locks, nobody takes the folder for left behind either.
    (void)::flock(lock_.number(), LOCK_EX);
    if (stands(name, lock_)) return path_ = name;
  }
}

}  // namespace karimen
