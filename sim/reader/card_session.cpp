#include "sim/reader/card_session.hpp"

namespace karimen::sim::reader {

CardSession::CardSession(Link& link, Afterwards afterwards) : link_(link), afterwards_(afterwards) {
  link_.begin_transaction();
  try {
    atr_ = link_.cold_reset();
  } catch (...) {
    link_.end_transaction();
    throw;
  }
}

// A card that was pulled out, or a service that went away, has lost its security status already; whoever
// comes next is told by its own session. Hence nothing is reported from here.
CardSession::~CardSession() {
  try {
    if (afterwards_ == Afterwards::stays) link_.cold_reset();
  } catch (const LinkError&) {
  }
  link_.end_transaction();
}

Answer CardSession::transmit(ByteView command) {
  Bytes response = link_.transmit(command);
  const auto status = static_cast<std::uint16_t>(response[response.size() - 2] << 8 | response.back());
  response.resize(response.size() - 2);
  return {std::move(response), status};
}

}  // namespace karimen::sim::reader
