// A way to reach a card: what a program holds after it connected to a reader.
#pragma once

#include <stdexcept>
#include <string>

#include "base/bytes.hpp"

namespace karimen::sim::reader {

/// Why a link did not answer. `card_gone`, `mute` and `chip_died` are things that happen to cards (a
/// procedure fails); `service_gone` means the harness's environment broke (a step ends in error).
enum class LinkFailure { no_card, card_gone, mute, chip_died, service_gone };

class LinkError : public std::runtime_error {
 public:
  LinkError(LinkFailure failure, const std::string& text) : std::runtime_error(text), failure_(failure) {}
  [[nodiscard]] LinkFailure failure() const { return failure_; }

 private:
  LinkFailure failure_;
};

/// Not thread-safe. Wrapping links (trace, fault) hold another Link.
class Link {
 public:
  virtual ~Link() = default;
  /// Power off and on. The ATR; throws LinkError.
  virtual Bytes cold_reset() = 0;
  /// One command APDU, one response APDU (data ‖ SW, never shorter than a status word). Throws LinkError.
  virtual Bytes transmit(ByteView command) = 0;
  /// Exclusive use until `end`; nested calls are a bug. Throws LinkError.
  virtual void begin_transaction() = 0;
  virtual void end_transaction() noexcept = 0;
};

}  // namespace karimen::sim::reader
