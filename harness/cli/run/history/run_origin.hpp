// Where a run comes from: version, commit, rulebook, pipeline, time.
#pragma once

#include <filesystem>
#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// The commit that a CI system says it tests, else the one that is checked out in the repository around
/// `folder`, read from its files (gitrepository-layout(5)); "" if there is none.
[[nodiscard]] std::string commit_of(const std::filesystem::path& folder);

/// 64 hexadecimal digits over the YAML files below a folder, their names included.
[[nodiscard]] std::string digest_of_files(const std::filesystem::path& folder);

/// Of a run that begins now.
[[nodiscard]] RunOrigin origin_of(const DataFolders& folders, const Selection& selection,
                                  const Invocation& invocation);

}  // namespace karimen::harness::cli
