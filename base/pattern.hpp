// Patterns that people write for what programs say: the extended regular expressions of POSIX, as `grep -E`
// knows them.
#pragma once

#include <string>
#include <string_view>

namespace karimen {

/// What is wrong with a pattern, in the C library's words; "" if it is one.
[[nodiscard]] std::string pattern_complaint(const std::string& pattern);

/// Whether it is found anywhere in the text. `.` is no line end, `^` and `$` are the begin and end of a line;
/// after the last line end there is none.
/// Throws std::invalid_argument for what is no pattern.
[[nodiscard]] bool is_found(const std::string& pattern, std::string_view text);

}  // namespace karimen
