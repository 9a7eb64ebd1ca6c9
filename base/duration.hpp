// Time limits as people write them in files.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace karimen {

/// "500ms", "30s", "2min": a number above 0 with its unit, at most 60 minutes; nullopt for anything else.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(std::string_view text);

/// In the largest unit that has no remainder: "90s".
[[nodiscard]] std::string to_string(std::chrono::milliseconds duration);

}  // namespace karimen
