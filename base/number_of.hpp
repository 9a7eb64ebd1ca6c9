// Names as numbers, found by hash. It cannot be gone through: the order of a hash table must not be seen.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace karimen {

class NumberOf {
 public:
  /// -1: nobody is called so.
  [[nodiscard]] std::int64_t find(std::string_view name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? -1 : found->second;
  }
  /// False if it has a number already, which it keeps. `number`: from 0.
  bool add(std::string_view name, std::int64_t number) { return numbers_.emplace(name, number).second; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> numbers_;
};

}  // namespace karimen
