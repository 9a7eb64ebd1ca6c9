#include "harness/cli/reproduce/text_pieces.hpp"

#include <algorithm>

namespace karimen::harness::cli {
namespace {

// Lines and columns of a text as bytes.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {
    begins_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') begins_.push_back(i + 1);
  }
  [[nodiscard]] std::size_t line(int number) const {
    const auto index = static_cast<std::size_t>(number - 1);
    return index < begins_.size() ? begins_[index] : text_.size();
  }
  // Columns are characters.
  [[nodiscard]] std::size_t at(int line_number, int column) const {
    auto place = line(line_number);
    for (int i = 1; i < column && place < text_.size(); ++i) {
      ++place;
      while (place < text_.size() && (static_cast<unsigned char>(text_[place]) & 0xC0) == 0x80) ++place;
    }
    return place;
  }
  // The first of the comment lines directly above a line.
  [[nodiscard]] int with_comments(int number) const {
    while (number > 1) {
      const auto above = text_.substr(line(number - 1), line(number) - line(number - 1));
      const auto first = above.find_first_not_of(" \t");
      if (first == std::string_view::npos || above[first] != '#') break;
      --number;
    }
    return number;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;
};

// Where an entry of a flow collection ends: its comma, or the bracket that closes the collection.
std::size_t end_of_flow_entry(std::string_view text, std::size_t place) {
  int depth = 0;
  char quote = '\0';
  for (; place < text.size(); ++place) {
    const char c = text[place];
    if (quote != '\0') {
      if (c == '\\' && quote == '"')
        ++place;
      else if (c == quote)
        quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth-- == 0) return place;
    } else if (c == ',' && depth == 0) {
      return place;
    }
  }
  return place;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text), places_(text) {}

  // `kept`: what stays whole of the mapping itself.
  void collect(const yaml::Node& node, std::size_t end, std::string_view kept = "") {
    const auto children = children_of(node);
    if (children.empty()) return;
    const auto open = places_.at(node.line, node.column);
    const bool flow = open < text_.size() && (text_[open] == '{' || text_[open] == '[');
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (!kept.empty() && children[i].key == kept) continue;
      const auto piece =
          flow ? flow_piece(children[i], i == 0)
               : block_piece(children[i], i + 1 < children.size() ? &children[i + 1] : nullptr, end);
      found_.push_back(piece);
      collect(*children[i].value, piece.end);
    }
  }

  // Between the lines "---".
  void collect_document(const yaml::Node& document, bool last, std::string_view kept) {
    constexpr std::string_view mark = "\n---";
    const auto next = text_.find(mark, places_.line(document.line));
    const auto end = next == std::string_view::npos ? text_.size() : next + 1;
    if (!last) {
      const auto before = text_.rfind(mark, places_.line(document.line));
      const auto begin = before == std::string_view::npos ? 0 : text_.find('\n', before + 1) + 1;
      found_.push_back({begin, std::min(text_.find('\n', end), text_.size() - 1) + 1});
    }
    collect(document, end, kept);
  }

  std::vector<Piece> sorted() && {
    std::ranges::stable_sort(found_, std::greater(), &Piece::size);
    return std::move(found_);
  }

 private:
  struct Child {
    std::string_view key;
    int line, column;
    const yaml::Node* value;
  };

  static std::vector<Child> children_of(const yaml::Node& node) {
    std::vector<Child> all;
    for (const auto& each : node.entries)
      all.push_back({each.key.text, each.key.line, each.key.column, &each.value});
    for (const auto& each : node.items) all.push_back({"", each.line, each.column, &each});
    return all;
  }

  [[nodiscard]] Piece flow_piece(const Child& child, bool first) const {
    Piece piece{.begin = places_.at(child.line, child.column), .value = child.value, .flow = true};
    piece.end = piece.content_end = end_of_flow_entry(text_, piece.begin);
    if (piece.end < text_.size() && text_[piece.end] == ',') {
      ++piece.end;
      while (piece.end < text_.size() && text_[piece.end] == ' ') ++piece.end;
    } else if (!first) {
      piece.begin = text_.rfind(',', piece.begin);
    }
    return piece;
  }

  [[nodiscard]] Piece block_piece(const Child& child, const Child* next, std::size_t end) const {
    const auto begin = places_.line(places_.with_comments(child.line));
    const auto until =
        next != nullptr ? std::max(begin, places_.line(places_.with_comments(next->line))) : end;
    return {begin, until, child.value, false, until};
  }

  std::string_view text_;
  Places places_;
  std::vector<Piece> found_;
};

}  // namespace

Piece scalar_piece(const yaml::Node& scalar, std::string_view text) {
  const auto begin = Places(text).at(scalar.line, scalar.column);
  return {.begin = begin, .end = begin + scalar.text.size() + (scalar.quoted ? 2 : 0)};
}

std::vector<Piece> pieces_of(std::span<const yaml::Node> documents, std::string_view text,
                             std::string_view kept) {
  Finder finder(text);
  for (const auto& document : documents)
    finder.collect_document(document, &document == &documents.back(), kept);
  return std::move(finder).sorted();
}

}  // namespace karimen::harness::cli
