#include <yaml.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "base/yaml.hpp"

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

// What nobody writes by hand. libyaml's own time grows with the square of the depth, and aliases of aliases
// grow without end.
constexpr std::size_t deepest = 100, most_nodes = 1'000'000, most_problems = 100;

std::size_t count_nodes(const Node& node) {
  std::size_t count = 1;
  for (const auto& item : node.items) count += count_nodes(item);
  for (const auto& entry : node.entries) count += 1 + count_nodes(entry.value);
  return count;
}

std::size_t height_of(const Node& node) {
  std::size_t height = 0;
  for (const auto& item : node.items) height = std::max(height, height_of(item));
  for (const auto& entry : node.entries) height = std::max(height, height_of(entry.value));
  return height + 1;
}

// Turns libyaml's events into the tree.
class TreeBuilder {
 public:
  TreeBuilder(std::shared_ptr<const Source> source, std::vector<Diagnostic>& problems)
      : source_(std::move(source)), problems_(problems) {}

  std::optional<Node> take() {
    anchors_.clear();
    return std::exchange(root_, std::nullopt);
  }
  /// False once the text asks for more than a reader should give; a problem says so.
  [[nodiscard]] bool bearable() const { return bearable_ && problems_.size() < most_problems; }

  void on(const yaml_event_t& event) {
    const auto& mark = event.start_mark;
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_ALIAS_EVENT:
        return alias(mark, text_of(event.data.alias.anchor));
      case YAML_SEQUENCE_START_EVENT:
        return open(make(mark, Kind::sequence), text_of(event.data.sequence_start.anchor));
      case YAML_MAPPING_START_EVENT:
        return open(make(mark, Kind::mapping), text_of(event.data.mapping_start.anchor));
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close();
      default:
        return;
    }
  }

 private:
  struct Open {
    Node node;
    std::string anchor;
    std::optional<Node> key;
  };

  Node make(const yaml_mark_t& mark, Kind kind) const {  // libyaml counts characters, from 0
    Node node;
    node.kind = kind;
    node.source = source_;
    node.line = static_cast<int>(mark.line) + 1;
    node.column = static_cast<int>(mark.column) + 1;
    return node;
  }
  static std::string text_of(const yaml_char_t* text) {
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
  }
  void scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    auto node = make(event.start_mark, Kind::scalar);
    node.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    node.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
    if (!node.quoted && node.text.empty()) {
      if (stack_.empty()) return;  // an empty document
      problems_.push_back(node.diagnostic("a value is missing here", "write a value, or leave the key out"));
    } else if (!node.quoted && (node.text == "~" || node.text == "null")) {
      problems_.push_back(
          node.diagnostic("a null value means nothing here", "write a value, or leave the key out"));
    }
    accept(std::move(node), text_of(data.anchor));
  }
  void alias(const yaml_mark_t& mark, const std::string& anchor) {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      auto node = make(mark, Kind::scalar);
      problems_.push_back(
          node.diagnostic("no anchor is called '" + anchor + "'", "write &" + anchor + " before it"));
      return accept(std::move(node), "");
    }
    nodes_ += count_nodes(found->second);
    if (nodes_ > most_nodes) return refuse(make(mark, Kind::scalar), "too many values through aliases");
    if (stack_.size() + height_of(found->second) > deepest)
      return refuse(make(mark, Kind::scalar), "nested too deeply through aliases");
    accept(found->second, "");
  }
  void refuse(const Node& node, std::string what) {
    problems_.push_back(node.diagnostic(std::move(what), "write it out, in fewer levels"));
    bearable_ = false;
  }
  void open(Node node, std::string anchor) {
    if (stack_.size() == deepest) return refuse(node, "nested too deeply");
    stack_.push_back({std::move(node), std::move(anchor), std::nullopt});
  }
  void close() {
    auto done = std::move(stack_.back());
    stack_.pop_back();
    accept(std::move(done.node), done.anchor);
  }
  void accept(Node node, const std::string& anchor) {
    if (!anchor.empty()) anchors_[anchor] = node;
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
  std::map<std::string, Node> anchors_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;  ///< through aliases
  bool bearable_ = true;
};

/// A parser over a text, released at the end of its scope.
struct Parser {
  explicit Parser(std::string_view text) {
    yaml_parser_initialize(&state);
    yaml_parser_set_encoding(&state, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Parser() { yaml_parser_delete(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  [[nodiscard]] Diagnostic problem(std::shared_ptr<const Source> source) const {
    Node place;
    place.source = std::move(source);
    place.line = static_cast<int>(state.problem_mark.line) + 1;
    place.column = static_cast<int>(state.problem_mark.column) + 1;
    return place.diagnostic("not valid YAML: " + std::string(state.problem == nullptr ? "?" : state.problem),
                            "check indentation, quotes and brackets");
  }

  yaml_parser_t state{};
};

}  // namespace

std::vector<Node> load_file(const std::filesystem::path& path, std::string shown_name) {
  if (shown_name.empty()) shown_name = path.string();
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!std::filesystem::is_regular_file(path) || !(content << file.rdbuf()))
    throw DiagnosticError(Diagnostic{.where = {shown_name},
                                     .what = "cannot be read as a file",
                                     .fix = "check the path and its permissions"});
  return load_text(content.view(), std::move(shown_name));
}

std::vector<Node> load_text(std::string_view text, std::string name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto source = std::make_shared<Source>(Source{std::move(name), split_lines(text)});
  std::vector<Diagnostic> problems;
  std::vector<Node> documents;
  TreeBuilder builder(source, problems);
  Parser parser(text);
  for (bool more = true; more;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser.state, &event) == 0) {
      problems.push_back(parser.problem(source));
      break;
    }
    builder.on(event);
    if (event.type == YAML_DOCUMENT_END_EVENT)
      if (auto document = builder.take()) documents.push_back(std::move(*document));
    more = event.type != YAML_STREAM_END_EVENT && builder.bearable();
    yaml_event_delete(&event);
  }
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  return documents;
}

}  // namespace karimen::yaml
