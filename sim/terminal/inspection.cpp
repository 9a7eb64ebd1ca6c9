#include "sim/terminal/inspection.hpp"

#include "sim/terminal/file.hpp"

namespace karimen::sim::terminal {
namespace {

std::optional<int> jpki_tries_left(CardSession& session, JpkiPin secret) {
  return tries_left(session, static_cast<std::uint16_t>(secret));
}

void inspect_jpki(CardSession& session, Inspection& found) {
  found.jpki = select(session, aid::jpki) == 0x9000;
  if (!found.jpki) return;
  PlainConversation plain(session);
  constexpr auto certificate = static_cast<std::uint16_t>(JpkiFile::authentication_certificate);
  found.authentication_certificate = der_at_front(read_at_once(plain, certificate).data);
  found.signature_tries = jpki_tries_left(session, JpkiPin::signature);
  found.authentication_tries = jpki_tries_left(session, JpkiPin::authentication);
}

// The tries first, while no channel is open.
void inspect_licence(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge,
                     Inspection& found) {
  found.licence.status = select(session, aid::licence);
  found.licence.present = found.licence.status != no_such_application;
  if (!found.licence.ok()) return;
  found.licence_tries = tries_left(session, licence_pin_key);
  read_selected_licence(session, keys, host_challenge, found.licence);
}

}  // namespace

Inspection inspect(CardSession& session, const crypto::ChannelKeys& keys, ByteView host_challenge) {
  Inspection found;
  found.free_space = read_free_space(session, keys, host_challenge);
  found.identity = read_card_identity(session);
  inspect_jpki(session, found);
  inspect_licence(session, keys, host_challenge, found);
  return found;
}

}  // namespace karimen::sim::terminal
