// File descriptors with an owner.
#pragma once

#include <string>
#include <utility>

namespace karimen {

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

/// Both ends of a pipe; no other program inherits them.
struct Pipe {
  Descriptor read, write;
};
/// Throws std::system_error.
[[nodiscard]] Pipe open_pipe();

/// Calls do not block from now on.
void make_nonblocking(const Descriptor& descriptor);

}  // namespace karimen
