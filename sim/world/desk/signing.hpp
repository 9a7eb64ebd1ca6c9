// A signature with one of the holder's certificates, made on the card and verified with the certificate read
// from it: for signing with the signature password, for logging in with the authentication PIN.
#pragma once

#include <optional>
#include <string>

#include "sim/world/desk/card_desk.hpp"

namespace karimen::sim::world {

enum class SigningOutcome {
  verified,
  wrong_password,  ///< or PIN; tries are left
  blocked,         ///< before, or by this very try
  not_verified,    ///< no usable certificate on the card, or the signature does not match it
};

enum class JpkiSecret { signature_password, authentication_pin };
/// Tries left of a secret of the JPKI application; asks without trying.
[[nodiscard]] int jpki_tries_left(reader::CardSession& session, JpkiSecret secret);

/// Tries left of a secret of the JPKI application; absent: the chip does not answer as a sound one does.
[[nodiscard]] std::optional<int> jpki_tries_left(CardDesk& desk, MyNumberCard& card, JpkiSecret secret);

/// VERIFY with the secret, COMPUTE DIGITAL SIGNATURE over the message's SHA-256 with its key, READ the
/// certificate.
[[nodiscard]] SigningOutcome sign_with_card(CardDesk& desk, MyNumberCard& card, JpkiSecret secret,
                                            const std::string& value, ByteView message);
/// With the signature password, unless it is blocked: asks first without trying.
[[nodiscard]] SigningOutcome sign_unless_blocked(CardDesk& desk, MyNumberCard& card,
                                                 const std::string& password, ByteView message);

}  // namespace karimen::sim::world
