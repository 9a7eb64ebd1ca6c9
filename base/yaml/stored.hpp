// The documents of a file as bytes, of which each becomes a tree when it is looked at: of tens of thousands,
// the trees take twenty times as much.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::yaml {

class StoredDocuments {
 public:
  explicit StoredDocuments(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
  /// Of what `bytes()` gave; nothing if that is not exactly what they are.
  [[nodiscard]] static std::optional<StoredDocuments> from(std::string_view bytes,
                                                           std::shared_ptr<const Source> source);

  void add(const Node& document);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  /// From 0, in the order of the file.
  [[nodiscard]] Node at(std::size_t index) const;
  /// As bytes: how many they are, then each as `packed` has it.
  [[nodiscard]] std::string bytes() const;

 private:
  std::shared_ptr<const Source> source_;
  std::string all_;
  std::vector<std::size_t> ends_;  ///< in `all_`, of each
};

/// As `load_file`.
[[nodiscard]] StoredDocuments load_stored(const std::filesystem::path& path, std::string shown_name = "");

}  // namespace karimen::yaml
