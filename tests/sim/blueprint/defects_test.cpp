#include "sim/blueprint/defects.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/diagnostic.hpp"
#include "sim/blueprint/tlv.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
using chip::ApplicationId;
using licence::Verification;
using pki::CertificateStatus;
namespace data = boost::unit_test::data;

namespace {

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& defect : defects()) all.emplace_back(defect.name);
  return all;
}

CardSpec sound() {
  return load_persona("sato_hanako", material()).spec;
}

chip::Personalisation with(std::string_view name) {
  auto spec = sound();
  apply(*find_defect(name), spec);
  return personalised(spec);
}

Verification record_of(const chip::Personalisation& card) {
  return licence::verify_record(content(card, ApplicationId::driver_licence, 0x001B),
                                content(card, ApplicationId::driver_licence, 0x001C),
                                material().authorities().safety_commission().public_key());
}

CertificateStatus certificate_of(const chip::Personalisation& card, std::uint16_t file, const char* at) {
  const auto kind = file == 0x0001 ? pki::CertificateKind::signature : pki::CertificateKind::authentication;
  return pki::check_certificate(content(card, ApplicationId::jpki, file),
                                material().authorities().authority(kind), parse_moment(at).value());
}

std::optional<int> tries(const chip::Personalisation& card, ApplicationId application, std::uint16_t file) {
  for (const auto& reference : card.reference_data)
    if (reference.application == application && reference.file == file) return reference.tries;
  return std::nullopt;
}

/// What a terminal finds on a card with the defect, and never on a sound one.
struct Symptom {
  const char* defect;
  bool (*seen)(const chip::Personalisation& card);
};
std::ostream& operator<<(std::ostream& out, const Symptom& symptom) {
  return out << symptom.defect;
}

licence::LicenceRecord record(const chip::Personalisation& card) {
  const auto decoded = licence::decode_wef02(content(card, ApplicationId::driver_licence, 0x001B));
  const auto* found = std::get_if<licence::LicenceRecord>(&decoded);
  return found == nullptr ? licence::LicenceRecord{} : *found;
}

bool integrity_signature(const chip::Personalisation& card) {
  const Bytes file = content(card, ApplicationId::card_text, 0x0003);
  const ByteView view(file);
  return material().authorities().municipality().public_key().verifies(view.subspan(5, 70), view.last(256));
}

bool digest_of_text(const chip::Personalisation& card) {
  const Bytes text = content(card, ApplicationId::card_text, 0x0002);
  const Bytes stated = content(card, ApplicationId::card_text, 0x0003);
  const std::size_t objects = (text[2] == 0x82 ? 5U : 3U) + 11U;
  const auto digest = crypto::sha256(ByteView(text).subspan(objects));
  return std::ranges::equal(digest, ByteView(stated).subspan(5 + 35 + 3, 32));
}

/// What a card answers to a signature with its authentication key, whatever that is.
Bytes signed_by(chip::Card card) {
  (void)card.power_on();
  const Bytes info = crypto::digest_info(crypto::sha256(to_bytes("abc")));
  for (const char* command : {"00A4040C0AD392F000260100000001", "002000980431333537", "00A4020C020017"})
    (void)card.transmit(from_hex(command));
  return card.transmit(joined({from_hex("802A008033"), info, Bytes{0x00}}));
}

/// Whether a card holds what `wanted` says; bytes behind a shortened content do not count.
bool holds(chip::Card& card, const chip::Personalisation& wanted) {
  chip::Card fresh(wanted);
  const chip::Editor is(card), should_be(fresh);
  for (const auto& file : wanted.files)
    if (is.content(file.application, file.file) != should_be.content(file.application, file.file))
      return false;
  if (signed_by(card) != signed_by(fresh)) return false;
  return is.key_references() == should_be.key_references() && card.free_space() == fresh.free_space();
}

char birth_digit_on_face(const chip::Personalisation& card) {
  return static_cast<char>(content(card, ApplicationId::card_face, 0x0002)[0x1A + 10]);
}

