// A signature with the holder's signature certificate, made on the card and verified with the certificate
// read from it.
#pragma once

#include <string>

#include "sim/world/desk/card_desk.hpp"

namespace karimen::sim::world {

enum class SigningOutcome {
  verified,
  wrong_password,  ///< tries are left
  blocked,         ///< before, or by this very try
  not_verified,    ///< no usable certificate on the card, or the signature does not match it
};

enum class JpkiSecret { signature_password, authentication_pin };
/// Tries left of a secret of the JPKI application; asks without trying.
[[nodiscard]] int jpki_tries_left(reader::CardSession& session, JpkiSecret secret);
/// Tries left of the PIN of the licence application, which must be there.
[[nodiscard]] int licence_tries_left(reader::CardSession& session);
/// What WEF01 of the licence application says.
[[nodiscard]] bool licence_pin_is_set(reader::CardSession& session);

/// Whether the signature password is blocked; asks without trying.
[[nodiscard]] bool signing_blocked(CardDesk& desk, MyNumberCard& card);
/// VERIFY with the password, COMPUTE DIGITAL SIGNATURE over the message's SHA-256, READ the certificate.
[[nodiscard]] SigningOutcome sign_with_card(CardDesk& desk, MyNumberCard& card, const std::string& password,
                                            ByteView message);

}  // namespace karimen::sim::world
