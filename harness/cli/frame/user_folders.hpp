// Where this program keeps things of the user's: the XDG base directory specification.
#pragma once

#include <filesystem>

namespace karimen::harness::cli {

/// $XDG_STATE_HOME/karimen, else ~/.local/state/karimen; empty where neither is known.
[[nodiscard]] std::filesystem::path state_folder();
/// $XDG_CACHE_HOME/karimen, else ~/.cache/karimen; empty where neither is known. All of it may be deleted.
[[nodiscard]] std::filesystem::path cache_folder();

/// YAML that was read before is found in the cache folder, by this very program only.
void use_cache();

}  // namespace karimen::harness::cli
