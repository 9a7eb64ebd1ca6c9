#include <boost/test/unit_test.hpp>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "sim/licence/wef.hpp"
#include "sim/pki/certificate.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/terminal/file.hpp"
#include "sim/terminal/identity.hpp"
#include "sim/terminal/licence.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::terminal;

namespace {

const blueprint::IssuerMaterial& material() {
  static const blueprint::IssuerMaterial all(KARIMEN_SOURCE_DIR "/fixtures");
  return all;
}

/// Hanako's card without a licence, as it left the factory.
const chip::Card& factory_fresh() {
  static const chip::Card card = [] {
    auto spec = blueprint::load_persona("hanako", material()).spec;
    spec.licence.reset();
    auto pool = material().new_pool();
    return chip::Card(blueprint::make_personalisation(spec, material(), pool));
  }();
  return card;
}

struct Counter {
  Counter() { slot.insert(endpoint); }
  chip::Card card = factory_fresh();
  reader::ChipEndpoint endpoint{card};
  reader::DirectSlot slot;
};

struct Session : Counter {
  CardSession session{slot.link()};
};

const Bytes challenge = from_hex("0102030405060708");
const crypto::ChannelKeys police = crypto::safety_commission_channel_keys();
const crypto::ChannelKeys issuer = crypto::issuer_channel_keys();

/// A card that has one answer to everything.
class SayingCard final : public reader::CardEndpoint {
 public:
  explicit SayingCard(const char* hex) : answer_(from_hex(hex)) {}
  Bytes power_on() override { return Bytes{0x3B, 0x00}; }
  void power_off() override {}
  Bytes reset() override { return power_on(); }
  std::optional<Bytes> transmit(ByteView) override { return answer_; }

