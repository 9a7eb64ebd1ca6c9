// A folder for files that nobody needs afterwards.
#pragma once

#include <filesystem>

#include "base/process/descriptor.hpp"

namespace karimen {

/// Made when it is first asked for; it goes with the object, and all that is in it. What a process that was
/// killed left, the next one of the same user removes that makes a folder in the same place: who lives holds
/// a lock on its own.
class ScratchFolder {
 public:
  ScratchFolder() = default;
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  /// Throws std::system_error where none can be made.
  [[nodiscard]] const std::filesystem::path& path();

 private:
  std::filesystem::path path_;
  Descriptor lock_;
};

}  // namespace karimen
