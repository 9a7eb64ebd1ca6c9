#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <tuple>
#include <utility>

#include "base/parallel.hpp"
#include "base/plain_text.hpp"
#include "base/rest_of.hpp"
#include "base/yaml.hpp"
#include "base/yaml/complaint.hpp"
#include "base/yaml/shelf.hpp"
#include "base/yaml/stored.hpp"
#include "base/yaml/text.hpp"
#include "base/yaml/tree.hpp"

namespace karimen::yaml {
namespace {

// What yaml-cpp takes for null. The tree knows two of them: the others are words.
constexpr std::array null_words{"~", "null", "Null", "NULL"};

/// Thrown to leave the parser; the problem is written down already.
struct Stop {};

/// yaml-cpp's events as nodes of the tree. Some things that are not YAML it reads silently, such as a
/// quotation that the end of the file closes or a second document without `---`; they are found here, in the
/// text itself.
class Events final : public YAML::EventHandler {
 public:
  Events(const Text& text, std::vector<Diagnostic>& problems)
      : text_(text), problems_(problems), tree_(problems) {}

  [[nodiscard]] TreeBuilder& tree() { return tree_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    const auto begin = offset_of(mark);
    const auto before = std::exchange(document_, begin);
    directives_before(begin);
    // It begins the same document again, for ever, where nothing in it can be read.
    if (before && (begin == *before || !text_.line_between(end_, begin, {"---", "..."})))
      refuse(begin, "this belongs to nothing before it",
             "check the indentation, or part the documents with a line ---");
  }
  /// Behind the last document.
  void finish() { directives_before(text_.all().size()); }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark&, const std::string& name) override { anchor_ = name; }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    scalar(mark, value, tag != "?" && tag != "!");
  }

  // What is missing is told at the next thing that stands there.
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    const auto begin = offset_of(mark);
    if (begin >= end_) {
      const auto word = text_.word(text_.behind_properties(begin));
      for (const std::string known : null_words)
        if (word == known || word == known + ':') return scalar(mark, known, false);
      end_ = text_.missing_between(end_, begin);
    }
    tree_.scalar(text_.node(end_, Kind::scalar), std::exchange(anchor_, ""), false);
    check();
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const auto begin = offset_of(mark);
    const auto name = text_.word(begin + 1);
    end_ = begin + 1 + name.size();
    tree_.alias(text_.node(begin, Kind::scalar), std::string(name));
    check();
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, Kind::sequence, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, Kind::mapping, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  [[nodiscard]] static std::size_t offset_of(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(mark.pos, 0));
  }
  [[noreturn]] void refuse(std::size_t offset, const std::string& what, std::string fix) {
    problems_.push_back(
        text_.node(offset, Kind::scalar).diagnostic("not valid YAML: " + what, std::move(fix)));
    throw Stop{};
  }
  /// Lines that begin with % are directives before a document: yaml-cpp drops what it does not know, and what
  /// comes after the last document.
  void directives_before(std::size_t begin) {
    if (const auto line = text_.line_between(end_, begin, {"%"}))
      if (!text_.line_between(*line, begin, {"---"}) ||
          !text_.line_between(*line, *line, {"%YAML ", "%TAG "}))
        refuse(*line, "no line begins with '%'", "quote the text, or indent it");
  }
  /// Indentation says nothing where brackets are open; elsewhere it is made of spaces, and a value stands
  /// deeper than its key. A list need not.
  void check_indentation(std::size_t begin, const Node& node) {
    if (brackets_ > 0) return;
    if (text_.tab_indents(begin)) refuse(begin, "a tab cannot indent", "indent with spaces");
    const auto* key = tree_.awaiting();
    if (key != nullptr && !node.is_sequence() &&
        node.column <= std::min(key->column, tree_.innermost()->column))
      refuse(begin, "a value cannot stand below its key", "indent it deeper than the key");
  }
  void check() const {
    if (!tree_.bearable()) throw Stop{};
  }

  void scalar(const YAML::Mark& mark, const std::string& value, bool tagged) {
    const auto begin = offset_of(mark);
    auto node = text_.node(begin, Kind::scalar);
    check_indentation(begin, node);
    const auto written = text_.scalar(begin, value);
    if (!written.end) refuse(written.begin, "this quotation is never closed", "close the quotation");
    if (text_.ends_in_blank_lines(written))  // yaml-cpp drops all but one
      refuse(written.begin, "this quotation ends in blank lines", "write them as \\n, in double quotes");
    end_ = *written.end;
    node.text = value;
    node.quoted = written.style != 0;
    tree_.scalar(std::move(node), std::exchange(anchor_, ""), tagged);
    check();
  }

  void open(const YAML::Mark& mark, const std::string& tag, Kind kind, YAML::EmitterStyle::value style) {
    const auto begin = offset_of(mark);
    auto node = text_.node(begin, kind);
    check_indentation(begin, node);
    brackets_ += style == YAML::EmitterStyle::Flow || brackets_ > 0 ? 1 : 0;
    const bool properties = !anchor_.empty() || tag != "?";
    end_ = std::max(end_, properties ? text_.behind_properties(begin) : begin);
    tree_.open(std::move(node), std::exchange(anchor_, ""));
    check();
  }
  void close() {
    brackets_ -= brackets_ > 0 ? 1 : 0;
    tree_.close();
    check();
  }

  const Text& text_;
  std::vector<Diagnostic>& problems_;
  TreeBuilder tree_;
  std::string anchor_;                   ///< of the node to come
  std::size_t end_ = 0;                  ///< behind what was read last
  int brackets_ = 0;                     ///< lists and mappings inside [] or {}, these included
  std::optional<std::size_t> document_;  ///< where the last one began
};

