// Trees that were read before, in a folder of the user's: yaml-cpp takes longer for the rulebook than a
// scenario takes to run. A program without a shelf reads every file anew.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::yaml {

/// From now on `load_file` keeps what it reads in `folder`, which may not exist yet, and finds it there
/// again. Call it once, before other threads read. `reader` is whatever changes when the program does: what
/// another one kept is not found.
void keep_trees_in(std::filesystem::path folder, std::string reader);

/// Whether the trees of that text are kept: not without a shelf, nor if it is short.
[[nodiscard]] bool are_kept(const Source& source);
/// The trees, `packed`, of a text that was read before, whatever its name was; nothing if they are not there.
[[nodiscard]] std::optional<std::string> kept_trees(const Source& source);
/// Puts them there, whole or not at all, where they `are_kept`. A folder that cannot be written keeps
/// nothing.
void keep_trees(const Source& source, std::string_view packed_trees);

/// As bytes: varints; a node is kind and quotation in one, line, column, then its text or its members.
[[nodiscard]] std::string packed(const std::vector<Node>& trees);
/// The trees of a text that was `packed`; nothing if `bytes` are not exactly that.
[[nodiscard]] std::optional<std::vector<Node>> unpacked(std::string_view bytes,
                                                        std::shared_ptr<const Source> source);

}  // namespace karimen::yaml
