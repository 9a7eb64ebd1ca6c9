// The parts of a YAML document that can be left out of its text, comments of the rest untouched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::harness::cli {

/// Bytes of a text, `end` excluded.
struct Piece {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Every entry of a mapping and every item of a sequence, the longest first. In block style whole lines, with
/// the comment lines directly above; in flow style with the comma that it leaves over. `document` was read
/// from `text`; of its own entries the one of `kept` stays whole.
[[nodiscard]] std::vector<Piece> pieces_of(const yaml::Node& document, std::string_view text,
                                           std::string_view kept = "");

}  // namespace karimen::harness::cli
