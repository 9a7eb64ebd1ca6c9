// A folder for files that nobody needs afterwards.
#pragma once

#include <filesystem>

namespace karimen {

/// Made when it is first asked for; it goes with the object, and all that is in it.
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
};

}  // namespace karimen
