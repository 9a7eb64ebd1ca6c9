// SHA-256, for what must be recognised again: the digest of a run, a source document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace karimen {

/// Of everything added, in order, however it is cut into pieces.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(Checksum&&) noexcept;
  Checksum& operator=(Checksum&&) noexcept;

  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits. Nothing may be added afterwards.
  [[nodiscard]] std::string finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// The first 64 bits of the SHA-256 of `text`: the same number on every machine and in every version.
[[nodiscard]] std::uint64_t stable_number(std::string_view text);

}  // namespace karimen
