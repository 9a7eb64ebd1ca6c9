#include "base/yaml/line.hpp"

#include <algorithm>

namespace karimen::yaml {
namespace {

constexpr std::string_view brackets = "{}[]", of_flow = ",{}[]";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// Behind the quotation that begins at `begin`; npos: it goes on in the next line.
std::size_t end_of_quotes(std::string_view text, std::size_t begin, char quote) {
  for (auto i = begin; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

// 'text' as "text", where it says the same.
std::string in_double_quotes(std::string_view text) {
  if (text.front() != '\'' ||
      text.substr(1, text.size() - 2).find_first_of("'\"\\") != std::string_view::npos)
    return std::string(text);
  return '"' + std::string(text.substr(1, text.size() - 2)) + '"';
}

bool ends_key(std::string_view text, std::size_t colon, bool in_brackets) {
  if (colon + 1 >= text.size() || is_blank(text[colon + 1])) return true;
  return in_brackets && of_flow.find(text[colon + 1]) != std::string_view::npos;
}

}  // namespace

std::string LineScanner::scan(std::string_view text, Within within) {
  text_ = text;
  at_ = 0;
  out_.clear();
  block_ = plain_ = after_quotes_ = false;
  if (within == Within::quotes) {
    quoted(0);
    if (in_quotes()) return std::string(text);
  }
  while (true) {
    const auto begin = at_;
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    if (at_ == text_.size()) return std::move(out_);
    if (text_[at_] == '#' && (at_ > begin || out_.empty())) {
      const auto told = comment(text_.substr(begin));
      plain_ = false;
      return out_.empty() ? told.substr(told.find('#')) : out_ + told;
    }
    token();
    if (in_quotes()) return std::move(out_);
  }
}

void LineScanner::separate() {
  if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ' ';
}

void LineScanner::token() {
  const char c = text_[at_];
  plain_ = false;
  if (brackets.find(c) != std::string_view::npos && (depth_ > 0 || c == '{' || c == '[')) return bracket(c);
  if (depth_ > 0 && c == ',') {
    out_ += ',';
    ++at_;
    after_quotes_ = false;
    return;
  }
  if (depth_ > 0 && c == ':' && (after_quotes_ || ends_key(text_, at_, true))) {
    out_ += ':';
    ++at_;
    after_quotes_ = false;
    return;
  }
  separate();
  if (c == '"' || c == '\'') {
    quote_ = c;
    const auto begin = at_++;
    return quoted(begin);
  }
  plain();
}

void LineScanner::bracket(char c) {
  const bool opens = c == '{' || c == '[';
  if (opens) separate();
  depth_ += opens ? 1 : -1;
  out_ += c;
  ++at_;
  after_quotes_ = !opens;
}

void LineScanner::quoted(std::size_t begin) {
  const auto end = end_of_quotes(text_, at_, quote_);
  if (end == std::string_view::npos) {
    out_ += text_.substr(begin);
    at_ = text_.size();
    return;
  }
  const bool whole = begin < at_;
  out_ += whole ? in_double_quotes(text_.substr(begin, end - begin))
                : std::string(text_.substr(begin, end - begin));
  at_ = end;
  quote_ = 0;
  after_quotes_ = true;
}

void LineScanner::plain() {
  const auto begin = at_;
  const char first = text_[begin];
  // An anchor, alias or tag stands before what it is of.
  if (first == '&' || first == '*' || first == '!') {
    while (at_ < text_.size() && !is_blank(text_[at_]) &&
           (depth_ == 0 || of_flow.find(text_[at_]) == std::string_view::npos))
      ++at_;
    out_ += text_.substr(begin, at_ - begin);
    after_quotes_ = false;
    return;
  }
  block_ = depth_ == 0 && (first == '|' || first == '>');
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (depth_ > 0 && of_flow.find(c) != std::string_view::npos) break;
    if (depth_ > 0 && c == ':' && ends_key(text_, at_, true)) break;
    if (c == '#' && is_blank(text_[at_ - 1])) break;
    ++at_;
  }
  auto end = at_;
  while (is_blank(text_[end - 1])) --end;
  at_ = end;
  out_ += text_.substr(begin, end - begin);
  plain_ = depth_ == 0 && !block_;
  after_quotes_ = false;
}

bool is_dash(std::string_view text) {
  return text.starts_with('-') && (text.size() == 1 || text[1] == ' ');
}

std::size_t end_of_key(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || text.front() == '{' || text.front() == '[') return std::string_view::npos;
  if (text.front() == '"' || text.front() == '\'') {
    at = end_of_quotes(text, 1, text.front());
    if (at == std::string_view::npos) return at;
    while (at < text.size() && is_blank(text[at])) ++at;
    return at < text.size() && text[at] == ':' && ends_key(text, at, false) ? at : std::string_view::npos;
  }
  for (; at < text.size(); ++at) {
    if (text[at] == '#' && at > 0 && is_blank(text[at - 1])) return std::string_view::npos;
    if (text[at] == ':' && ends_key(text, at, false)) return at;
  }
  return std::string_view::npos;
}

std::string key_text(std::string_view text) {
  auto key = without_end(text);
  return key.size() > 1 && key.front() == '\'' ? in_double_quotes(key) : key;
}

std::string comment(std::string_view text) {
  const auto begin = text.find('#');
  if (begin == std::string_view::npos) return "";
  return std::string(std::max<std::size_t>(begin, 2), ' ') + without_end(text.substr(begin));
}

std::string without_end(std::string_view text) {
  while (!text.empty() && (is_blank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace karimen::yaml
