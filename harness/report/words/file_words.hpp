// Of scenarios, the files: which part of a name is one, and where it lies in its repository.
#pragma once

#include <string>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// The part of a scenario's name that is its file's; file names and ids may both hold a '#'. Of a file with a
/// mistake the whole name.
[[nodiscard]] std::string file_part(const ScenarioFinished& finished);

/// How services that hold the repository call a file.
struct RepositoryPath {
  std::string path;  ///< relative to the repository's top; of what lies in none as it was told
  bool in_repository = false;
};
/// The top is GITHUB_WORKSPACE, else the nearest folder above the file with a .git. `told`: as it can be
/// opened from here.
[[nodiscard]] RepositoryPath path_in_repository(const std::string& told);

}  // namespace karimen::harness::report
