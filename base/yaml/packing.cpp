#include <cstdint>
#include <utility>

#include "base/yaml/shelf.hpp"
#include "base/yaml/stored.hpp"

namespace karimen::yaml {
namespace {

// No tree that was read is deeper (yaml_tree.cpp); bytes that somebody spoilt may say so.
constexpr int deepest_packed = 200;

void put(std::string& out, std::size_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

void put(std::string& out, const Node& node) {
  out += static_cast<char>(static_cast<int>(node.kind) * 2 + (node.quoted ? 1 : 0));
  put(out, static_cast<std::size_t>(node.line));
  put(out, static_cast<std::size_t>(node.column));
  put(out, node.is_scalar() ? node.text.size() : node.items.size() + node.entries.size());
  out += node.text;
  for (const auto& item : node.items) put(out, item);
  for (const auto& entry : node.entries) put(out, entry.key), put(out, entry.value);
}

/// Thrown where the bytes end too early or say what no tree says.
struct Spoilt {};

class Unpacking {
 public:
  Unpacking(std::string_view bytes, std::shared_ptr<const Source> source)
      : bytes_(bytes), source_(std::move(source)) {}

  std::vector<Node> all() {
    std::vector<Node> trees(count());
    for (auto& tree : trees) tree = next();
    finish();
    return trees;
  }
  Node next() {
    Node tree;
    read(tree, 0);
    return tree;
  }
  /// How many trees follow; before the first.
  std::size_t count() {
    const auto value = number();
    if (value > bytes_.size()) throw Spoilt{};  // each is at least one byte
    return value;
  }
  void finish() const {
    if (!bytes_.empty()) throw Spoilt{};
  }
  [[nodiscard]] std::size_t left() const { return bytes_.size(); }

 private:
  std::size_t number() {
    std::size_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (bytes_.empty()) throw Spoilt{};
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::size_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    throw Spoilt{};
  }

  template <class T>
  static std::span<T> room_in(Members<T>& members, std::size_t size) {
    if (size == 0) return {};
    members.own().resize(size);
    return members.own();
  }

  void read(Node& node, int depth) {
    const auto first = number();
    if (depth > deepest_packed || first > 5) throw Spoilt{};
    node.kind = static_cast<Kind>(first / 2);
    node.quoted = first % 2 == 1;
    node.line = static_cast<int>(number());
    node.column = static_cast<int>(number());
    node.source = source_;
    const auto size = count();
    if (node.is_scalar()) {
      node.text = bytes_.substr(0, size);
      bytes_.remove_prefix(size);
    } else if (node.is_sequence()) {
      for (auto& item : room_in(node.items, size)) read(item, depth + 1);
    } else {
      for (auto& [key, value] : room_in(node.entries, size)) read(key, depth + 1), read(value, depth + 1);
    }
  }

  std::string_view bytes_;
  const std::shared_ptr<const Source> source_;
};

}  // namespace

std::string packed(const std::vector<Node>& trees) {
  std::string out;
  put(out, trees.size());
  for (const auto& tree : trees) put(out, tree);
  return out;
}

std::optional<std::vector<Node>> unpacked(std::string_view bytes, std::shared_ptr<const Source> source) {
  try {
    return Unpacking(bytes, std::move(source)).all();
  } catch (const Spoilt&) {
    return std::nullopt;
  }
}

std::optional<StoredDocuments> StoredDocuments::from(std::string_view bytes,
                                                     std::shared_ptr<const Source> source) {
  StoredDocuments documents(source);
  try {
    Unpacking trees(bytes, std::move(source));
    const auto count = trees.count();
    const auto begin = trees.left();
    documents.all_ = bytes.substr(bytes.size() - begin);
    while (documents.size() < count) {
      (void)trees.next();
      documents.ends_.push_back(begin - trees.left());
    }
    trees.finish();
  } catch (const Spoilt&) {
    return std::nullopt;
  }
  return documents;
}

void StoredDocuments::add(const Node& document) {
  put(all_, document);
  ends_.push_back(all_.size());
}

Node StoredDocuments::at(std::size_t index) const {
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return Unpacking(std::string_view(all_).substr(begin, ends_[index] - begin), source_).next();
}

std::string StoredDocuments::bytes() const {
  std::string out;
  put(out, size());
  return out + all_;
}

}  // namespace karimen::yaml
