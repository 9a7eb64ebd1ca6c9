// Whether bytes are a text that a parser of UTF-8 can take, and if not, what they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace karimen {

/// What keeps `bytes` from being plain UTF-8: another coding (named, with the command that converts it), a
/// byte that belongs to no character, a control character or a line end that parsers of YAML do not agree on.
/// The place is that of the first one, its column counted in the coding that the line seems to have.
[[nodiscard]] std::optional<Diagnostic> not_plain_text(std::string_view bytes, const std::string& name);

}  // namespace karimen
