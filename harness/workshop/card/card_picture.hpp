// The card's face as a picture: in characters, and as SVG.
#pragma once

#include <string>
#include <vector>

#include "harness/workshop/card/card_facts.hpp"

namespace karimen::harness::workshop {

/// 62 columns wide, whatever the width of its characters; ends with a line end.
[[nodiscard]] std::string card_picture(const CardFacts& facts);
/// 856 by 540 units, as a card has them; the photograph is the one on the chip.
[[nodiscard]] std::string card_svg(const CardFacts& facts);

/// "data:image/png;base64,..." of a JP2 file; "" where it cannot be shown.
[[nodiscard]] std::string photograph_address(ByteView jp2);
/// `utf8` in pieces of at most `width` columns.
[[nodiscard]] std::vector<std::string> wrapped_text(const std::string& utf8, std::size_t width);
/// "平成3年7月8日"; "" without a date.
[[nodiscard]] std::string era_words(const std::optional<Date>& date);

}  // namespace karimen::harness::workshop
