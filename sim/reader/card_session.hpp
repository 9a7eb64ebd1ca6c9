// A session with a card: begins and ends with a cold reset inside a transaction (architecture.md 5), so that
// no security status leaks from one exchange into the next.
#pragma once

#include <cstdint>

#include "sim/reader/link.hpp"

namespace karimen::sim::reader {

/// data ‖ SW split.
struct Answer {
  Bytes data;
  std::uint16_t status = 0;
  [[nodiscard]] bool ok() const { return status == 0x9000; }
};

/// RAII over a Link. The constructor may throw LinkError; the destructor reports nothing.
class CardSession {
 public:
  /// What becomes of the card: one that leaves the reader loses its power anyway.
  enum class Afterwards { stays, leaves };
  explicit CardSession(Link& link, Afterwards afterwards = Afterwards::stays);
  ~CardSession();
  CardSession(const CardSession&) = delete;
  CardSession& operator=(const CardSession&) = delete;

  [[nodiscard]] const Bytes& atr() const { return atr_; }
  /// Throws LinkError.
  Answer transmit(ByteView command);

 private:
  Link& link_;
  Afterwards afterwards_;
  Bytes atr_;
};

}  // namespace karimen::sim::reader
