#include "sim/blueprint/make_card.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/diagnostic.hpp"
#include "sim/chip/card.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
using chip::ApplicationId;
using licence::Verification;
namespace data = boost::unit_test::data;

namespace {

CardSpec sato() {
  return load_persona("sato_hanako", material()).spec;
}

Verification verify(const chip::Personalisation& card) {
  return licence::verify_record(content(card, ApplicationId::driver_licence, 0x001B),
                                content(card, ApplicationId::driver_licence, 0x001C),
                                material().authorities().safety_commission().public_key());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(make_card)

BOOST_AUTO_TEST_CASE(the_same_specification_gives_the_same_card) {
  BOOST_TEST((chip::Card(personalised(sato())) == chip::Card(personalised(sato()))));
}

BOOST_AUTO_TEST_CASE(no_two_cards_of_a_scenario_share_a_key) {
  auto pool = material().new_pool();
  std::set<Bytes> moduli;
  std::size_t keys = 0;
  auto names = persona_names(material());
  names.resize(9);  // the pool is for the cards of one scenario
  for (const auto& name : names)
    for (int generation = 1; generation <= 2; ++generation) {
      auto spec = load_persona(name, material()).spec;
      spec.generation = generation;
      for (const auto& key : make_personalisation(spec, material(), pool).private_keys) {
        moduli.insert(key.key.public_key().modulus());
        ++keys;
      }
    }
  BOOST_TEST(moduli.size() == keys);
  BOOST_TEST(keys >= 100U);
}

BOOST_AUTO_TEST_CASE(the_licence_record_on_the_card_verifies_and_says_what_was_specified) {
  const auto card = personalised(sato());
  BOOST_TEST(card.licence_instance);
  BOOST_TEST((verify(card) == Verification::valid));
  const auto record = licence::decode_wef02(content(card, ApplicationId::driver_licence, 0x001B));
  BOOST_TEST((std::get<licence::LicenceRecord>(record) == sato().licence->record));
  BOOST_TEST(to_hex(content(card, ApplicationId::driver_licence, 0x001A)) == "C10101");
  BOOST_TEST(secret(card, ApplicationId::driver_licence, 0x0006) == "8642");
}

BOOST_AUTO_TEST_CASE(a_licence_without_pin_has_the_default_one) {
  auto spec = sato();
  spec.licence->pin = {};
  BOOST_TEST(to_hex(content(personalised(spec), ApplicationId::driver_licence, 0x001A)) == "C10100");
  BOOST_TEST(secret(personalised(spec), ApplicationId::driver_licence, 0x0006) == "****");
}

BOOST_AUTO_TEST_CASE(defects_are_what_a_terminal_finds) {
  auto spec = sato();
  spec.licence->tampered_record = true;
  BOOST_TEST((verify(personalised(spec)) == Verification::wrong_signature));
  spec.licence->tampered_record = false;
  spec.licence->foreign_signer = true;
  BOOST_TEST((verify(personalised(spec)) == Verification::unknown_signer));
}

BOOST_AUTO_TEST_CASE(without_certificates_there_are_no_keys_and_no_password) {
  auto spec = sato();
  spec.signature.reset();
  spec.authentication.reset();
  const auto card = personalised(spec);
  BOOST_TEST(to_hex(content(card, ApplicationId::jpki, 0x0008)) == "000000");
  BOOST_TEST(content(card, ApplicationId::jpki, 0x0001).empty());
  BOOST_TEST(secret(card, ApplicationId::jpki, 0x001B) == "");
  BOOST_TEST(secret(card, ApplicationId::jpki, 0x0018) == "1357");
  BOOST_TEST(card.private_keys.size() == 4U);
}

BOOST_DATA_TEST_CASE(certificates_are_valid_on_their_days_and_no_longer,
                     data::make({"sato_hanako", "uruu_hiko"}), name) {
  const auto spec = load_persona(name, material()).spec;
  const auto certificate = content(personalised(spec), ApplicationId::jpki, 0x0001);
  const auto& authority = material().authorities().authority(pki::CertificateKind::signature);
  const Moment last = at_midnight(plus_days(spec.signature->not_after, 1)) - std::chrono::seconds{1};
  BOOST_TEST((pki::check_certificate(certificate, authority, last) == pki::CertificateStatus::valid));
  BOOST_TEST((pki::check_certificate(certificate, authority, last + std::chrono::seconds{1}) ==
              pki::CertificateStatus::expired));
}

BOOST_AUTO_TEST_CASE(a_certificate_writes_substitute_characters_and_flags_them) {
  const auto card = personalised("takahashi_gaiji");
  const auto certificate = pki::parse_certificate(content(card, ApplicationId::jpki, 0x0001)).value();
  BOOST_TEST(certificate.holder[0] == "高橋　外字");
  BOOST_TEST(certificate.holder[4] == "10000");
  BOOST_TEST(to_text(content(card, ApplicationId::card_text, 0x0002)).find("髙橋　外字") !=
             std::string::npos);
}

BOOST_DATA_TEST_CASE(check_digits_follow_the_ordinance, data::make({"123456789018", "123456780010"}),
                     number) {
  const std::string_view text = number;
  BOOST_TEST(individual_number_check_digit(text.substr(0, 11)) == text.back());
}

BOOST_AUTO_TEST_CASE(impossible_values_are_all_named) {
  auto spec = sato();
  spec.person.individual_number = "123456789012";
  spec.serial = "12";
  spec.signature->not_after = plus_days(spec.expires, 1);
  spec.secrets.signature.value = "short";
  spec.secrets.authentication.tries_left = 4;
  std::vector<std::string> paths;
  for (const auto& complaint : complaints_about(spec)) paths.push_back(complaint.path);
  const std::vector<std::string> wanted{"person.individual_number", "card.serial",
                                        "card.signature_certificate.until", "pins.authentication",
                                        "pins.signature"};
  BOOST_TEST(paths == wanted, boost::test_tools::per_element());
  BOOST_CHECK_THROW((void)personalised(spec), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
