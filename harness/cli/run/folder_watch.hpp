// Files that are saved in folders, told by the kernel (inotify(7)): nobody looks for them again and again.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "base/process/descriptor.hpp"

namespace karimen::harness::cli {

class FolderWatch {
 public:
  /// The folders and those below them, hidden ones apart. Throws DiagnosticError (environment).
  explicit FolderWatch(const std::vector<std::filesystem::path>& folders);

  /// A file in whatever folder, of which nothing else is looked at. What cannot be watched is passed over.
  void also(const std::filesystem::path& file);

  /// Waits until YAML files were saved, moved or removed and it is quiet again; their paths, under the
  /// folders as these were given. Nothing once `stop`, a descriptor, can be read.
  [[nodiscard]] std::set<std::filesystem::path> wait(int stop);

 private:
  void watch(const std::filesystem::path& folder);
  void take(std::set<std::filesystem::path>& files);

  Descriptor inotify_;
  std::map<int, std::filesystem::path> folders_;          ///< by the number of their watch
  std::map<int, std::set<std::filesystem::path>> files_;  ///< of `also`, likewise
};

}  // namespace karimen::harness::cli
