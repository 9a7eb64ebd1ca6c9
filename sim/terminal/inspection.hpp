// What a chip says of itself to the safety commission, in as few commands as it takes: a chip is inspected
// whenever it was written to, and once more by every scenario over PC/SC.
#pragma once

#include "sim/terminal/identity.hpp"
#include "sim/terminal/licence.hpp"

namespace karimen::sim::terminal {

/// Absent is what the chip did not tell.
struct Inspection {
  std::optional<std::uint32_t> free_space;  ///< bytes, GET DATA FF21
  std::optional<CardIdentity> identity;
  bool jpki = false;                   ///< its application can be selected
  Bytes authentication_certificate;    ///< DER; empty where there is none
  std::optional<int> signature_tries;  ///< left of the signature password
  std::optional<int> authentication_tries;
  LicenceFiles licence;              ///< as `read_licence_in_channel` reads them
  std::optional<int> licence_tries;  ///< left of the licence PIN
};

/// Files are named by their short identifiers (chip.md B.5), without a SELECT each; no counter moves. Throws
/// LinkError.
[[nodiscard]] Inspection inspect(CardSession& session, const crypto::ChannelKeys& keys,
                                 ByteView host_challenge);

}  // namespace karimen::sim::terminal
