// Saving and restoring by one list: a type lists its state once in `serialize(archive)`, and the same list
// writes and reads. Integers are big-endian; runs carry a four-byte length.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/bytes.hpp"
#include "base/diagnostic.hpp"

namespace karimen::sim::chip {

class Archiver {
 public:
  static constexpr bool reading = false;
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }
  [[nodiscard]] Bytes take() { return std::move(bytes_); }
  [[nodiscard]] static constexpr bool since(std::uint16_t) { return true; }

 private:
  template <std::integral T>
  void put(T& value) {
    for (int shift = 8 * (static_cast<int>(sizeof(T)) - 1); shift >= 0; shift -= 8) {
      bytes_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> shift));
    }
  }
  template <class T>
  requires std::is_enum_v<T>
  void put(T& value) {
    auto number = static_cast<std::underlying_type_t<T>>(value);
    put(number);
  }
  void put(std::string& text) {
    size(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  template <class T>
  void put(std::vector<T>& list) {
    size(list.size());
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      bytes_.insert(bytes_.end(), list.begin(), list.end());
    } else {
      for (auto& item : list) put(item);
    }
  }
  template <class T, std::size_t n>
  void put(std::array<T, n>& items) {
    for (auto& item : items) put(item);
  }
  template <class T>
  void put(std::optional<T>& value) {
    bool present = value.has_value();
    put(present);
    if (present) put(*value);
  }
  template <class T>
  requires requires(T& value, Archiver& archive) { value.serialize(archive); }
  void put(T& value) { value.serialize(*this); }
  void size(std::size_t count) {
    auto number = static_cast<std::uint32_t>(count);
    put(number);
  }

  Bytes bytes_;
};

/// Throws DiagnosticError where the bytes end early.
class Unarchiver {
 public:
  static constexpr bool reading = true;
  /// `format`: of the body, see snapshot.hpp.
  Unarchiver(ByteView bytes, std::uint16_t format) : rest_(bytes), format_(format) {}
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool finished() const { return rest_.empty(); }
  /// Whether the body has what came with that format.
  [[nodiscard]] bool since(std::uint16_t format) const { return format_ >= format; }
  [[noreturn]] static void damaged() {
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "the saved card is damaged: it holds what no card has",
                                     .fix = "save the card again, or make it anew from its card file"});
  }

 private:
  ByteView take(std::size_t count) {
    if (count > rest_.size()) damaged();
    const auto part = rest_.first(count);
    rest_ = rest_.subspan(count);
    return part;
  }
  template <std::integral T>
  void get(T& value) {
    std::uint64_t number = 0;
    for (const auto byte : take(sizeof(T))) number = number << 8 | byte;
    value = static_cast<T>(number);
  }
  template <class T>
  requires std::is_enum_v<T>
  void get(T& value) {
    std::underlying_type_t<T> number{};
    get(number);
    value = static_cast<T>(number);
  }
  void get(std::string& text) {
    const auto part = take(size());
    text.assign(part.begin(), part.end());
  }
  template <class T>
  void get(std::vector<T>& list) {
    const auto count = size();
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      const auto part = take(count);
      list.assign(part.begin(), part.end());
    } else {
      list.clear();
      for (std::size_t i = 0; i < count; ++i) get(list.emplace_back());
    }
  }
  template <class T, std::size_t n>
  void get(std::array<T, n>& items) {
    for (auto& item : items) get(item);
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    value.reset();
    if (present) get(value.emplace());
  }
  template <class T>
  requires requires(T& value, Unarchiver& archive) { value.serialize(archive); }
  void get(T& value) { value.serialize(*this); }
  std::size_t size() {
    std::uint32_t count = 0;
    get(count);
    if (count > rest_.size()) damaged();
    return count;
  }

  ByteView rest_;
  std::uint16_t format_;
};

}  // namespace karimen::sim::chip
