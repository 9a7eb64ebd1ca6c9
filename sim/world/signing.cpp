#include "sim/world/signing.hpp"

#include "sim/crypto/hash.hpp"
#include "sim/crypto/rsa.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/world/card_reading.hpp"
#include "sim/world/wire.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t signature_certificate = 0x0001, authentication_pin = 0x0018, signature_key = 0x001A,
                        signature_password = 0x001B, licence_pin = 0x0006;

void select_jpki(reader::CardSession& session) {
  if (!wire::select(session, wire::jpki())) throw CardRefused("the card has no JPKI application");
}

SigningOutcome sign(reader::CardSession& session, const std::string& password, ByteView message) {
  select_jpki(session);
  const auto verified = wire::verify(session, signature_password, password);
  if (!verified.right)
    return verified.tries_left > 0 ? SigningOutcome::wrong_password : SigningOutcome::blocked;
  wire::select_file(session, signature_certificate);
  const auto file = wire::read_current(session);
  const auto certificate = file.ok() ? pki::parse_certificate(file.data) : std::nullopt;
  if (!certificate) return SigningOutcome::not_verified;
  wire::select_file(session, signature_key);
  const auto input = crypto::digest_info(crypto::sha256(message));
  Bytes command{0x80, 0x2A, 0x00, 0x80, static_cast<std::uint8_t>(input.size())};
  command.insert(command.end(), input.begin(), input.end());
  command.push_back(0x00);
  const auto signature = session.transmit(command);
  const bool matches = signature.ok() && certificate->key.verifies(message, signature.data);
  return matches ? SigningOutcome::verified : SigningOutcome::not_verified;
}

}  // namespace

int jpki_tries_left(reader::CardSession& session, JpkiSecret secret) {
  select_jpki(session);
  return wire::tries_left(session,
                          secret == JpkiSecret::signature_password ? signature_password : authentication_pin);
}

int licence_tries_left(reader::CardSession& session) {
  if (!wire::select(session, wire::licence())) throw CardRefused("there is no licence application");
  return wire::tries_left(session, licence_pin);
}

bool signing_blocked(CardDesk& desk, MyNumberCard& card) {
  return desk.with(card, [](reader::CardSession& session) {
    return jpki_tries_left(session, JpkiSecret::signature_password) == 0;
  });
}

SigningOutcome sign_with_card(CardDesk& desk, MyNumberCard& card, const std::string& password,
                              ByteView message) {
  return desk.with(card, [&](reader::CardSession& session) { return sign(session, password, message); });
}

}  // namespace karimen::sim::world
