#include "sim/world/desk/signing.hpp"

#include "sim/crypto/hash.hpp"
#include "sim/crypto/rsa.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/terminal/pin.hpp"
#include "sim/world/desk/host_challenge.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t authentication_reference = 0x0018, signature_reference = 0x001B;

int told(std::optional<int> tries_left) {
  if (!tries_left) throw CardRefused("the card does not tell the tries that are left");
  return *tries_left;
}

void select_jpki(reader::CardSession& session) {
  require_ok(terminal::select(session, terminal::aid::jpki), "SELECT of the JPKI application");
}

struct SigningKey {
  std::uint16_t reference;
  terminal::JpkiFile certificate;
  terminal::JpkiKey key;
};

SigningKey key_of(JpkiSecret secret) {
  if (secret == JpkiSecret::signature_password)
    return {signature_reference, terminal::JpkiFile::signature_certificate, terminal::JpkiKey::signature};
  return {authentication_reference, terminal::JpkiFile::authentication_certificate,
          terminal::JpkiKey::authentication};
}

SigningOutcome sign(reader::CardSession& session, JpkiSecret secret, const std::string& value,
                    ByteView message) {
  using Verified = terminal::PinResult::Outcome;
  const auto [reference, certificate_file, key] = key_of(secret);
  select_jpki(session);
  const auto verified = terminal::verify_pin(session, reference, value);
  if (verified.outcome == Verified::wrong) return SigningOutcome::wrong_password;
  if (verified.outcome == Verified::blocked) return SigningOutcome::blocked;
  require_ok(verified.status, "VERIFY of the password or PIN");
  const auto file = terminal::read_certificate(session, certificate_file);
  const auto certificate = file.ok() ? pki::parse_certificate(file.data) : std::nullopt;
  if (!certificate) return SigningOutcome::not_verified;
  const auto input = crypto::digest_info(crypto::sha256(message));
  const auto signature = terminal::compute_signature(session, 0x00, static_cast<std::uint16_t>(key), input);
  const bool matches = signature.ok() && certificate->key.verifies(message, signature.data);
  return matches ? SigningOutcome::verified : SigningOutcome::not_verified;
}

}  // namespace

int jpki_tries_left(reader::CardSession& session, JpkiSecret secret) {
  select_jpki(session);
  const auto file = secret == JpkiSecret::signature_password ? signature_reference : authentication_reference;
  return told(terminal::tries_left(session, file));
}

std::optional<int> jpki_tries_left(CardDesk& desk, MyNumberCard& card, JpkiSecret secret) {
  try {
    return desk.with(card, [&](reader::CardSession& session) { return jpki_tries_left(session, secret); });
  } catch (const CardRefused&) {
    return std::nullopt;
  } catch (const reader::LinkError& error) {
    if (!blames_chip(error)) throw;
    return std::nullopt;
  }
}

SigningOutcome sign_with_card(CardDesk& desk, MyNumberCard& card, JpkiSecret secret, const std::string& value,
                              ByteView message) {
  return desk.with(card, [&](reader::CardSession& session) { return sign(session, secret, value, message); });
}

SigningOutcome sign_unless_blocked(CardDesk& desk, MyNumberCard& card, const std::string& password,
                                   ByteView message) {
  const int left = desk.with(card, [](reader::CardSession& session) {
    return jpki_tries_left(session, JpkiSecret::signature_password);
  });
  if (left == 0) return SigningOutcome::blocked;
  return sign_with_card(desk, card, JpkiSecret::signature_password, password, message);
}

}  // namespace karimen::sim::world
