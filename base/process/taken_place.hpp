// The place that a new file takes from another one: behind symbolic links, for the same readers.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace karimen {

struct TakenPlace {
  /// Who stood there.
  struct Earlier {
    mode_t mode;
    uid_t owner;
    gid_t group;
  };
  std::filesystem::path path;  ///< behind all symbolic links, whether anything stands there or not
  bool device = false;         ///< it is written itself, as /dev/full and /dev/stdout are
  std::optional<Earlier> earlier = {};

  /// Gives the new file the mode of the one before, and its owner where we may.
  void dress(const std::filesystem::path& file) const;
};

/// Where symbolic links lead to, whether anything stands there or not. A link of /proc stays: it names what
/// is open.
[[nodiscard]] std::filesystem::path behind_links(std::filesystem::path path);

/// Where a file lies; "." for a name alone.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& file);

/// Throws DiagnosticError: a file stands there that may not be written (environment), or it is "-" (bad
/// command line). One of several names (hard links) of a file is cut from the others when another file takes
/// its place.
[[nodiscard]] TakenPlace place_taken_at(const std::filesystem::path& path);

}  // namespace karimen
