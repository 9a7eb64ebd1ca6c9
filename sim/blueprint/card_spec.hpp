// What a card is made of, in words: the holder, validity, certificates, secrets, licence record, named
// defects.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>

#include "base/date.hpp"
#include "sim/chip/making/personalisation.hpp"
#include "sim/licence/licence_record.hpp"

namespace karimen::sim::blueprint {

/// JIS X 0303, as the card writes it (chip.md C.0.1).
enum class Sex : char { unknown = '0', male = '1', female = '2', not_applicable = '9' };

/// The holder as the residence register knows her.
struct Person {
  std::string name;       ///< 氏名: family name, U+3000, given name
  std::string kana;       ///< not on the chip
  std::string romanised;  ///< not on the chip
  Date birth_date{};
  Sex sex = Sex::unknown;
  std::string address;                  ///< 住所, at most 200 characters, full-width digits
  std::string municipality = "13101";   ///< code, 5 digits
  std::string prefecture = "Tokyo-to";  ///< romanised, as certificates write it
  std::string city = "Chiyoda-ku";
  std::string individual_number;      ///< 個人番号, 12 digits with check digit
  std::string certificate_name;       ///< the name with substitute characters; empty = the name itself
  std::string name_substitutions;     ///< one 0 or 1 per character of the certificate name; empty = all 0
  std::string certificate_address;    ///< the address with substitute characters; empty = the address itself
  std::string address_substitutions;  ///< as for the name
  std::string photograph = "photo-01";  ///< id in fixtures/photographs; the card face shows it
  bool operator==(const Person&) const = default;
};

/// One end-entity certificate of JPKI.
struct CertificateSpec {
  std::uint32_t serial = 0;  ///< four DER octets: 0x01000000 … 0x7FFFFFFF
  Moment not_before{};       ///< JST
  Date not_after{};          ///< last day; the certificate ends at 23:59:59 JST
  std::string common_name;   ///< empty: made from serial, moment and municipality
  bool operator==(const CertificateSpec&) const = default;
};

/// A secret and, where given, the tries it has left (0 = blocked). An empty value is a key delivered without
/// one.
struct Secret {
  std::string value;
  std::optional<int> tries_left;
  bool operator==(const Secret&) const = default;
};

/// The secrets that the holder chooses; defaults are those of chip.md 0.3.
struct Secrets {
  Secret authentication{"1357", {}};   ///< JPKI 0018, 4 digits
  Secret signature{"ABC123DEF", {}};   ///< JPKI 001B, 6-16 of A-Z 0-9
  Secret text{"2580", {}};             ///< card-text 0011, 4 digits
  Secret common{"3691", {}};           ///< common 001C, 4 digits
  Secret residence{"3691", {}};        ///< residence 001C, 4 digits
  std::string security_code = "2468";  ///< printed; part of 照合番号B
  bool operator==(const Secrets&) const = default;
};

/// A licence application on the card.
struct LicenceSpec {
  licence::LicenceRecord record;
  std::optional<licence::DriverClass> driver_class;  ///< the holder's; `settle_class` says where it stands
  bool class_always =
      false;               ///< element C3 also without a driving history, as the specification's table has it
  Secret pin{"8642", {}};  ///< 4 digits; an empty value = PIN not set (DPIN ****)
  bool tampered_record = false;  ///< named defect: WEF02 changed after signing
  bool foreign_signer = false;   ///< named defect: signed by a key that is not the safety commission's
  bool operator==(const LicenceSpec&) const = default;
};

/// Element C3 follows from the driver class: empty where there is no history record [measured, chip.md F.3],
/// unless the card is to follow the specification's table. The colour class is C4's.
inline void settle_class(LicenceSpec& licence) {
  const bool stands = licence.class_always || licence.record.history_recorded.has_value();
  licence.record.driver_class = stands ? licence.driver_class : std::nullopt;
}

/// Defects of what is written on a card, after everything was made properly (defects.hpp has the words).
enum class ContentDefect : std::uint8_t {
  truncated_record,
  record_signature_missing,
  mismatched_identity,
  tampered_text,
  wrong_integrity_record,
  tampered_face,
  face_photo_missing,
  corrupted_certificate,
  certificate_missing,
  foreign_certificate_issuer,
  wrong_authentication_key,
  outdated_certificate_address,
  number_b_blocked,
};

/// The roles of a card's RSA keys, in the order of CardSpec::keys.
enum class KeyRole : std::uint8_t { card_face, card_text, session, authentication, signature, common };
inline constexpr std::size_t key_role_count = 6;

struct CardSpec {
  Person person;
  std::string serial = "400000098765432";  ///< 15 digits
  Date expires{};
  int generation = 1;  ///< 1 = the holder's first card; part of the choice of keys
  std::optional<CertificateSpec> signature;
  std::optional<CertificateSpec> authentication;
  Secrets secrets;
  std::optional<LicenceSpec> licence;
  std::array<std::string, key_role_count> keys;  ///< labels; an empty one is chosen from the pool
  std::uint32_t extension_capacity = 16384;      ///< bytes (chip.md F.6)
  std::uint32_t extension_used = 0;              ///< bytes taken by other municipal applications
  bool blank_images = false;  ///< images on the card face without marks, as in chip.md's worked example
  chip::Knobs knobs;
  std::string seed = "karimen";  ///< of the chip's generator
  std::set<ContentDefect> content_defects;
  bool operator==(const CardSpec&) const = default;
};

}  // namespace karimen::sim::blueprint
