// The frame of a page: one file that needs no other, and runs nothing but what this program put into it.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "base/bilingual.hpp"

namespace karimen::harness::report::html {

/// Everything before the data. Its Content-Security-Policy lets in the page's own script and style alone, by
/// their digests; the network is shut.
[[nodiscard]] std::string page_head(Language language);

/// A block of data that the page opens when it needs it; `name`: letters, digits and '-'.
void write_data(std::ostream& out, std::string_view name, std::string_view text);

/// Everything after the data. `summary` is for who has no scripts, as plain text of lines.
[[nodiscard]] std::string page_end(std::string_view summary, Language language);

}  // namespace karimen::harness::report::html