constexpr auto today = "2026-06-10T10:00";
const Symptom symptoms[] = {
    {"tampered_record", [](auto& card) { return record_of(card) == Verification::wrong_signature; }},
    {"foreign_signer", [](auto& card) { return record_of(card) == Verification::unknown_signer; }},
    {"record_signature_missing",
     [](auto& card) { return record_of(card) == Verification::malformed_signature; }},
    {"truncated_record", [](auto& card) { return record_of(card) == Verification::malformed_record; }},
    {"photo_missing",
     [](auto& card) { return record(card).photograph.empty() && record_of(card) == Verification::valid; }},
    {"broken_photograph",
     [](auto& card) {
       const auto photograph = record(card).photograph;
       return record_of(card) == Verification::valid && photograph.size() > 8 && photograph[4] != 'j';
     }},
    {"mismatched_identity",
     [](auto& card) {
       return record_of(card) == Verification::valid && record(card).record_number == "399999999999" &&
              record(card).photograph != sound().licence->record.photograph;
     }},
    {"tampered_text", [](auto& card) { return integrity_signature(card) && !digest_of_text(card); }},
    {"wrong_integrity_record", [](auto& card) { return !integrity_signature(card) && digest_of_text(card); }},
    {"tampered_face", [](auto& card) { return birth_digit_on_face(card) == '4'; }},
    {"face_photo_missing",
     [](auto& card) { return content(card, ApplicationId::card_face, 0x0002).size() < 2000; }},
    {"expired_signature_certificate",
     [](auto& card) { return certificate_of(card, 0x0001, today) == CertificateStatus::expired; }},
    {"expired_authentication_certificate",
     [](auto& card) { return certificate_of(card, 0x000A, today) == CertificateStatus::expired; }},
    {"expired_card",
     [](auto& card) {
       return to_text(card.data_objects[4].value) == "20210621" &&
              certificate_of(card, 0x0001, today) == CertificateStatus::expired;
     }},
    {"corrupted_certificate",
     [](auto& card) { return certificate_of(card, 0x000A, today) == CertificateStatus::wrong_signature; }},
    {"certificate_missing",
     [](auto& card) { return certificate_of(card, 0x000A, today) == CertificateStatus::malformed; }},
    {"foreign_certificate_issuer",
     [](auto& card) { return certificate_of(card, 0x0001, today) == CertificateStatus::wrong_signature; }},
    {"wrong_authentication_key",
     [](auto& card) {
       const auto certificate = pki::parse_certificate(content(card, ApplicationId::jpki, 0x000A));
       for (const auto& key : card.private_keys)
         if (key.file == 0x0017) return !(key.key.public_key() == certificate.value().key);
       return false;
     }},
    {"outdated_certificate_address",
     [](auto& card) {
       const auto certificate = pki::parse_certificate(content(card, ApplicationId::jpki, 0x0001)).value();
       return certificate.holder[3] != sound().person.address &&
              certificate_of(card, 0x0001, today) == CertificateStatus::valid;
     }},
    {"licence_pin_unset",
     [](auto& card) { return secret(card, ApplicationId::driver_licence, 0x0006) == "****"; }},
    {"licence_pin_blocked",
     [](auto& card) { return tries(card, ApplicationId::driver_licence, 0x0006) == 0; }},
    {"authentication_pin_blocked", [](auto& card) { return tries(card, ApplicationId::jpki, 0x0018) == 0; }},
    {"signature_password_blocked", [](auto& card) { return tries(card, ApplicationId::jpki, 0x001B) == 0; }},
    {"text_pin_blocked", [](auto& card) { return tries(card, ApplicationId::card_text, 0x0011) == 0; }},
    {"number_b_blocked",
     [](auto& card) {
       return tries(card, ApplicationId::card_face, 0x0012) == 0 &&
              tries(card, ApplicationId::card_text, 0x0015) == 0;
     }},
    {"pin_almost_blocked",
     [](auto& card) {
       return tries(card, ApplicationId::common, 0x001C) == 1 &&
              tries(card, ApplicationId::driver_licence, 0x0006) == 1;
     }},
    {"extension_full", [](auto& card) { return chip::Card(card).free_space() == 0; }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(card_defects)

BOOST_AUTO_TEST_CASE(every_defect_has_a_name_of_its_own_words_and_a_symptom) {
  std::set<std::string_view> names, shown;
  for (const auto& defect : defects()) {
    names.insert(defect.name);
    BOOST_TEST(*defect.what.en != '\0');
    BOOST_TEST(*defect.what.ja != '\0');
  }
  for (const auto& symptom : symptoms) shown.insert(symptom.defect);
  BOOST_TEST(names.size() == defects().size());
  BOOST_TEST(shown == names, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(a_terminal_finds_the_defect_and_only_where_it_is, data::make(symptoms), symptom) {
  BOOST_TEST(symptom.seen(with(symptom.defect)));
  BOOST_TEST(!symptom.seen(personalised(sound())));
}

BOOST_DATA_TEST_CASE(a_card_file_names_it, data::make(names()), name) {
  const auto file =
      load_card_text("persona: sato_hanako\ncard: {defects: [" + name + "]}\n", "card.yaml", material());
  auto spec = sound();
  apply(*find_defect(name), spec);
  BOOST_TEST((file.spec == spec));
  BOOST_TEST(!(file.spec == sound()));
}

BOOST_DATA_TEST_CASE(doing_it_to_a_card_gives_the_card_that_is_made_with_it, data::make(names()), name) {
  auto spec = sound();
  auto pool = material().new_pool();
  const CardKeys keys = choose_keys(spec, pool);
  chip::Card card(make_personalisation(spec, material(), keys));
  apply(*find_defect(name), spec, keys, material(), card);
  BOOST_TEST(holds(card, make_personalisation(spec, material(), keys)));
  const CardSpec spoilt = spec;
  rewrite(card, spoilt, sound(), keys, material());
  BOOST_TEST(holds(card, make_personalisation(sound(), material(), keys)));
}

BOOST_AUTO_TEST_CASE(a_defect_needs_something_to_be_a_defect_of) {
  auto spec = load_persona("hanako", material()).spec;
  spec.signature.reset();
  for (const auto* name : {"photo_missing", "expired_signature_certificate"}) {
    BOOST_TEST(!suits(*find_defect(name), spec));
    BOOST_CHECK_THROW(apply(*find_defect(name), spec), DiagnosticError);
  }
  BOOST_TEST(suits(*find_defect("tampered_face"), spec));
  BOOST_TEST(find_defect("tampered") == nullptr);
}

BOOST_AUTO_TEST_CASE(defects_are_applied_when_the_rest_of_the_card_is_read) {
  const auto file = load_card_text(
      "persona: sato_hanako\n"
      "card: {defects: [licence_pin_unset, photo_missing], licence_record: {record_number: "
      "\"301111111111\"}}\n"
      "pins: {licence: \"1234\"}\n",
      "card.yaml", material());
  BOOST_TEST(file.licence_pin.value.empty());
  BOOST_TEST(file.spec.licence->record.photograph.empty());
}

BOOST_AUTO_TEST_SUITE_END()
