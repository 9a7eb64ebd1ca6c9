// YAML with positions: what yaml-cpp parses, as a plain tree in which every node knows its line and column.
// Duplicate keys and null values are diagnostics; yaml-cpp itself reports neither.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/yaml/shared_text.hpp"

namespace karimen::yaml {

enum class Kind { scalar, sequence, mapping };

/// The file that a node came from; shared by all its nodes.
struct Source {
  /// `text` has \n as its only line end.
  Source(std::string shown_name, std::string all);
  Source(const Source&) = delete;

  const SharedText name;  ///< as it is shown in diagnostics
  const std::string text;
  const std::vector<std::string_view> lines;  ///< of `text`, without their line ends
};

struct Entry;

/// What a node has in it. Copies of a node share it until one of them changes its own: a scenario with a
/// hundred cases is a hundred documents that differ in a line.
template <class T>
class Members {
 public:
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return all_ ? all_->size() : 0; }
  [[nodiscard]] const T* begin() const { return all_ ? all_->data() : nullptr; }
  [[nodiscard]] const T* end() const { return begin() + size(); }
  [[nodiscard]] const T& operator[](std::size_t i) const { return (*all_)[i]; }
  [[nodiscard]] const T& front() const { return all_->front(); }
  [[nodiscard]] const T& back() const { return all_->back(); }

  /// To be changed: what other nodes share stays as it is. References into it hold until the node is copied.
  [[nodiscard]] std::vector<T>& own() {
    if (!all_)
      all_ = std::make_shared<std::vector<T>>();
    else if (all_.use_count() > 1)
      all_ = std::make_shared<std::vector<T>>(*all_);
    return *all_;
  }
  void clear() { all_.reset(); }

 private:
  std::shared_ptr<std::vector<T>> all_;
};

/// A value with a place. Scalars keep their text; `quoted` tells "true" from true.
class Node {
 public:
  Kind kind = Kind::scalar;
  bool quoted = false;     ///< scalar only: written in quotes or as a block
  int line = 0;            ///< from 1
  int column = 0;          ///< in characters, from 1
  std::string text;        ///< scalar only
  Members<Node> items;     ///< sequence only
  Members<Entry> entries;  ///< mapping only, in the order of the file; keys are unique
  std::shared_ptr<const Source> source;

  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_sequence() const { return kind == Kind::sequence; }
  [[nodiscard]] bool is_mapping() const { return kind == Kind::mapping; }

  /// The value under `key`, or nullptr. The node must be a mapping (else a diagnostic is thrown).
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// As `find`, but a missing key is a diagnostic.
  [[nodiscard]] const Node& at(std::string_view key) const;
  /// The node that a path of keys such as "person.name" leads to, or the last one on the way there.
  [[nodiscard]] const Node& nearest(std::string_view path) const;
  /// Every key must be one of `known`; all unknown ones are reported together, each with the nearest word.
  void allow_only(std::span<const std::string> known) const;
  void allow_only(std::initializer_list<const char*> known) const;

  /// Typed readings; a wrong type is a diagnostic at this node.
  [[nodiscard]] const std::string& as_text() const;
  [[nodiscard]] std::int64_t as_integer() const;
  [[nodiscard]] bool as_boolean() const;  ///< true or false only: yes, no, on and off are words
  [[nodiscard]] Date as_date() const;
  [[nodiscard]] Moment as_moment() const;
  [[nodiscard]] const Members<Node>& as_sequence() const;
  [[nodiscard]] const Members<Entry>& as_mapping() const;
  /// A sequence of scalars, or one scalar, as texts.
  [[nodiscard]] std::vector<std::string> as_texts() const;

  [[nodiscard]] Position where() const;
  /// The text of `line`; "" if it has none.
  [[nodiscard]] std::string_view source_line() const;
  [[nodiscard]] Diagnostic diagnostic(std::string what, std::string fix = "") const;
  [[noreturn]] void fail(std::string what, std::string fix = "") const;
};

struct Entry {
  Node key;  ///< always a scalar
  Node value;
};

/// All documents of a file. Throws DiagnosticError on I/O or syntax errors, duplicate keys and null values.
[[nodiscard]] std::vector<Node> load_file(const std::filesystem::path& path, std::string shown_name = "");
/// As `load_file`, but a file that does not change is read once in a process, however many ask for it; the
/// first one's `shown_name` stands. The nodes live as long as the process. Safe from several threads.
[[nodiscard]] const std::vector<Node>& load_once(const std::filesystem::path& path,
                                                 std::string shown_name = "");
/// The documents of all files, in the order of `paths`; they are read side by side on the cores. Throws
/// DiagnosticError with the problems of all of them, in that order.
[[nodiscard]] std::vector<Node> load_files(std::span<const std::filesystem::path> paths);
/// As `load_file`, from text.
[[nodiscard]] std::vector<Node> load_text(std::string_view text, std::string name);

}  // namespace karimen::yaml
