#include <stdexcept>

#include "sim/pki/profile.hpp"

namespace karimen::sim::pki {
namespace {

void append(Bytes& out, ByteView more) {
  out.insert(out.end(), more.begin(), more.end());
}

}  // namespace

Bytes key_id(const std::string& number, const std::string& group, std::uint8_t last) {
  if (number.size() != 7 || group.size() != 3) throw std::invalid_argument("a KeyId has 7 and 3 digits");
  Bytes id = to_bytes(number);
  append(id, Bytes{0x08, 0x05});
  append(id, to_bytes(group));
  append(id, Bytes{0x00, 0x00, 0x00, last});
  return id;
}

Bytes public_key_object(const crypto::RsaPublicKey& key) {
  Bytes object{0x90, 0x03, 0x01, 0x00, 0x01, 0x91, 0x82, 0x01, 0x00};
  append(object, key.modulus());
  return object;
}

Bytes card_verifiable_certificate(const Authorities& authorities, ByteView issuer_id, ByteView subject_id,
                                  const crypto::RsaPublicKey& key) {
  Bytes body(issuer_id.begin(), issuer_id.end());
  append(body, subject_id);
  append(body, public_key_object(key));
  Bytes certificate{0x7F, 0x21, 0x82, 0x02, 0x33, 0x5F, 0x4E, 0x82, 0x01, 0x29};
  append(certificate, body);
  append(certificate, Bytes{0x5F, 0x37, 0x82, 0x01, 0x00});
  append(certificate, authorities.sign(authorities.root(), body));
  return certificate;
}

}  // namespace karimen::sim::pki
