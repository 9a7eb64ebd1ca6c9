#include "sim/world/card_reading.hpp"

#include "sim/crypto/test_keys.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/world/signing.hpp"
#include "sim/world/wire.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t authentication_certificate = 0x000A;

void select_present(reader::CardSession& session, const Bytes& name) {
  if (!wire::select(session, name)) throw CardRefused("an application that every card has is not there");
}

bool blank(ByteView file) {
  return file.empty() || (file[0] == 0x00 || file[0] == 0xFF);
}

}  // namespace

std::optional<RecordOnChip> decode_record(ByteView wef02, ByteView wef03,
                                          const crypto::RsaPublicKey& signer) {
  const auto decoded = licence::decode_wef02(wef02);
  const auto* record = std::get_if<licence::LicenceRecord>(&decoded);
  if (record == nullptr) return std::nullopt;
  return RecordOnChip{*record, licence::verify_record(wef02, wef03, signer) == licence::Verification::valid};
}

Date read_card_expiry(reader::CardSession& session) {
  select_present(session, wire::common());
  wire::select_file(session, 0x0001);
  const auto answer = session.transmit(Bytes{0x00, 0xB2, 0x01, 0x04, 0x00});
  if (!answer.ok() || answer.data.size() != 30)
    throw CardRefused("the common data of the card cannot be read");
  const std::string digits = to_text(ByteView(answer.data).last(8));
  const auto date = parse_date(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
  if (!date) throw CardRefused("the card's last day is no date");
  return *date;
}

std::uint32_t read_free_space(reader::CardSession& session) {
  select_present(session, wire::card_manager());
  wire::Channel channel(session, crypto::safety_commission_channel_keys());
  const auto answer = channel.send(0xCA, 0xFF, 0x21, {}, true);
  if (!answer.ok()) throw CardRefused("the card does not tell its resources");
  // FF 21 length, then 81 (applications), 82 (free bytes), 83.
  for (std::size_t at = 3; at + 2 <= answer.data.size(); at += 2U + answer.data[at + 1]) {
    if (answer.data[at] != 0x82 || at + 6 > answer.data.size()) continue;
    std::uint32_t free = 0;
    for (std::size_t i = 0; i < 4; ++i) free = free << 8 | answer.data[at + 2 + i];
    return free;
  }
  throw CardRefused("the card does not tell its free space");
}

std::optional<Date> read_authentication_expiry(reader::CardSession& session) {
  select_present(session, wire::jpki());
  wire::select_file(session, authentication_certificate);
  const auto answer = wire::read_current(session);
  if (!answer.ok() || blank(answer.data)) return std::nullopt;
  const auto certificate = pki::parse_certificate(answer.data);
  return certificate ? std::optional(date_of(certificate->not_after)) : std::nullopt;
}

std::optional<RecordOnChip> read_record_in_channel(reader::CardSession& session,
                                                   const crypto::RsaPublicKey& signer, bool& application) {
  application = wire::select(session, wire::licence());
  if (!application) return std::nullopt;
  wire::Channel channel(session, crypto::safety_commission_channel_keys());
  const auto wef02 = channel.send(0xB0, 0x9B, 0x00, {}, true);
  const auto wef03 = channel.send(0xB0, 0x9C, 0x00, {}, true);
  if (!wef02.ok() || wef02.data.empty()) return std::nullopt;
  return decode_record(wef02.data, wef03.data, signer);
}

}  // namespace karimen::sim::world
