#include <array>
#include <utility>

#include "sim/licence/wef_decode.hpp"

namespace karimen::sim::licence {

Bytes key_identifier(const crypto::RsaPublicKey& key) {
  Bytes object{0x90, 0x03, 0x01, 0x00, 0x01, 0x91, 0x82, 0x01, 0x00};
  object.insert(object.end(), key.modulus().begin(), key.modulus().end());
  const auto digest = crypto::sha256(object);
  return Bytes(digest.begin(), digest.end());
}

Signer safety_commission_signer(crypto::RsaKey key) {
  return {std::move(key), "0000000000000001", "EMULATED PUBLIC SAFETY COMMISSION",
          "EMULATED LICENCE SIGNER 001"};
}

Bytes sign_record(ByteView wef02, const Signer& signer) {
  const Bytes block = crypto::pkcs1_type1(crypto::digest_info(crypto::sha256(wef02)));
  return wrap_signature(signer.key.raw(block).value(), signer);
}

Bytes wrap_signature(Bytes signature, const Signer& signer) {
  return encode_wef03({.signature = std::move(signature),
                       .certificate_serial = signer.certificate_serial,
                       .reserved = "",
                       .issuer = signer.issuer,
                       .subject = signer.subject,
                       .subject_key_identifier = key_identifier(signer.key.public_key())});
}

std::string_view to_word(Verification verification) {
  constexpr std::array<std::string_view, 5> words{"valid", "malformed_record", "malformed_signature",
                                                  "unknown_signer", "wrong_signature"};
  return words.at(static_cast<std::size_t>(verification));
}

Verification verify_record(ByteView wef02, ByteView wef03, const crypto::RsaPublicKey& signer) {
  const auto data = read_wef02(wef02);
  if (data.error) return Verification::malformed_record;
  const auto signature = read_wef03(wef03);
  if (signature.error) return Verification::malformed_signature;
  if (signature.record.subject_key_identifier != key_identifier(signer)) return Verification::unknown_signer;
  // chip.md F.5: the signature covers tag C2 to the end of element 0107, filler excluded.
  if (!signer.verifies(wef02.first(data.size), signature.record.signature))
    return Verification::wrong_signature;
  return Verification::valid;
}

}  // namespace karimen::sim::licence
