#include "base/yaml/tree.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace karimen::yaml {
namespace {

// What nobody writes by hand. Parsers call themselves for each level, and aliases of aliases grow without
// end.
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

}  // namespace

void TreeBuilder::scalar(Node node, const std::string& anchor, bool tagged) {
  if (!node.quoted && node.text.empty()) {
    if (depth_ == 0) return;  // an empty document
    problems_.push_back(node.diagnostic("a value is missing here", "write a value, or leave the key out"));
  } else if (!node.quoted && !tagged && (node.text == "~" || node.text == "null")) {
    problems_.push_back(
        node.diagnostic("a null value means nothing here", "write a value, or leave the key out"));
  }
  accept(std::move(node), anchor);
}

void TreeBuilder::alias(const Node& node, const std::string& anchor) {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    problems_.push_back(
        node.diagnostic("no anchor is called '" + anchor + "'", "write &" + anchor + " before it"));
    return accept(node, "");
  }
  nodes_ += count_nodes(found->second);
  if (nodes_ > most_nodes) return refuse(node, "too many values through aliases");
  if (depth_ + height_of(found->second) > deepest) return refuse(node, "nested too deeply through aliases");
  accept(found->second, "");
}

void TreeBuilder::open(Node node, std::string anchor) {
  if (depth_ == deepest) return refuse(node, "nested too deeply");
  if (depth_++ == stack_.size()) stack_.emplace_back();
  top().node = std::move(node);
  top().anchor = std::move(anchor);
}

void TreeBuilder::close() {
  auto& done = top();
  --depth_;
  const auto give = [](auto& from, auto& to) {
    if (!from.empty())
      to.own().assign(std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
  };
  give(done.items, done.node.items);
  give(done.entries, done.node.entries);
  done.lines.clear();
  done.has_key = false;
  accept(std::move(done.node), done.anchor);
}

std::optional<Node> TreeBuilder::take() {
  anchors_.clear();
  return std::exchange(root_, std::nullopt);
}

bool TreeBuilder::bearable() const {
  return bearable_ && problems_.size() < most_problems;
}

void TreeBuilder::refuse(const Node& node, std::string what) {
  problems_.push_back(node.diagnostic(std::move(what), "write it out, in fewer levels"));
  bearable_ = false;
}

void TreeBuilder::accept(Node node, const std::string& anchor) {
  if (!anchor.empty()) anchors_[anchor] = node;
  if (depth_ == 0) {
    root_ = std::move(node);
    return;
  }
  auto& parent = top();
  if (parent.node.is_sequence()) {
    parent.items.push_back(std::move(node));
  } else if (!parent.has_key) {
    accept_key(parent, std::move(node));
  } else {
    parent.entries.push_back({std::move(parent.key), std::move(node)});
    parent.has_key = false;
  }
}

std::optional<int> TreeBuilder::line_of(Open& mapping, const std::string& key) {
  constexpr std::size_t few = 32;
  if (mapping.entries.size() < few) {
    for (const auto& entry : mapping.entries)
      if (entry.key.text == key) return entry.key.line;
    return std::nullopt;
  }
  if (mapping.lines.empty())
    for (const auto& entry : mapping.entries) mapping.lines.emplace(entry.key.text, entry.key.line);
  else
    mapping.lines.emplace(mapping.entries.back().key.text, mapping.entries.back().key.line);
  const auto found = mapping.lines.find(key);
  return found == mapping.lines.end() ? std::nullopt : std::optional(found->second);
}

void TreeBuilder::accept_key(Open& parent, Node node) {
  if (!node.is_scalar())
    problems_.push_back(node.diagnostic("a key must be a word", "quote the key"));
  else if (!node.quoted && node.text == "<<")
    problems_.push_back(
        node.diagnostic("merge keys (<<) are not known here",
                        "write the keys out, or let the whole value be an alias: key: *name"));
  else if (const auto first = line_of(parent, node.text))
    problems_.push_back(
        node.diagnostic("duplicate key '" + node.text + "' (first on line " + std::to_string(*first) + ")",
                        "keep one of the two"));
  parent.key = std::move(node);
  parent.has_key = true;
}

}  // namespace karimen::yaml
