// Text for XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace karimen::harness::report {

/// For the content of an element. A control character that XML 1.0 does not know becomes '?'.
[[nodiscard]] std::string xml_text(std::string_view text);
/// For a value in double quotes, in which line ends and tabs stay what they are.
[[nodiscard]] std::string xml_attribute(std::string_view text);

}  // namespace karimen::harness::report
