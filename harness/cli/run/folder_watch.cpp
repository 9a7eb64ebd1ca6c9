#include "harness/cli/run/folder_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/diagnostic.hpp"
#include "base/yaml/folder.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto interesting = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;
// An editor writes a file in several strokes, and several files: milliseconds without a stroke.
constexpr int quiet = 120;
constexpr std::size_t room_for_events = 65536;

bool is_yaml(const fs::path& file) {
  return (file.extension() == ".yaml" || file.extension() == ".yml") &&
         !file.filename().string().starts_with('.');
}

[[noreturn]] void refuse(const std::string& what, const std::string& fix) {
  throw DiagnosticError(Diagnostic{
      .where = {}, .what = what, .fix = fix, .source_line = "", .exit_code = ExitCode::environment});
}

}  // namespace

FolderWatch::FolderWatch(const std::vector<fs::path>& folders)
    : inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!inotify_.open())
    refuse(std::string("folders cannot be watched: ") + std::strerror(errno),
           "look at /proc/sys/fs/inotify/max_user_instances");
  for (const auto& folder : folders) watch(folder);
}

void FolderWatch::watch(const fs::path& folder) {
  const int number = inotify_add_watch(inotify_.number(), folder.c_str(), interesting);
  if (number < 0)
    refuse("the folder " + folder.string() + " cannot be watched: " + std::strerror(errno),
           "look at its permissions, and at /proc/sys/fs/inotify/max_user_watches");
  if (!folders_.emplace(number, folder).second) return;  // reached over a link a second time
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.is_directory(ignored) && !entry.path().filename().string().starts_with('.'))
      watch(entry.path());
}

void FolderWatch::also(const fs::path& file) {
  const int number = inotify_add_watch(inotify_.number(), file.parent_path().c_str(), interesting);
  if (number >= 0 && !folders_.contains(number)) files_[number].insert(file);
}

void FolderWatch::take(std::set<fs::path>& files) {
  alignas(inotify_event) std::array<char, room_for_events> buffer;
  for (;;) {
    const auto size = ::read(inotify_.number(), buffer.data(), buffer.size());
    if (size <= 0) return;
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if ((event->mask & IN_Q_OVERFLOW) != 0)  // something happened, and nobody knows what
        for (const auto& [number, folder] : folders_) files.insert(folder);
      if (const auto named = files_.find(event->wd); named != files_.end() && event->len > 0)
        std::ranges::copy_if(named->second, std::inserter(files, files.end()), [&](const fs::path& file) {
          return (event->mask & (IN_ISDIR | IN_CREATE)) == 0 && file.filename() == event->name;
        });
      const auto known = folders_.find(event->wd);
      if (known == folders_.end() || event->len == 0) continue;
      const auto path = known->second / event->name;
      if ((event->mask & IN_ISDIR) == 0) {
        if ((event->mask & IN_CREATE) == 0 && is_yaml(path)) files.insert(path);
      } else if ((event->mask & (IN_CREATE | IN_MOVED_TO)) != 0 && *event->name != '.' &&
                 fs::is_directory(path)) {
        watch(path);
        std::ranges::copy(yaml::files_under(path).files, std::inserter(files, files.end()));
      }
    }
  }
}

std::set<fs::path> FolderWatch::wait(int stop) {
  std::set<fs::path> files;
  for (;;) {
    std::array<pollfd, 2> waited{pollfd{inotify_.number(), POLLIN, 0}, pollfd{stop, POLLIN, 0}};
    const int ready = ::poll(waited.data(), waited.size(), files.empty() ? -1 : quiet);
    if (waited[1].revents != 0) return {};
    if (ready == 0) return files;
    take(files);
  }
}

}  // namespace karimen::harness::cli
