// One line of an ndjson file, with diagnostics that name line and column.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/hidden_bytes.hpp"

namespace karimen::harness::trace {

/// Anybody's text as JSON has it. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string quoted(const std::string& text);

/// Every member throws DiagnosticError (invalid input).
class JsonLine {
 public:
  using Json = nlohmann::ordered_json;

  /// A JSON object. `text` must outlive it.
  JsonLine(std::string_view text, Position where);

  [[nodiscard]] const Json& json() const { return json_; }
  [[noreturn]] void refuse(std::size_t byte, std::string what, std::string fix = "") const;
  [[nodiscard]] bool has(const char* key) const { return json_.contains(key); }
  /// A text; `otherwise` where it may be left out. At the key, or at the beginning of the line.
  [[nodiscard]] std::string text(const char* key, const char* otherwise = nullptr) const;
  [[nodiscard]] Bytes bytes(const char* key, HiddenBytes& hidden) const;
  /// False where it is left out.
  [[nodiscard]] bool truth(const char* key) const;
  [[nodiscard]] bool is(const char* key, int value) const;
  /// No other keys.
  void only(std::initializer_list<const char*> known) const;
  void only(const std::vector<std::string>& known) const;
  /// The byte at which a key is first written.
  [[nodiscard]] std::size_t place(const std::string& key) const;

 private:
  std::string_view text_;
  Position where_;
  Json json_;
};

}  // namespace karimen::harness::trace
