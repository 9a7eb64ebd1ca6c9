// The desk's routes of scenarios.
#pragma once

#include <vector>

#include "harness/cli/desk/folder_run.hpp"
#include "harness/cli/desk/stage.hpp"
#include "harness/serve/api/routes.hpp"

namespace karimen::harness::cli {

/// All must outlive them.
[[nodiscard]] std::vector<serve::Route> stage_routes(LazyLibrary& library, Stage& stage, FolderRun& run);

}  // namespace karimen::harness::cli
