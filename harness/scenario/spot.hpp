// A place in a scenario file together with the text of its line, for carets in reports.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/yaml.hpp"
#include "base/yaml/shared_text.hpp"

namespace karimen::harness {

/// A run keeps hundreds of thousands of them, and they share what they can.
class Spot {
 public:
  Spot() = default;
  Spot(SharedText file, int line, int column, SharedText text)
      : text_(std::move(text)), file_(std::move(file)), line_(line), column_(column) {}
  Spot(const Position& where, SharedText text)
      : Spot(SharedText(where.file), where.line, where.column, std::move(text)) {}

  [[nodiscard]] Position where() const { return {file_, line_, column_}; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// From 1; 0: nowhere.
  [[nodiscard]] int line() const { return line_; }
  [[nodiscard]] int column() const { return column_; }
  /// Of the line.
  [[nodiscard]] const std::string& text() const { return text_; }
  void set_file(std::string file) { file_ = std::move(file); }
  void set_text(std::string text) { text_ = std::move(text); }
  bool operator==(const Spot&) const = default;

 private:
  SharedText text_;
  SharedText file_;
  int line_ = 0;
  int column_ = 0;
};

/// Spots of one line that are asked for one after the other share its text.
[[nodiscard]] Spot spot_of(const yaml::Node& node);

/// Where a scenario says things by name: facts of somebody's `given`, inputs of a step. What it does not say
/// itself is said by `otherwise`: the persona, the procedure.
struct Said {
  std::map<std::string, Spot> spots;
  Spot otherwise;
  bool operator==(const Said&) const = default;

  [[nodiscard]] const Spot& where(const std::string& name) const {
    const auto found = spots.find(name);
    return found == spots.end() ? otherwise : found->second;
  }
};

}  // namespace karimen::harness