bool behind(const Position& one, const Position& other) {
  return std::tie(one.line, one.column) > std::tie(other.line, other.column);
}

Diagnostic complaint_of(const YAML::Exception& error, const Text& text, const Node* open) {
  const auto offset = std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)), text.all().size());
  if (error.msg != YAML::ErrorMsg::UNKNOWN_ANCHOR) return complaint(text, offset, error.msg, open);
  const std::string name(text.word(offset + 1));
  return text.node(offset, Kind::scalar)
      .diagnostic("no anchor is called '" + name + "'", "write &" + name + " before it");
}

// The documents of `text`, which stands for `bytes`, one after the other.
void parse(std::string_view bytes, const Text& text, const std::function<void(Node)>& take) {
  if (auto strange = not_plain_text(bytes, text.source()->name)) throw DiagnosticError(std::move(*strange));
  std::vector<Diagnostic> problems;
  Events events(text, problems);
  try {
    std::istringstream stream(text.all());
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events))
      if (auto document = events.tree().take()) take(std::move(*document));
    events.finish();
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    auto last = complaint_of(error, text, events.tree().innermost());
    // What is behind a bracket that is never closed is wrong because of it.
    std::erase_if(problems, [&](const Diagnostic& each) { return behind(each.where, last.where); });
    problems.push_back(std::move(last));
  }
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
}

std::vector<Node> parsed(std::string_view bytes, const Text& text) {
  std::vector<Node> documents;
  parse(bytes, text, [&](Node document) { documents.push_back(std::move(document)); });
  return documents;
}

std::string content_of(const std::filesystem::path& path, const std::string& shown_name) {
  std::ifstream file(path, std::ios::binary);
  if (file && std::filesystem::is_regular_file(path)) return rest_of<std::string>(file);
  throw DiagnosticError(Diagnostic{.where = {shown_name},
                                   .what = "cannot be read as a file",
                                   .fix = "check the path and its permissions"});
}

// Files come again, texts do not: what a walk writes for itself is not worth keeping. `unpack`: what was
// kept, if it can still be read; `read`: of the bytes, as the text that they stand for.
template <class Unpack, class Read, class Pack>
auto kept_or_read(const std::filesystem::path& path, std::string shown_name, Unpack unpack, Read read,
                  Pack pack) {
  if (shown_name.empty()) shown_name = path.string();
  const auto content = content_of(path, shown_name);
  const Text text(content, shown_name);
  if (const auto kept = kept_trees(*text.source()))
    if (auto documents = unpack(*kept, text.source())) return std::move(*documents);
  auto documents = read(content, text);
  if (are_kept(*text.source())) keep_trees(*text.source(), pack(documents));
  return documents;
}

}  // namespace

std::vector<Node> load_file(const std::filesystem::path& path, std::string shown_name) {
  return kept_or_read(path, std::move(shown_name), unpacked, parsed, packed);
}

StoredDocuments load_stored(const std::filesystem::path& path, std::string shown_name) {
  const auto read = [](std::string_view bytes, const Text& text) {
    StoredDocuments documents(text.source());
    parse(bytes, text, [&](const Node& document) { documents.add(document); });
    return documents;
  };
  return kept_or_read(path, std::move(shown_name), StoredDocuments::from, read,
                      [](const StoredDocuments& documents) { return documents.bytes(); });
}

std::vector<Node> load_files(std::span<const std::filesystem::path> paths) {
  std::vector<std::vector<Node>> read(paths.size());
  std::vector<std::vector<Diagnostic>> problems(paths.size());
  // The longest first, so that no core waits for it at the end.
  std::vector<std::pair<std::uintmax_t, std::size_t>> order;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::error_code unreadable;
    const auto size = std::filesystem::file_size(paths[i], unreadable);
    order.emplace_back(unreadable ? 0 : size, i);
  }
  std::ranges::sort(order, std::greater());
  side_by_side(paths.size(), [&](std::size_t n) {
    const auto i = order[n].second;
    collect(problems[i], [&] { read[i] = load_file(paths[i]); });
  });
  std::vector<Diagnostic> all;
  for (auto& each : problems) std::ranges::move(each, std::back_inserter(all));
  if (!all.empty()) throw DiagnosticError(std::move(all));
  std::vector<Node> documents;
  for (auto& each : read) std::ranges::move(each, std::back_inserter(documents));
  return documents;
}

std::vector<Node> load_text(std::string_view bytes, std::string name) {
  return parsed(bytes, Text(bytes, std::move(name)));
}

}  // namespace karimen::yaml
