// Which files of a folder are YAML.
#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.hpp"

namespace karimen::yaml {

/// What a walk through a folder found. A problem is a folder that cannot be read or a link to nothing.
struct FolderFiles {
  std::vector<std::filesystem::path> files;  ///< as they are reached from the folder; by name, depth first
  std::vector<Diagnostic> problems;
};

/// Every *.yaml and *.yml under `folder`, which must be one. Hidden files and folders are left out; linked
/// folders are entered, each folder once.
[[nodiscard]] FolderFiles files_under(const std::filesystem::path& folder);

/// As `files_under`. Throws DiagnosticError with the problems.
[[nodiscard]] std::vector<std::filesystem::path> all_files_under(const std::filesystem::path& folder);

}  // namespace karimen::yaml
