#include "sim/world/desk/card_reading.hpp"

#include "sim/crypto/test_keys.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/world/desk/host_challenge.hpp"

namespace karimen::sim::world {

std::optional<RecordOnChip> decode_record(ByteView wef02, ByteView wef03,
                                          const crypto::RsaPublicKey& signer) {
  const auto decoded = licence::decode_wef02(wef02);
  const auto* record = std::get_if<licence::LicenceRecord>(&decoded);
  if (record == nullptr) return std::nullopt;
  return RecordOnChip{*record, licence::verify_record(wef02, wef03, signer) == licence::Verification::valid};
}

Date read_card_expiry(reader::CardSession& session) {
  const auto identity = terminal::read_card_identity(session);
  if (!identity) throw CardRefused("the common data of the card cannot be read");
  return identity->expires;
}

std::uint32_t read_free_space(reader::CardSession& session) {
  const auto space =
      terminal::read_free_space(session, crypto::safety_commission_channel_keys(), host_challenge());
  if (!space) throw CardRefused("the card does not tell its free space");
  return *space;
}

std::optional<Date> read_authentication_expiry(reader::CardSession& session) {
  require_ok(terminal::select(session, terminal::aid::jpki), "SELECT of the JPKI application");
  const auto answer = terminal::read_certificate(session, terminal::JpkiFile::authentication_certificate);
  if (!answer.ok() || answer.data.empty()) return std::nullopt;
  return last_day_of(answer.data);
}

std::optional<Date> last_day_of(const Bytes& der) {
  const auto certificate = pki::parse_certificate(der);
  return certificate ? std::optional(date_of(certificate->not_after)) : std::nullopt;
}

RecordReading record_in(const terminal::LicenceFiles& files, const crypto::RsaPublicKey& signer) {
  if (!files.present) return {};
  if (!files.ok()) throw CardRefused("the licence application cannot be read");
  if (files.record.empty()) return {.application = true};
  auto found = decode_record(files.record, files.signature, signer);
  const bool garbled = !found.has_value();
  return {.application = true, .garbled = garbled, .found = std::move(found)};
}

RecordReading read_record_in_channel(reader::CardSession& session, const crypto::RsaPublicKey& signer) {
  return record_in(
      terminal::read_licence_in_channel(session, crypto::safety_commission_channel_keys(), host_challenge()),
      signer);
}

}  // namespace karimen::sim::world
