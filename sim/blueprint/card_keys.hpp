// The RSA keys of one card.
#pragma once

#include "sim/crypto/rsa.hpp"

namespace karimen::sim::blueprint {

/// One for each KeyRole.
struct CardKeys {
  crypto::RsaKey card_face, card_text, session, authentication, signature, common;
  bool operator==(const CardKeys&) const = default;
};

}  // namespace karimen::sim::blueprint
