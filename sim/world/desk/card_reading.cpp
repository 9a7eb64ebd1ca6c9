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
  const auto certificate = pki::parse_certificate(answer.data);
  return certificate ? std::optional(date_of(certificate->not_after)) : std::nullopt;
}

std::optional<RecordOnChip> read_record_in_channel(reader::CardSession& session,
                                                   const crypto::RsaPublicKey& signer, bool& application) {
  const auto files =
      terminal::read_licence_in_channel(session, crypto::safety_commission_channel_keys(), host_challenge());
  application = files.present;
  if (!files.ok() || files.record.empty()) return std::nullopt;
  return decode_record(files.record, files.signature, signer);
}

}  // namespace karimen::sim::world