 private:
  Bytes answer_;
};

LicenceContent content() {
  return {Bytes(700, 0xC2), Bytes(300, 0x01), "8642"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_encoding)

BOOST_AUTO_TEST_CASE(all_cases_short_and_extended) {
  BOOST_TEST(to_hex(encode({.ins = 0xA4})) == "00A40000");
  BOOST_TEST(to_hex(encode({.ins = 0xB0, .le = 256})) == "00B0000000");
  BOOST_TEST(to_hex(encode({.ins = 0x20, .p2 = 0x98, .data = from_hex("31")})) == "002000980131");
  BOOST_TEST(to_hex(encode({.ins = 0xA4, .p1 = 4, .data = from_hex("A0"), .le = 256})) == "00A4040001A000");
  BOOST_TEST(to_hex(encode({.ins = 0xB0, .le = 65536})) == "00B00000000000");
  BOOST_TEST(to_hex(encode({.ins = 0xB0, .data = from_hex("31"), .le = 300})) == "00B0000000000131012C");
  BOOST_TEST(encode({.ins = 0xD6, .data = Bytes(256, 0)}).size() == 4u + 3 + 256);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(identity, Session)

BOOST_AUTO_TEST_CASE(the_number_and_validity_of_the_card) {
  const auto found = read_card_identity(session);
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->serial == "400000098765432");
  BOOST_TEST(found->municipality == "13101");
  BOOST_TEST(to_string(found->expires) == "2035-07-08");
}

BOOST_AUTO_TEST_CASE(certificates_and_what_they_need) {
  select(session, aid::jpki);
  const Answer authentication = read_certificate(session, JpkiFile::authentication_certificate);
  BOOST_TEST(authentication.ok());
  BOOST_TEST(pki::parse_certificate(authentication.data).has_value());
  BOOST_TEST(read_certificate(session, JpkiFile::signature_certificate).status == 0x6982);
  BOOST_TEST(verify_pin(session, static_cast<std::uint16_t>(JpkiPin::signature), "ABC123DEF").verified());
  const Answer signature = read_certificate(session, JpkiFile::signature_certificate);
  BOOST_TEST(pki::parse_certificate(signature.data).has_value());
}

BOOST_AUTO_TEST_CASE(a_signature_is_made_after_the_pin_and_verifies) {
  select(session, aid::jpki);
  const Bytes message = to_bytes("abc");
  BOOST_TEST(compute_signature(session, 0x03, 0x0017, message).status == 0x6982);
  BOOST_TEST(verify_pin(session, 0x0018, "1357").verified());
  const Answer signature = compute_signature(session, 0x03, 0x0017, message);
  BOOST_REQUIRE(signature.ok());
  const auto certificate =
      pki::parse_certificate(read_certificate(session, JpkiFile::authentication_certificate).data);
  BOOST_TEST(certificate->key.verifies(message, signature.data));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(pins, Session)

BOOST_AUTO_TEST_CASE(wrong_values_are_counted_down_until_the_key_is_blocked) {
  using enum PinResult::Outcome;
  select(session, aid::jpki);
  BOOST_CHECK((verify_pin(session, 0x0018, "0000") == PinResult{wrong, 2, 0x63C2}));
  BOOST_CHECK((verify_pin(session, 0x0018, "0000") == PinResult{wrong, 1, 0x63C1}));
  BOOST_CHECK((verify_pin(session, 0x0018, "0000") == PinResult{blocked, 0, 0x63C0}));
  BOOST_CHECK((verify_pin(session, 0x0018, "1357") == PinResult{blocked, 0, 0x6984}));
  BOOST_TEST(*tries_left(session, 0x0018) == 0);
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_neither_wrong_nor_blocked) {
  BOOST_CHECK(verify_pin(session, 0x0018, "1357").outcome == PinResult::Outcome::refused);
  BOOST_TEST(!tries_left(session, 0x0018).has_value());
}

BOOST_AUTO_TEST_CASE(a_blocked_key_has_no_tries_left_however_the_card_says_it) {
  for (const auto& [answer, left] :
       {std::pair{"6984", 0}, std::pair{"6983", 0}, std::pair{"63C0", 0}, std::pair{"63C2", 2}}) {
    SayingCard sayer(answer);
    reader::DirectSlot other;
    other.insert(sayer);
    CardSession asked(other.link());
    BOOST_TEST(tries_left(asked, 0x0018).value_or(-1) == left, answer);
  }
}

BOOST_AUTO_TEST_CASE(every_counter_of_a_fresh_card) {
  const int fresh[] = {3, 3, 10, 10, 10, 3, 0, 10, 10, 3, 5};
  const auto counters = pin_counters(session);
  BOOST_REQUIRE(counters.size() == 12u);
  for (std::size_t i = 0; i < std::size(fresh); ++i) BOOST_TEST(*counters[i].tries_left == fresh[i]);
  BOOST_TEST(!counters[11].tries_left.has_value());
  BOOST_TEST(counters[11].key->application == "driver_licence");
}

BOOST_AUTO_TEST_CASE(every_reference_by_application_and_file) {
  std::string listed;
  for (const auto& key : key_references())
    listed += std::string(key.application) + ' ' + to_hex(key.name).substr(16, 4) + ' ' +
              to_hex(Bytes{static_cast<std::uint8_t>(key.file)}) + ", ";
  BOOST_TEST(listed ==
             "common 0100 1C, residence 0401 1C, card_face 0402 11, card_face 0402 12, card_face 0402 13, "
             "card_text 0408 11, card_text 0408 12, card_text 0408 14, card_text 0408 15, jpki 0001 18, "
             "jpki 0001 1B, driver_licence 0000 06, ");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(licence_on_the_card, Session)

BOOST_AUTO_TEST_CASE(written_in_the_channel_and_read_both_ways) {
  BOOST_TEST(write_licence(session, police, challenge, content()) == 0x9000);
  const LicenceFiles by_pin = read_licence_by_pin(session, "8642");
  BOOST_TEST(by_pin.ok());
  BOOST_TEST(to_hex(by_pin.pin_setting) == "C10101");
  BOOST_CHECK(by_pin.record == content().record);
  BOOST_CHECK(by_pin.signature == content().signature);
  const LicenceFiles in_channel = read_licence_in_channel(session, police, challenge);
  BOOST_TEST(in_channel.ok());
  BOOST_CHECK(in_channel.record == content().record);
  BOOST_CHECK(in_channel.signature == content().signature);
}

BOOST_AUTO_TEST_CASE(a_second_one_replaces_the_first) {
  write_licence(session, police, challenge, content());
  LicenceContent other = content();
  other.record = Bytes(20, 0xAB);
  other.pin = "****";
  BOOST_TEST(write_licence(session, police, challenge, other) == 0x9000);
  const LicenceFiles files = read_licence_by_pin(session, "****");
  BOOST_CHECK(files.record == other.record);
  BOOST_TEST(to_hex(files.pin_setting) == "C10100");
}

BOOST_AUTO_TEST_CASE(a_wrong_pin_shows_nothing_but_the_setting) {
  write_licence(session, police, challenge, content());
  const LicenceFiles files = read_licence_by_pin(session, "0000");
  BOOST_TEST(files.present);
  BOOST_TEST(files.status == 0x6982);
  BOOST_TEST(files.pin.tries_left == 9);
  BOOST_TEST(files.record.empty());
  BOOST_TEST(to_hex(files.pin_setting) == "C10101");
}

BOOST_AUTO_TEST_CASE(a_card_without_licence_has_no_instance) {
  BOOST_TEST(!read_licence_by_pin(session, "8642").present);
  const LicenceFiles files = read_licence_in_channel(session, police, challenge);
  BOOST_TEST(!files.present);
  BOOST_TEST(files.status == 0x6A82);
  BOOST_TEST(erase_licence(session, police, challenge) == 0x6A88);
}

BOOST_AUTO_TEST_CASE(erasure_removes_the_instance_and_gives_the_space_back) {
  const auto before = read_free_space(session, police, challenge);
  BOOST_REQUIRE(before.has_value());
  write_licence(session, police, challenge, content());
  BOOST_TEST(*read_free_space(session, police, challenge) < *before);
  BOOST_TEST(erase_licence(session, police, challenge) == 0x9000);
  BOOST_TEST(select(session, aid::licence) == 0x6A82);
  BOOST_TEST(*read_free_space(session, police, challenge) == *before);
}

BOOST_AUTO_TEST_CASE(the_issuer_may_not_touch_the_licence) {
  BOOST_TEST(write_licence(session, issuer, challenge, content()) == 0x6982);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(secure_channel, Session)

BOOST_AUTO_TEST_CASE(opens_at_both_levels) {
  for (const auto level : {SecurityLevel::command_protection, SecurityLevel::full_protection}) {
    select(session, aid::card_manager);
    auto opening = open_channel(session, police, level, challenge);
    BOOST_REQUIRE(std::holds_alternative<SecureChannel>(opening));
    BOOST_TEST(free_space(std::get<SecureChannel>(opening)).has_value());
  }
}

BOOST_AUTO_TEST_CASE(other_keys_are_found_out_by_the_card_s_cryptogram) {
  select(session, aid::card_manager);
  crypto::ChannelKeys wrong = police;
  wrong.mac[0] ^= 1;
  const auto opening = open_channel(session, wrong, SecurityLevel::full_protection, challenge);
  BOOST_REQUIRE(std::holds_alternative<ChannelFailure>(opening));
  BOOST_TEST(std::get<ChannelFailure>(opening).status == 0x9000);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_version_is_refused) {
  select(session, aid::card_manager);
  crypto::ChannelKeys wrong = police;
  wrong.version = 0x44;
  const auto opening = open_channel(session, wrong, SecurityLevel::full_protection, challenge);
  BOOST_REQUIRE(std::holds_alternative<ChannelFailure>(opening));
  BOOST_TEST(std::get<ChannelFailure>(opening).status != 0x9000);
}

BOOST_AUTO_TEST_CASE(many_commands_stay_in_step) {
  select(session, aid::card_manager);
  auto opening = open_channel(session, police, SecurityLevel::full_protection, challenge);
  auto& channel = std::get<SecureChannel>(opening);
  for (int turn = 0; turn < 300; ++turn) BOOST_REQUIRE(free_space(channel).has_value());
}

BOOST_AUTO_TEST_CASE(a_vanished_card_passes_through) {
  slot.remove();
  BOOST_CHECK_THROW(read_card_identity(session), reader::LinkError);
}

BOOST_AUTO_TEST_SUITE_END()
