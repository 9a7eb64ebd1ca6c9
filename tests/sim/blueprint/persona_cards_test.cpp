// Every persona's card, read by APDU: the same person in every application, and every signature right.
#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <tuple>

#include "base/text.hpp"
#include "sim/blueprint/image.hpp"
#include "sim/licence/era.hpp"
#include "sim/licence/jis.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "tests/sim/blueprint/card_under_test.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
namespace data = boost::unit_test::data;

namespace {

/// A persona and her card in a reader.
struct Held {
  explicit Held(const std::string& name)
      : file(load_persona(name, material())), spec(file.spec), reader(personalised(spec)) {}
  CardFile file;
  const CardSpec& spec;
  CardUnderTest reader;

  Bytes face() {
    BOOST_TEST(reader.select(face_aid) == "9000");
    BOOST_TEST(reader.verify(0x13, spec.person.individual_number) == "9000");
    return reader.read(0x02);
  }
  Bytes text(std::uint8_t file_id) {
    BOOST_TEST(reader.select(text_aid) == "9000");
    BOOST_TEST(reader.verify(0x14, spec.person.individual_number) == "9000");
    BOOST_TEST(reader.verify(0x15, verification_number_b(spec)) == "9000");
    return reader.read(file_id);
  }
  /// The signature certificate, if its password can be given.
  std::optional<pki::Certificate> signature_certificate() {
    (void)reader.select(jpki_aid);
    if (!spec.signature || reader.verify(0x1B, spec.secrets.signature.value) != "9000") return std::nullopt;
    return pki::parse_certificate(reader.read(0x01));
  }
  /// WEF02, if there is one.
  std::optional<licence::LicenceRecord> record() {
    if (reader.select(licence_aid) != "9000") return std::nullopt;
    const std::string& pin = spec.licence->pin.value;
    BOOST_TEST(reader.verify(0x06, pin.empty() ? "****" : pin) == "9000");
    return std::get<licence::LicenceRecord>(licence::decode_wef02(reader.read(0x1B)));
  }
  /// The issuer's key, certified by the root on the card itself.
  crypto::RsaPublicKey issuer(const char* application) {
    (void)reader.select(application);
    const Bytes certificate = reader.read(0x04);
    const ByteView view(certificate);
    BOOST_REQUIRE(certificate.size() == 568U);
    BOOST_TEST(
        material().authorities().root().public_key().verifies(view.subspan(10, 297), view.subspan(312, 256)));
    return crypto::RsaPublicKey(view.subspan(10 + 32 + 9, 256));
  }
};

const auto everybody = data::make(persona_names(material()));

/// Characters as a reader sees them: variation selectors belong to the character before.
std::size_t characters(const std::string& text) {
  return to_code_points(text).size();
}

bool is_variation_selector(char32_t character) {
  return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
}

/// One 0 or 1 per character of `written`: does it stand for another one of `true_text`? "" where the texts
/// differ in more than single characters.
std::string substitutions(const std::string& true_text, const std::string& written) {
  const auto is = to_code_points(true_text), was = to_code_points(written);
  std::string flags;
  std::size_t at = 0;
  for (const char32_t character : was) {
    if (at >= is.size()) return "";
    bool other = is[at++] != character;
    for (; at < is.size() && is_variation_selector(is[at]); ++at) other = true;
    flags += other ? '1' : '0';
  }
  return at == is.size() ? flags : "";
}

/// "63Cn".
std::string tries_left(CardUnderTest& reader, const char* application, std::uint8_t key) {
  (void)reader.select(application);
  return reader.verify(key, "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(persona_cards)

BOOST_DATA_TEST_CASE(text_and_face_name_the_same_person, everybody, name) {
  Held held(name);
  const Person& person = held.spec.person;
  const Bytes text = held.text(0x02), face = held.face();
  BOOST_TEST(text_of(text, 0xDF22) == person.name);
  BOOST_TEST(text_of(text, 0xDF23) == person.address);
  BOOST_TEST(text_of(text, 0xDF24) == to_compact(person.birth_date));
  BOOST_TEST(text_of(text, 0xDF25) == std::string(1, static_cast<char>(person.sex)));
  BOOST_TEST(text_of(face, 0xDF22) == text_of(text, 0xDF24));
  BOOST_TEST(text_of(face, 0xDF23) == text_of(text, 0xDF25));
  BOOST_TEST(text_of(face, 0xDF25) == to_text(text_image(person.name, held.spec.blank_images)));
  BOOST_TEST(text_of(face, 0xDF26) == to_text(text_image(person.address, held.spec.blank_images)));
  BOOST_TEST(text_of(face, 0xDF27) == to_text(material().photographs().bytes(person.photograph + "-card")));
  BOOST_TEST(text_of(face, 0xDF29) == to_compact(held.spec.expires));
}

BOOST_DATA_TEST_CASE(the_number_is_one_everywhere, everybody, name) {
  Held held(name);
  const std::string number = to_text(ByteView(held.text(0x01)).subspan(3, 12));
  BOOST_TEST(number == held.spec.person.individual_number);
  BOOST_TEST(number.back() == individual_number_check_digit(std::string_view(number).substr(0, 11)));
  (void)held.face();
  BOOST_TEST(text_of(held.reader.read(0x05), 0xDF41) ==
             to_text(digits_image(number, held.spec.blank_images)));
}

BOOST_DATA_TEST_CASE(the_verification_numbers_follow_from_the_printed_data, everybody, name) {
  Held held(name);
  const std::string birth = text_of(held.text(0x02), 0xDF24), expires = text_of(held.face(), 0xDF29);
  const auto born = parse_date(birth.substr(0, 4) + "-" + birth.substr(4, 2) + "-" + birth.substr(6, 2));
  const std::string era = licence::to_era_date(born.value()).value();
  const std::string birth_key = era.substr(1);
  BOOST_TEST(held.reader.select(face_aid) == "9000");
  BOOST_TEST(held.reader.verify(0x11, birth_key) == "9000");
  BOOST_TEST(text_of(held.reader.read(0x01), 0xDF11) == birth);
  const std::string number_b = birth_key + expires.substr(0, 4) + held.spec.secrets.security_code;
  BOOST_TEST(held.reader.verify(0x12, number_b) == "9000");
  BOOST_TEST(held.reader.verify(0x12, "00000000000000") == "63C9");
}

BOOST_DATA_TEST_CASE(the_card_is_one_at_every_level, everybody, name) {
  Held held(name);
  const auto& spec = held.spec;
  BOOST_TEST(to_text(held.reader.data_object(0x00F0)) == spec.person.municipality);
  BOOST_TEST(to_text(held.reader.data_object(0x00F2)) == to_compact(spec.expires));
  (void)held.reader.select(common_aid);
  const Bytes record = held.reader.send(from_hex("00B2010C00"));
  BOOST_TEST(to_text(ByteView(record).subspan(2, 28)) ==
             spec.serial + spec.person.municipality + to_compact(spec.expires));
  BOOST_TEST((held.reader.data_object(0x7F21).size() == 563) == spec.knobs.data_object_7f21);
}

BOOST_DATA_TEST_CASE(the_signature_certificate_names_the_holder, everybody, name) {
  Held held(name);
  const Person& person = held.spec.person;
  const auto certificate = held.signature_certificate();
  if (!certificate) return;
  BOOST_REQUIRE(certificate->holder.size() == 6U);
  const auto& holder = certificate->holder;
  BOOST_TEST(holder[0] == (person.certificate_name.empty() ? person.name : person.certificate_name));
  BOOST_TEST(holder[1].substr(1) == to_compact(person.birth_date));
  BOOST_TEST(holder[1][0] - '0' == licence::era_year_of(person.birth_date)->era);
  BOOST_TEST(holder[2] == std::string(1, static_cast<char>(person.sex)));
  BOOST_TEST(holder[3] == (person.certificate_address.empty() ? person.address : person.certificate_address));
  BOOST_TEST(holder[4].size() == characters(holder[0]));
  BOOST_TEST(holder[5].size() == characters(holder[3]));
  for (const auto& [is, written, flags] :
       {std::tuple{person.name, holder[0], holder[4]}, std::tuple{person.address, holder[3], holder[5]}})
    if (const auto wanted = substitutions(is, written); !wanted.empty()) BOOST_TEST(flags == wanted);
  BOOST_TEST(certificate->subject[1] == person.prefecture);
  BOOST_TEST(certificate->subject[2] == person.city);
  BOOST_TEST(certificate->subject.back().substr(19, 5) == person.municipality);
}

// chip.md E.4: JIS levels 1 and 2 and supplementary kanji; here the first two.
BOOST_DATA_TEST_CASE(certificates_use_characters_that_they_can_carry, everybody, name) {
  const auto file = load_persona(name, material());
  const Person& person = file.spec.person;
  const auto carried = [](const std::string& text) {
    const auto all = to_code_points(text);
    return std::ranges::all_of(all, [](char32_t each) { return licence::in_jis_x0208(each); });
  };
  BOOST_TEST(carried(person.certificate_name.empty() ? person.name : person.certificate_name));
  BOOST_TEST(carried(person.certificate_address.empty() ? person.address : person.certificate_address));
  const auto stated = [&](const char* fact) {
    const auto* node = file.facts->find(fact);
    return node == nullptr ? std::string("encodable") : node->text;
  };
  const auto wanted = [](const std::string& flags) {
    return flags.find('1') == std::string::npos ? "encodable" : "substitutable";
  };
  BOOST_TEST(stated("holder.name_encodable") == wanted(person.name_substitutions));
  BOOST_TEST(stated("holder.address_encodable") == wanted(person.address_substitutions));
}

// chip.md E.5: to the fifth birthday or the card's last day, whichever comes first.
BOOST_DATA_TEST_CASE(certificates_end_with_the_fifth_birthday_or_the_card, everybody, name) {
  const auto spec = load_persona(name, material()).spec;
  for (const auto& certificate : {spec.signature, spec.authentication}) {
    if (!certificate) continue;
    const Date from = date_of(certificate->not_before), born = spec.person.birth_date;
    const auto birthday_in = [&](std::chrono::year year) {
      const Date day{year, born.month(), born.day()};
      return day.ok() ? day : Date{year, born.month(), std::chrono::day{28}};
    };
    const bool still_to_come = birthday_in(from.year()) > from;
    const Date fifth = birthday_in(from.year() + std::chrono::years{still_to_come ? 4 : 5});
    BOOST_TEST(to_string(certificate->not_after) == to_string(std::min(fifth, spec.expires)));
  }
}

BOOST_DATA_TEST_CASE(secrets_have_the_tries_that_the_persona_says, everybody, name) {
  Held held(name);
  const auto& secrets = held.spec.secrets;
  const auto stated = [](const Secret& secret, int limit) {
    const int tries = secret.value.empty() ? 0 : secret.tries_left.value_or(limit);
    return "63C" + std::string(1, "0123456789A"[tries]);
  };
  BOOST_TEST(tries_left(held.reader, jpki_aid, 0x18) == stated(secrets.authentication, 3));
  BOOST_TEST(tries_left(held.reader, jpki_aid, 0x1B) ==
             (held.spec.signature ? stated(secrets.signature, 5) : "63C0"));
  BOOST_TEST(tries_left(held.reader, text_aid, 0x11) == stated(secrets.text, 3));
  BOOST_TEST(tries_left(held.reader, common_aid, 0x1C) == stated(secrets.common, 3));
  if (!held.spec.licence) return;
  const auto& pin = held.spec.licence->pin;
  BOOST_TEST(tries_left(held.reader, licence_aid, 0x06) ==
             stated(pin.value.empty() ? Secret{"****", {}} : pin, 10));
  BOOST_TEST(to_hex(held.reader.read(0x1A)) == (pin.value.empty() ? "C10100" : "C10101"));
}

BOOST_DATA_TEST_CASE(certificates_verify_against_the_authorities_on_the_card, everybody, name) {
  Held held(name);
  (void)held.reader.select(jpki_aid);
  const auto check = [](const Bytes& certificate, const Bytes& authority, const CertificateSpec& spec) {
    const pki::CertificateAuthority issuer{pki::CertificateKind::authentication, {}, authority};
    const Moment last = at_midnight(plus_days(spec.not_after, 1)) - std::chrono::seconds{1};
    const auto at = [&](Moment moment) { return pki::check_certificate(certificate, issuer, moment); };
    BOOST_TEST((at(spec.not_before) == pki::CertificateStatus::valid));
    BOOST_TEST((at(last) == pki::CertificateStatus::valid));
    BOOST_TEST((at(last + std::chrono::seconds{1}) == pki::CertificateStatus::expired));
  };
  check(held.reader.read(0x0A), held.reader.read(0x0B), held.spec.authentication.value());
  if (held.signature_certificate())
    check(held.reader.read(0x01), held.reader.read(0x02), *held.spec.signature);
}

BOOST_DATA_TEST_CASE(the_authentication_key_belongs_to_its_certificate, everybody, name) {
  Held held(name);
  (void)held.reader.select(jpki_aid);
  BOOST_TEST(held.reader.verify(0x18, held.spec.secrets.authentication.value) == "9000");
  const auto certificate = pki::parse_certificate(held.reader.read(0x0A)).value();
  (void)held.reader.send(from_hex("00A4020C020017"));
  const Bytes message = to_bytes("challenge");
  const Bytes info = crypto::digest_info(crypto::sha256(message));
  const Bytes answer = held.reader.send(joined({from_hex("802A008033"), info, Bytes{0x00}}));
  BOOST_REQUIRE(answer.size() == 258U);
  BOOST_TEST(certificate.key.verifies(message, ByteView(answer).first(256)));
}

BOOST_DATA_TEST_CASE(integrity_signatures_of_the_text_verify, everybody, name) {
  Held held(name);
  const Bytes number = held.text(0x01), items = held.text(0x02), record = held.text(0x03);
  const auto issuer = held.issuer(text_aid);
  const auto digest = [](ByteView bytes) {
    const auto made = crypto::sha256(bytes);
    return Bytes(made.begin(), made.end());
  };
  const Bytes objects = joined(
      {to_bytes(to_text(object_of(items, 0xDF22).whole)), to_bytes(to_text(object_of(items, 0xDF23).whole)),
       to_bytes(to_text(object_of(items, 0xDF24).whole)), to_bytes(to_text(object_of(items, 0xDF25).whole))});
  BOOST_TEST(text_of(record, 0xDF31) == to_text(digest(number)));
  BOOST_TEST(text_of(record, 0xDF32) == to_text(digest(objects)));
  const ByteView view(record);
  BOOST_TEST(issuer.verifies(view.subspan(5, 70), object_of(record, 0xDF33).value));
  const Bytes key = held.text(0x07);
  BOOST_TEST(issuer.verifies(object_of(key, 0xDF51).whole, object_of(key, 0xDF52).value));
}

BOOST_DATA_TEST_CASE(signatures_of_the_face_verify, everybody, name) {
  Held held(name);
  const auto issuer = held.issuer(face_aid);
  const Bytes face = held.face(), number = held.reader.read(0x05);
  const auto signed_part = [](ByteView file, std::uint16_t first, std::uint16_t last) {
    const auto from = object_of(file, first).whole, to = object_of(file, last).whole;
    return ByteView(from.data(), to.data() + to.size());
  };
  Bytes info = from_hex("3071300D060960864801650304020105000460");
  for (const auto& part : {signed_part(face, 0xDF22, 0xDF24), signed_part(face, 0xDF25, 0xDF26),
                           signed_part(face, 0xDF27, 0xDF27)}) {
    const auto digest = crypto::sha256(part);
    info.insert(info.end(), digest.begin(), digest.end());
  }
  BOOST_TEST(to_hex(issuer.raw(object_of(face, 0xDF28).value).value()) == to_hex(crypto::pkcs1_type1(info)));
  BOOST_TEST(issuer.verifies(signed_part(number, 0xDF41, 0xDF42), object_of(number, 0xDF43).value));
  (void)held.reader.verify(0x11, birth_key(held.spec.person));
  const Bytes age = held.reader.read(0x01);
  BOOST_TEST(issuer.verifies(signed_part(age, 0xDF11, 0xDF12), object_of(age, 0xDF13).value));
}

BOOST_DATA_TEST_CASE(the_licence_record_verifies_and_is_the_holder_s, everybody, name) {
  Held held(name);
  const auto record = held.record();
  BOOST_TEST(record.has_value() == held.spec.licence.has_value());
  if (!record) return;
  const auto& authorities = material().authorities();
  BOOST_TEST(
      (licence::verify_record(held.reader.read(0x1B), held.reader.read(0x1C),
                              authorities.safety_commission().public_key()) == licence::Verification::valid));
  BOOST_TEST((*record == held.spec.licence->record));
  BOOST_TEST(material().photographs().id_of(record->photograph) == held.spec.person.photograph);
  const auto born = held.spec.person.birth_date;
  for (const auto& obtained : {record->obtained_small, record->obtained_other, record->obtained_second})
    if (obtained) BOOST_TEST((*obtained >= born + std::chrono::years{16}));
  // A licence record or a driving-history record, never both.
  BOOST_TEST(record->record_number.empty() != record->history_number.empty());
}

BOOST_AUTO_TEST_SUITE_END()
