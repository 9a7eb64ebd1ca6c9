// File descriptors with deadlines.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "harness/port/connection.hpp"

namespace karimen::harness::port {

/// Owns a descriptor; -1: none.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() noexcept;
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }

 private:
  int number_;
};

/// Calls do not block from now on.
void make_nonblocking(const Descriptor& descriptor);
/// Writes all of it; meanwhile what comes on `stray` (may be none) is kept in `kept`. Throws
/// ConnectionClosed, TimeUp.
void write_all(const Descriptor& to, std::string_view bytes, const Descriptor& stray, std::string& kept,
               Deadline deadline);
/// As `write_all`, the other way: at least a byte.
[[nodiscard]] std::string read_some(const Descriptor& from, const Descriptor& stray, std::string& kept,
                                    Deadline deadline);
/// What is there, without waiting.
void drain(const Descriptor& stray, std::string& kept);

}  // namespace karimen::harness::port
