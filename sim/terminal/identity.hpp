// What a terminal learns of a card without or with the holder's secrets: number, validity, certificates,
// signatures.
#pragma once

#include <string>

#include "base/date.hpp"
#include "sim/terminal/pin.hpp"

namespace karimen::sim::terminal {

/// 共通AP EF 0001, record 1 (chip.md C.2).
struct CardIdentity {
  std::string serial;        ///< 15 digits
  std::string municipality;  ///< 5 digits
  Date expires{};
  bool operator==(const CardIdentity&) const = default;
};
/// nullopt where the record is missing or malformed.
std::optional<CardIdentity> read_card_identity(CardSession& session);

enum class JpkiFile : std::uint16_t {
  signature_certificate = 0x0001,  ///< needs the signature password
  signature_authority = 0x0002,
  authentication_certificate = 0x000A,
  authentication_authority = 0x000B,
};
/// The DER, filler removed. Data are empty where the file holds no certificate. Selects nothing but the file:
/// select(session, aid::jpki) first.
Answer read_certificate(CardSession& session, JpkiFile file);
/// The DER object that a file begins with, filler removed; empty where it begins with none.
[[nodiscard]] Bytes der_at_front(const Bytes& file);

enum class JpkiKey : std::uint16_t { authentication = 0x0017, signature = 0x001A };
enum class JpkiPin : std::uint16_t { authentication = 0x0018, signature = 0x001B };

/// COMPUTE DIGITAL SIGNATURE (chip.md B.12) with a key of the current application. 256 bytes where 9000.
/// `scheme` is P1: 00 pads `input` as given, 02 takes a SHA-256 digest, 03 a message, 04 and 05 are PSS.
Answer compute_signature(CardSession& session, std::uint8_t scheme, std::uint16_t key_file, ByteView input);

}  // namespace karimen::sim::terminal
