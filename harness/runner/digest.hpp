// A digest over the event stream: SHA-256 over an unambiguous spelling of every event, without measured_*
// fields, readers and transport.
#pragma once

#include <memory>
#include <string>

#include "harness/runner/event.hpp"

namespace karimen::harness {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(const Event& event);
  /// Lower-case hexadecimal; nothing may be added afterwards.
  [[nodiscard]] std::string finish();

 private:
  class Hash;
  std::unique_ptr<Hash> hash_;
};

}  // namespace karimen::harness
