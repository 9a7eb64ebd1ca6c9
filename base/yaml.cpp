#include "base/yaml.hpp"

#include <charconv>

#include "base/text.hpp"

namespace karimen::yaml {
namespace {

const char* name_of(Kind kind) {
  return kind == Kind::scalar ? "a single value" : kind == Kind::sequence ? "a list" : "a mapping";
}

void require(const Node& node, Kind kind) {
  if (node.kind != kind)
    node.fail(std::string("expected ") + name_of(kind) + ", found " + name_of(node.kind));
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  require(*this, Kind::mapping);
  for (const auto& entry : entries)
    if (entry.key.text == key) return &entry.value;
  return nullptr;
}

const Node& Node::nearest(std::string_view path) const {
  const Node* node = this;
  while (!path.empty() && node->is_mapping()) {
    const auto dot = path.find('.');
    const auto* next = node->find(path.substr(0, dot));
    if (next == nullptr) break;
    node = next;
    path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  }
  return *node;
}

const Node& Node::at(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) fail("'" + std::string(key) + "' is missing", "add '" + std::string(key) + ": ...'");
  return *value;
}

void Node::allow_only(std::span<const std::string> known) const {
  require(*this, Kind::mapping);
  std::vector<Diagnostic> unknown;
  for (const auto& entry : entries) {
    bool found = false;
    for (const auto& word : known) found = found || word == entry.key.text;
    if (!found)
      unknown.push_back(
          entry.key.diagnostic("unknown key '" + entry.key.text + "'", suggestion(entry.key.text, known)));
  }
  if (!unknown.empty()) throw DiagnosticError(std::move(unknown));
}

void Node::allow_only(std::initializer_list<const char*> known) const {
  const std::vector<std::string> words(known.begin(), known.end());
  allow_only(words);
}

const std::string& Node::as_text() const {
  require(*this, Kind::scalar);
  return text;
}

std::int64_t Node::as_integer() const {
  std::int64_t value = 0;
  const auto& digits = as_text();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size())
    fail("'" + text + "' is not a whole number", "write decimal digits, without quotes or separators");
  return value;
}

bool Node::as_boolean() const {
  if (as_text() == "true") return true;
  if (text == "false") return false;
  fail("'" + text + "' is neither true nor false");
}

Date Node::as_date() const {
  const auto date = parse_date(as_text());
  if (!date) fail("'" + text + "' is not a date that exists", "write YYYY-MM-DD, for example 2026-05-01");
  return *date;
}

Moment Node::as_moment() const {
  const auto moment = parse_moment(as_text());
  if (!moment)
    fail("'" + text + "' is not a moment that exists",
         "write YYYY-MM-DDThh:mm, for example 2026-05-01T09:00");
  return *moment;
}

const Members<Node>& Node::as_sequence() const {
  require(*this, Kind::sequence);
  return items;
}

const Members<Entry>& Node::as_mapping() const {
  require(*this, Kind::mapping);
  return entries;
}

std::vector<std::string> Node::as_texts() const {
  if (is_scalar()) return {text};
  std::vector<std::string> texts;
  for (const auto& item : as_sequence()) texts.push_back(item.as_text());
  return texts;
}

namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

Source::Source(std::string shown_name, std::string all)
    : name(std::move(shown_name)), text(std::move(all)), lines(split_lines(text)) {}

Position Node::where() const {
  return {source ? source->name : "", line, column};
}

std::string_view Node::source_line() const {
  if (!source || line < 1 || line > static_cast<int>(source->lines.size())) return "";
  return source->lines[static_cast<std::size_t>(line - 1)];
}

Diagnostic Node::diagnostic(std::string what, std::string fix) const {
  return {.where = where(),
          .what = std::move(what),
          .fix = std::move(fix),
          .source_line = std::string(source_line())};
}

void Node::fail(std::string what, std::string fix) const {
  throw DiagnosticError(diagnostic(std::move(what), std::move(fix)));
}

}  // namespace karimen::yaml
