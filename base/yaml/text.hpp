// The text that a YAML parser reads, and what stands at its offsets: the parser tells where a value begins,
// but not where it ends, how it is written, or what stands between two of them. Only parsers of YAML include
// this.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/yaml.hpp"

namespace karimen::yaml {

/// How a scalar is written.
struct Written {
  std::size_t begin = 0;           ///< behind its properties
  char style = 0;                  ///< ' " | > or 0 for a plain one
  std::optional<std::size_t> end;  ///< behind it; nothing if its quotation is never closed
};

/// A text with \n as its only line end. Offsets count bytes, from 0.
class Text {
 public:
  /// Line ends become \n; a byte order mark is dropped.
  Text(std::string_view bytes, std::string name);

  [[nodiscard]] const std::string& all() const { return text_; }
  [[nodiscard]] const std::shared_ptr<const Source>& source() const { return source_; }

  /// A node of `kind` that begins at `offset`. Fast where offsets grow from call to call.
  [[nodiscard]] Node node(std::size_t offset, Kind kind) const;

  /// Behind the anchor and the tag at `offset` and the space after them.
  [[nodiscard]] std::size_t behind_properties(std::size_t offset) const;
  /// The scalar of the value `value` that begins, with its properties, at `offset`.
  [[nodiscard]] Written scalar(std::size_t offset, std::string_view value) const;
  /// Whether it is a quotation whose last two lines, or more, are blank.
  [[nodiscard]] bool ends_in_blank_lines(const Written& written) const;
  /// The word at `offset`: up to space, a line end or a bracket or comma.
  [[nodiscard]] std::string_view word(std::size_t offset) const;
  /// Where a value is missing between `begin` and `end`: behind the last indicator, comments apart.
  [[nodiscard]] std::size_t missing_between(std::size_t begin, std::size_t end) const;
  /// The first line between `begin` and `end`, or at `end`, that begins with one of the words; nothing if
  /// none does.
  [[nodiscard]] std::optional<std::size_t> line_between(std::size_t begin, std::size_t end,
                                                        std::initializer_list<std::string_view> words) const;
  /// Whether tabs stand between the beginning of the line and the first thing in it, at `offset`.
  [[nodiscard]] bool tab_indents(std::size_t offset) const;

 private:
  struct Place {
    std::size_t offset = 0;
    int line = 1, column = 1;
  };

  [[nodiscard]] bool at(std::size_t offset, std::string_view characters) const {
    return offset < text_.size() && characters.find(text_[offset]) != std::string_view::npos;
  }
  [[nodiscard]] std::size_t behind_blanks(std::size_t offset) const;
  [[nodiscard]] std::size_t line_end(std::size_t offset) const;
  [[nodiscard]] std::optional<std::size_t> behind_quotation(std::size_t offset) const;

  const std::shared_ptr<const Source> source_;
  const std::string& text_;  ///< the source's
  mutable Place last_;       ///< of the last node
};

}  // namespace karimen::yaml
