// Texts that stand once: whatever names one has its number.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/number_of.hpp"

namespace karimen::harness::report::html {

using Json = nlohmann::ordered_json;

/// Numbers from 0, in the order in which they were first asked for.
template <typename Value>
class Table {
 public:
  /// `key`: two values with the same one are the same.
  std::int64_t add(std::string_view key, Value value) {
    if (const auto known = numbers_.find(key); known >= 0) return known;
    const auto number = static_cast<std::int64_t>(all_.size());
    (void)numbers_.add(key, number);
    all_.push_back(std::move(value));
    return number;
  }
  [[nodiscard]] std::int64_t find(std::string_view key) const { return numbers_.find(key); }
  /// Leaves it empty.
  [[nodiscard]] Json take() {
    numbers_ = {};
    return std::exchange(all_, Json::array());
  }

 private:
  NumberOf numbers_;
  Json all_ = Json::array();
};

class StringTable : public Table<Json> {
 public:
  std::int64_t operator()(std::string_view text) {
    const auto known = find(text);
    return known >= 0 ? known : add(text, Json(std::string(text)));
  }
};

}  // namespace karimen::harness::report::html
