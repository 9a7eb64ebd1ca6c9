// One way to write YAML: indentation, spaces, quotes and blank lines, with every comment where it was.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/yaml.hpp"

namespace karimen::yaml {

/// The text, written canonically: two spaces a level, lists below their key indented; one space after ':',
/// ',' and
/// '-', none within brackets; double quotes where either would do; at most one blank line in a row, none at
/// the ends of a document; no spaces at the ends of lines. What spans lines keeps its breaks. The same text
/// twice formatted is the same. Of a text that is no YAML nothing is promised.
[[nodiscard]] std::string formatted(std::string_view text);

/// Whether both hold the same: keys in the same order, the same texts, quoted alike.
[[nodiscard]] bool same_trees(std::span<const Node> one, std::span<const Node> other);

}  // namespace karimen::yaml
