#include "base/yaml/text.hpp"

#include <algorithm>

namespace karimen::yaml {
namespace {

constexpr std::string_view blank = " \t\n", ends_a_word = " \t\n,[]{}";

std::string with_plain_line_ends(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r')
      text += bytes[i];
    else if (i + 1 == bytes.size() || bytes[i + 1] != '\n')
      text += '\n';
  }
  // Blanks behind the last line end: yaml-cpp takes them for a part of a folded text before.
  if (const auto last = text.find_last_not_of(" \t"); last != std::string::npos && text[last] == '\n')
    text.resize(last + 1);
  return text;
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

}  // namespace

Text::Text(std::string_view bytes, std::string name)
    : source_(std::make_shared<Source>(std::move(name), with_plain_line_ends(bytes))), text_(source_->text) {}

Node Text::node(std::size_t offset, Kind kind) const {
  offset = std::min(offset, text_.size());
  if (offset < last_.offset) last_ = {};
  for (; last_.offset < offset; ++last_.offset) {
    if (text_[last_.offset] == '\n')
      ++last_.line, last_.column = 1;
    else if (begins_character(text_[last_.offset]))
      ++last_.column;
  }
  Node node;
  node.kind = kind;
  node.source = source_;
  node.line = last_.line;
  node.column = last_.column;
  return node;
}

std::size_t Text::line_end(std::size_t offset) const {
  return std::min(text_.find('\n', offset), text_.size());
}

std::size_t Text::behind_blanks(std::size_t offset) const {
  while (at(offset, blank) || at(offset, "#")) offset = text_[offset] == '#' ? line_end(offset) : offset + 1;
  return offset;
}

std::string_view Text::word(std::size_t offset) const {
  const auto end = std::min(text_.find_first_of(ends_a_word, offset), text_.size());
  return std::string_view(text_).substr(std::min(offset, end), end - std::min(offset, end));
}

std::size_t Text::behind_properties(std::size_t offset) const {
  while (at(offset, "&!")) {
    const bool verbatim = text_.compare(offset, 2, "!<") == 0;
    const auto end = verbatim ? std::min(text_.find('>', offset), text_.size() - 1) + 1
                              : offset + std::max<std::size_t>(1, word(offset).size());
    offset = behind_blanks(end);
  }
  return offset;
}

std::optional<std::size_t> Text::behind_quotation(std::size_t offset) const {
  const char quote = text_[offset];
  for (auto i = offset + 1; i < text_.size(); ++i) {
    const bool escapes = quote == '"' ? text_[i] == '\\' : text_[i] == quote && at(i + 1, "'");
    if (escapes)
      ++i;
    else if (text_[i] == quote)
      return i + 1;
  }
  return std::nullopt;
}

Written Text::scalar(std::size_t offset, std::string_view value) const {
  Written written{behind_properties(offset), 0, std::nullopt};
  if (at(written.begin, "'\"")) {
    written.end = behind_quotation(written.begin);
    // Behind properties alone (`a: !!str`) stands somebody else's quotation.
    const bool own =
        written.begin == offset || !value.empty() || written.end.value_or(0) == written.begin + 2;
    if (own || !written.end) return written.style = text_[written.begin], written;
  }
  auto end = written.begin;
  if (at(end, "|>")) {
    written.style = text_[end];
    end = line_end(end);
  }
  // Folding changes nothing but blanks.
  for (const char c : value) {
    if (blank.find(c) != std::string_view::npos) continue;
    while (at(end, blank)) ++end;
    end = std::min(end + 1, text_.size());
  }
  written.end = end;
  return written;
}

bool Text::ends_in_blank_lines(const Written& written) const {
  if (written.style != '"' && written.style != '\'') return false;
  int lines = 0;
  for (auto i = *written.end - 1; i > written.begin + 1 && at(i - 1, blank); --i)
    lines += text_[i - 1] == '\n' ? 1 : 0;
  return lines > 1;
}

std::size_t Text::missing_between(std::size_t begin, std::size_t end) const {
  auto found = begin;
  for (auto i = begin; i < std::min(end, text_.size()); ++i) {
    if (text_[i] == '#')
      i = line_end(i);
    else if (at(i, "-:?,[{"))
      found = i + 1;
  }
  return found;
}

std::optional<std::size_t> Text::line_between(std::size_t begin, std::size_t end,
                                              std::initializer_list<std::string_view> words) const {
  for (auto line = begin == 0 ? 0 : line_end(begin - 1) + 1; line <= end && line < text_.size();
       line = line_end(line) + 1)
    for (const auto word : words)
      if (text_.compare(line, word.size(), word) == 0) return line;
  return std::nullopt;
}

bool Text::tab_indents(std::size_t offset) const {
  bool tab = false;
  while (offset > 0 && at(offset - 1, " \t")) tab |= text_[--offset] == '\t';
  return tab && (offset == 0 || text_[offset - 1] == '\n');
}

}  // namespace karimen::yaml
