// The names of scenario files: the same from whatever folder and however the path was typed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace karimen::harness {

/// The nearest karimen.toml from `folder`, which is absolute, up; empty: there is none. A folder or a link to
/// nothing is one, too. Throws std::filesystem::filesystem_error where nobody may look whether there is one.
[[nodiscard]] std::filesystem::path find_karimen_toml(const std::filesystem::path& folder);

/// A file and the folder to which its name is relative.
struct RootedFile {
  std::filesystem::path path;  ///< absolute, without links in the part that was typed
  std::filesystem::path root;
};

/// `argument` is the folder that was named on the command line, absolute.
[[nodiscard]] RootedFile rooted(const std::filesystem::path& file, const std::filesystem::path& argument,
                                const std::filesystem::path& data);

/// One name for each file, in their order, all different.
[[nodiscard]] std::vector<std::string> names_of(std::vector<RootedFile> files);

}  // namespace karimen::harness
