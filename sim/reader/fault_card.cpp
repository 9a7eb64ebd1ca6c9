#include "sim/reader/fault_card.hpp"

namespace karimen::sim::reader {

std::optional<Bytes> FaultCard::transmit(ByteView command) {
  std::optional<Bytes> response = inner_.transmit(command);
  if (++count_ != command_) return response;
  strike_();
  return std::nullopt;
}

}  // namespace karimen::sim::reader
