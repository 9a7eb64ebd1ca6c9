// Where a run comes from: version, commit, rulebook, pipeline, time.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/port/connection.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/scenario/selection/selection.hpp"

namespace karimen::harness::cli {

/// The commit that a CI system says it tests, else the one that is checked out in the repository around
/// `folder`, read from its files (gitrepository-layout(5)); "" if there is none.
[[nodiscard]] std::string commit_of(const std::filesystem::path& folder);

/// 64 hexadecimal digits over the YAML files below a folder, their names included.
[[nodiscard]] std::string digest_of_files(const std::filesystem::path& folder);

/// As fields called measured_ spell it, UTC: "2026-11-29T09:00:00.123Z".
[[nodiscard]] std::string measured_moment(std::chrono::system_clock::time_point moment);

/// What a run is about: no working directory is in it, so that --resume finds the same from anywhere.
struct Tested {
  std::optional<port::Address> system;  ///< beside the built-in one
  std::filesystem::path first_file;     ///< whose repository it is about; empty: it lies nowhere
};

/// Of a run that begins now. Its commit is the one that a CI system says it tests; else that of the system
/// under test, where its command names files; else that of the scenarios.
[[nodiscard]] RunOrigin origin_of(const DataFolders& folders, const Selection& selection,
                                  const Invocation& invocation, const Tested& tested);

}  // namespace karimen::harness::cli
