// What yaml-cpp says of a text that is no YAML, in words that help. Only parsers of YAML include this.
#pragma once

#include <cstddef>
#include <string>

#include "base/yaml/text.hpp"

namespace karimen::yaml {

/// `message` is one of YAML::ErrorMsg, said at `offset`; `open` is the innermost list or mapping that is not
/// closed there, or nullptr.
[[nodiscard]] Diagnostic complaint(const Text& text, std::size_t offset, const std::string& message,
                                   const Node* open);

}  // namespace karimen::yaml
