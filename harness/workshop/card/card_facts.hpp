// What is on a card, as a value: read behind its back, so that no counter and no security status changes.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/chip/making/editor.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/authorities.hpp"
#include "sim/pki/certificate.hpp"

namespace karimen::harness::workshop {

/// The holder as the card-text application has her; empty where it cannot be read.
struct HolderFacts {
  std::string name, address, individual_number;
  std::optional<Date> birth_date;
  char sex = '0';  ///< JIS X 0303
  bool operator==(const HolderFacts&) const = default;
};

/// The licence instance.
struct LicenceFacts {
  bool pin_set = false;
  std::variant<sim::licence::LicenceRecord, sim::licence::DecodeError> record;
  sim::licence::Verification signature = sim::licence::Verification::malformed_record;
  /// nullptr where WEF02 is no record.
  [[nodiscard]] const sim::licence::LicenceRecord* readable() const {
    return std::get_if<sim::licence::LicenceRecord>(&record);
  }
};

struct CardFacts {
  Bytes photograph;                  ///< of the card face, JPEG 2000; empty where there is none
  std::string serial, municipality;  ///< 15 and 5 digits; empty where unreadable
  std::optional<Date> expires;
  HolderFacts holder;
  std::optional<sim::pki::Certificate> signature, authentication;
  sim::pki::CertificateStatus signature_status{}, authentication_status{};  ///< at not_before: chain only
  std::vector<sim::chip::KeyReferenceState> keys;
  std::optional<LicenceFacts> licence;
  std::uint32_t free_space = 0;  ///< bytes of the extension area
  sim::chip::Knobs knobs;
  sim::chip::Interface interface {};
  sim::chip::Health health{};
};

/// Never throws for what is on the card: what cannot be read stays empty.
[[nodiscard]] CardFacts read_facts(sim::chip::Card& card, const sim::pki::Authorities& authorities);

/// The value of data object `tag` inside the outer object of a file (chip.md C.0.1); empty if there is none.
[[nodiscard]] Bytes data_object_in(ByteView file, std::uint16_t tag);
/// "19910708" as a date.
[[nodiscard]] std::optional<Date> compact_date(const std::string& text);

}  // namespace karimen::harness::workshop
