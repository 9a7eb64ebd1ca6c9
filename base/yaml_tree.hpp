// From the events of a YAML parser to the tree; knows no parser. Only readers of YAML include this.
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
  /// False once the text asks for more than a reader should give; a problem says so.
  [[nodiscard]] bool bearable() const;
  /// The key whose value comes next, or nullptr.
  [[nodiscard]] const Node* awaiting() const {
    return stack_.empty() || !stack_.back().key ? nullptr : &*stack_.back().key;
  }
  /// The innermost list or mapping that is open, or nullptr.
  [[nodiscard]] const Node* innermost() const { return stack_.empty() ? nullptr : &stack_.back().node; }

 private:
  struct Open {
    Node node;
    std::string anchor;
    std::optional<Node> key;
    std::map<std::string, int, std::less<>> lines;  ///< of the keys so far
  };

  void accept(Node node, const std::string& anchor);
  void accept_key(Open& parent, Node node);
  void refuse(const Node& node, std::string what);

  std::vector<Diagnostic>& problems_;
  std::vector<Open> stack_;
  std::map<std::string, Node> anchors_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;  ///< through aliases
  bool bearable_ = true;
};

}  // namespace karimen::yaml
