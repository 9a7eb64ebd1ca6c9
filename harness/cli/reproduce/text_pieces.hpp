// The parts of a YAML document that can be left out of its text, comments of the rest untouched.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::harness::cli {

/// Bytes of a text, `end` excluded.
struct Piece {
  std::size_t begin = 0, end = 0;
  const yaml::Node* value = nullptr;  ///< the item, or the entry's value; null: a document
  bool flow = false;                  ///< in brackets
  std::size_t content_end = 0;        ///< `end`, in flow style without the comma
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Every entry of a mapping and every item of a sequence, the longest first; of several documents each but
/// the last, too. In block style whole lines, with the comment lines directly above; in flow style with the
/// comma that it leaves over. `documents` are all that was read from `text`; of their own entries that of
/// `kept` stays whole.
[[nodiscard]] std::vector<Piece> pieces_of(std::span<const yaml::Node> documents, std::string_view text,
                                           std::string_view kept = "");

/// A scalar read from a text: a word, or one in quotes and these with it.
[[nodiscard]] Piece scalar_piece(const yaml::Node& scalar, std::string_view text);

}  // namespace karimen::harness::cli
