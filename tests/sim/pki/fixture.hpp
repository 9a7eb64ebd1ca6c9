// The authorities, and the certificates of the fictitious person of chip.md 0.3.
#pragma once

#include <ostream>

#include "sim/pki/certificate.hpp"

namespace karimen::sim::pki::test {

inline const Authorities& authorities() {
  static const Authorities all(std::make_shared<const KeyFile>(KARIMEN_SOURCE_DIR "/fixtures/keys"));
  return all;
}

inline Moment moment(const char* text) {
  return parse_moment(text).value();
}

/// The fictitious person of chip.md 0.3.
inline CertificateRequest request(CertificateKind kind) {
  const bool signing = kind == CertificateKind::signature;
  return {.kind = kind,
          .serial = signing ? 0x01500001U : 0x01A00001U,
          .not_before = moment("2025-10-01T10:30"),
          .not_after = moment("2030-07-08T23:59:59"),
          .subject = {.name = "試験　花子",
                      .birth = "419910708",
                      .sex = "2",
                      .address = "東京都千代田区架空町１－２－３",
                      .name_substitutions = "00000",
                      .address_substitutions = "000000000000000",
                      .prefecture = "Tokyo-to",
                      .city = "Chiyoda-ku",
                      .common_name = signing ? "202510011030010000113101001A" : "000001A00AAAAA13101003A"},
          .key = authorities().keys()->key(signing ? "K7" : "K6").public_key()};
}

}  // namespace karimen::sim::pki::test

namespace karimen::sim::pki {
inline std::ostream& operator<<(std::ostream& out, CertificateKind kind) {
  return out << static_cast<int>(kind);
}
inline std::ostream& operator<<(std::ostream& out, CertificateStatus status) {
  return out << to_word(status);
}
}  // namespace karimen::sim::pki
