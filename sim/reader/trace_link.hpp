// A link that tells what passes through it. Laid under a CardSession it sees every exchange of the session.
#pragma once

#include <functional>
#include <optional>

#include "sim/reader/link.hpp"

namespace karimen::sim::reader {

/// One exchange with a card.
struct Exchange {
  enum class Kind { cold_reset, apdu };
  std::uint64_t number = 0;  ///< counts from 1 over the life of the link, resets included
  Kind kind = Kind::apdu;
  Bytes command;                       ///< empty for a reset
  Bytes response;                      ///< data ‖ SW, or the ATR; empty where the link failed
  std::optional<LinkFailure> failure;  ///< why there is no response
  bool operator==(const Exchange&) const = default;
};

/// Wraps a link, which must outlive it. `observer` is called after each exchange, on the caller's thread,
/// before the result (or the LinkError) is handed on; it may ask the chip for the cause of its last answer.
class TraceLink final : public Link {
 public:
  using Observer = std::function<void(const Exchange&)>;
  TraceLink(Link& inner, Observer observer) : inner_(inner), observer_(std::move(observer)) {}

  Bytes cold_reset() override;
  Bytes transmit(ByteView command) override;
  void begin_transaction() override { inner_.begin_transaction(); }
  void end_transaction() noexcept override { inner_.end_transaction(); }

 private:
  template <class Call>
  Bytes observed(Exchange exchange, Call call);

  Link& inner_;
  Observer observer_;
  std::uint64_t count_ = 0;
};

}  // namespace karimen::sim::reader
