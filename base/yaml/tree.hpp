// From the events of a YAML parser to the tree; knows no parser. Only parsers of YAML include this.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::yaml {

/// Collects nodes in the order in which they stand. What is wrong with them joins `problems`.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::vector<Diagnostic>& problems) : problems_(problems) {}

  /// A scalar. `tagged`: its type is said (`!!str null` is a text); `anchor` may be empty.
  void scalar(Node node, const std::string& anchor, bool tagged);
  /// What is said to stand under `anchor`, at the place of `node`.
  void alias(const Node& node, const std::string& anchor);
  /// A list or a mapping begins, and ends.
  void open(Node node, std::string anchor);
  void close();

  /// The document that was read, and a new beginning. Nothing if there was none.
  [[nodiscard]] std::optional<Node> take();
  /// False once the text asks for more than a parser should give; a problem says so.
  [[nodiscard]] bool bearable() const;
  /// The key whose value comes next, or nullptr.
  [[nodiscard]] const Node* awaiting() const { return depth_ == 0 || !top().has_key ? nullptr : &top().key; }
  /// The innermost list or mapping that is open, or nullptr.
  [[nodiscard]] const Node* innermost() const { return depth_ == 0 ? nullptr : &top().node; }

 private:
  /// A list or mapping and what it holds so far. They are used again, level by level: most of the time goes
  /// into making room for nodes.
  struct Open {
    Node node;
    std::string anchor;
    std::vector<Node> items;
    std::vector<Entry> entries;
    bool has_key = false;
    Node key;                                       ///< if there is one
    std::map<std::string, int, std::less<>> lines;  ///< of the keys of a long mapping
  };

  [[nodiscard]] Open& top() { return stack_[depth_ - 1]; }
  [[nodiscard]] const Open& top() const { return stack_[depth_ - 1]; }
  [[nodiscard]] static std::optional<int> line_of(Open& mapping, const std::string& key);
  void accept(Node node, const std::string& anchor);
  void accept_key(Open& parent, Node node);
  void refuse(const Node& node, std::string what);

  std::vector<Diagnostic>& problems_;
  std::vector<Open> stack_;
  std::size_t depth_ = 0;  ///< how many of them are open
  std::map<std::string, Node> anchors_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;  ///< through aliases
  bool bearable_ = true;
};

}  // namespace karimen::yaml
