#include "base/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

#include "base/text.hpp"

namespace karimen::yaml {
namespace {

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    auto end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    auto line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    begin = end + 1;
  }
  return lines;
}

// Turns yaml-cpp's events into the tree. Events are used instead of YAML::Node because that one forgets
// duplicate keys and whether a scalar was quoted.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::shared_ptr<const Source> source, std::vector<Diagnostic>& problems)
      : source_(std::move(source)), problems_(problems) {}

  std::optional<Node> take() { return std::exchange(root_, std::nullopt); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    auto node = make(mark, Kind::scalar);
    if (stack_.empty()) return;  // an empty document
    problems_.push_back(node.diagnostic("a value is missing here", "write a value, or leave the key out"));
    accept(std::move(node), 0);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    auto node = anchors_.contains(anchor) ? anchors_[anchor] : make(mark, Kind::scalar);
    accept(std::move(node), 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    auto node = make(mark, Kind::scalar);
    node.text = value;
    node.quoted = tag == "!";
    if (!node.quoted && (value == "~" || value == "null" || value.empty()))
      problems_.push_back(
          node.diagnostic("a null value means nothing here", "write a value, or leave the key out"));
    accept(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(mark, Kind::sequence), anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(make(mark, Kind::mapping), anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    std::optional<Node> key;
  };

  Node make(const YAML::Mark& mark, Kind kind) const {
    Node node;
    node.kind = kind;
    node.source = source_;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    // yaml-cpp counts the bytes of a line; people count its characters.
    if (mark.line >= 0 && mark.line < static_cast<int>(source_->lines.size())) {
      const std::string_view line = source_->lines[static_cast<std::size_t>(mark.line)];
      const auto before = line.substr(0, static_cast<std::size_t>(std::max(mark.column, 0)));
      node.column = static_cast<int>(to_code_points(before).size()) + 1;
    }
    return node;
  }
  void open(Node node, YAML::anchor_t anchor) { stack_.push_back({std::move(node), anchor, std::nullopt}); }
  void close() {
    auto done = std::move(stack_.back());
    stack_.pop_back();
    accept(std::move(done.node), done.anchor);
  }
  void accept(Node node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = node;
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    auto& parent = stack_.back();
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      if (!node.is_scalar())
        problems_.push_back(node.diagnostic("a key must be a word", "quote the key"));
      else if (const auto* twin = parent.node.find(node.text))
        problems_.push_back(node.diagnostic(
            "duplicate key '" + node.text + "' (first on line " + std::to_string(twin->line) + ")",
            "keep one of the two"));
      parent.key = std::move(node);
    } else {
      parent.node.entries.push_back({std::move(*parent.key), std::move(node)});
      parent.key.reset();
    }
  }

  std::shared_ptr<const Source> source_;
  std::vector<Diagnostic>& problems_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::optional<Node> root_;
};

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
    fail("'" + text + "' is not a moment that exists", "write YYYY-MM-DDThh:mm, for example 2026-05-01T09:00");
  return *moment;
}

const std::vector<Node>& Node::as_sequence() const {
  require(*this, Kind::sequence);
  return items;
}

const std::vector<Entry>& Node::as_mapping() const {
  require(*this, Kind::mapping);
  return entries;
}

std::vector<std::string> Node::as_texts() const {
  if (is_scalar()) return {text};
  std::vector<std::string> texts;
  for (const auto& item : as_sequence()) texts.push_back(item.as_text());
  return texts;
}

Position Node::where() const { return {source ? source->name : "", line, column}; }

Diagnostic Node::diagnostic(std::string what, std::string fix) const {
  Diagnostic result{.where = where(), .what = std::move(what), .fix = std::move(fix)};
  if (source && line >= 1 && line <= static_cast<int>(source->lines.size()))
    result.source_line = source->lines[static_cast<std::size_t>(line - 1)];
  return result;
}

void Node::fail(std::string what, std::string fix) const {
  throw DiagnosticError(diagnostic(std::move(what), std::move(fix)));
}

std::vector<Node> load_file(const std::filesystem::path& path, std::string shown_name) {
  if (shown_name.empty()) shown_name = path.string();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!std::filesystem::is_regular_file(path) || !(content << file.rdbuf()))
    throw DiagnosticError(
        Diagnostic{.where = {shown_name}, .what = "cannot be read as a file", .fix = "check the path and its permissions"});
  return load_text(content.view(), std::move(shown_name));
}

std::vector<Node> load_text(std::string_view text, std::string name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto source = std::make_shared<Source>(Source{std::move(name), split_lines(text)});
  std::vector<Diagnostic> problems;
  std::vector<Node> documents;
  std::istringstream stream{std::string(text)};
  TreeBuilder builder(source, problems);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder))
      if (auto document = builder.take()) documents.push_back(std::move(*document));
  } catch (const YAML::ParserException& error) {
    Node place;
    place.source = source;
    place.line = error.mark.line + 1;
    place.column = error.mark.column + 1;
    problems.push_back(place.diagnostic("not valid YAML: " + error.msg, "check indentation, quotes and brackets"));
  }
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  return documents;
}

}  // namespace karimen::yaml
