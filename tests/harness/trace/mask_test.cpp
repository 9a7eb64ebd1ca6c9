#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <random>

#include "base/diagnostic.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/narrator.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"

using namespace karimen;
using namespace karimen::harness::trace;

namespace {

constexpr auto card_text = "00A4040C0AD3921000310001010408";
constexpr auto card_face = "00A4040C0AD3921000310001010402";
constexpr auto number = "123456789018";

const sim::blueprint::IssuerMaterial& material() {
  static const sim::blueprint::IssuerMaterial made(KARIMEN_SOURCE_DIR "/fixtures");
  return made;
}

sim::chip::Card hanako() {
  auto pool = material().new_pool();
  return sim::chip::Card(sim::blueprint::make_personalisation(
      sim::blueprint::load_persona("hanako", material()).spec, material(), pool));
}

struct Talk {
  sim::chip::Card card = hanako();
  Masker masker;
  Bytes command, response;  // of the last exchange, masked

  Talk() {
    card.power_on();
    masker.reset();
  }
  // The masked answer's data, and what the card really said.
  std::string operator()(const std::string& hex) {
    command = from_hex(hex);
    response = card.transmit(command);
    original = response;
    masker.mask(command, response);
    return to_text(ByteView(response).first(response.size() - 2));
  }
  Bytes original;
};

std::string hex_of(const char* ascii) {
  return to_hex(to_bytes(ascii));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(masking)

struct Secret {
  const char* what;
  const char* command;
  const char* masked;
};
std::ostream& operator<<(std::ostream& out, const Secret& each) {
  return out << each.what;
}
const Secret secrets[] = {
    {"VERIFY", "002000800431333537", "0020008004********"},
    {"VERIFY by short identifier", "0020009406313233343536", "0020009406************"},
    {"VERIFY with Le", "00200080043133353700", "0020008004********00"},
    {"extended VERIFY", "0020008000000431333537", "00200080000004********"},
    {"another class", "802000800431333537", "8020008004********"},
    {"a wrong Lc", "002000800531333537", "00200080**********"},
    {"no Lc at all", "0020008031333537", "00200080********"},
    {"CHANGE REFERENCE DATA", "002401800431333537", "0024018004********"},
    {"CHANGE KEY", "803200800431333537", "8032008004********"},
    {"SM class without a data object", "082000800431333537", "0820008004********"},
    {"STORE DATA in the clear", "80E280000780180431333537", "80E2800007**************"},
    {"class 84 without a channel", "842000860431333537", "8420008604********"},
};

BOOST_DATA_TEST_CASE(secrets_in_commands_are_masked, boost::unit_test::data::make(secrets), each) {
  Masker masker;
  masker.reset();
  auto command = from_hex(each.command);
  auto response = from_hex("9000");
  const auto hidden = masker.mask(command, response);
  BOOST_TEST(to_hex(command, hidden.command) == each.masked);
  BOOST_TEST(to_hex(response, hidden.response) == "9000");
}

BOOST_AUTO_TEST_CASE(the_mark_is_told_from_asterisks_that_were_really_there) {
  HiddenBytes hidden;
  const auto sent = from_hex("00 20 0080 04 **** 2A2A", hidden);
  BOOST_TEST(to_hex(sent) == "00200080042A2A2A2A");
  BOOST_TEST(to_hex(sent, hidden) == "0020008004****2A2A");
  BOOST_TEST(to_hex(ByteView(sent).subspan(6), sent, hidden) == "**2A2A");
  BOOST_TEST(to_hex(from_hex("2A", hidden), hidden) == "2A");
  for (const auto* wrong : {"0*", "*0", "***", "0**0", "* *"})
    BOOST_CHECK_THROW((void)from_hex(wrong, hidden), DiagnosticError);
}

const char* const innocent[] = {
    "00200080",                                          // asks for the tries left
    "0020008000",                                        // likewise
    "0820009413861101CE94087DDB727AD1CFAEA2218834B674",  // encrypted already
    "802A0000041A2B3C4D00",                              // a signature over four bytes
    "00A4040C0AD392F000260100000001",
};

BOOST_DATA_TEST_CASE(other_commands_stay_as_they_are, boost::unit_test::data::make(innocent), hex) {
  Masker masker;
  masker.reset();
  auto command = from_hex(hex);
  auto response = from_hex("9000");
  const auto hidden = masker.mask(command, response);
  BOOST_TEST(to_hex(command, hidden.command) == hex);
}

BOOST_AUTO_TEST_CASE(the_number_is_masked_in_whatever_pieces_it_is_read) {
  Talk talk;
  (void)talk(card_text);
  (void)talk("002000910432353830");
  BOOST_TEST(talk("00B0810000") == "\xFF\x10\x0C************\xFF\xFF");
  BOOST_TEST(to_text(talk.original).find(number) != std::string::npos);
  BOOST_TEST(talk("00B000030C") == "************");
  BOOST_TEST(talk("00B0000501") == "*");
  BOOST_TEST(talk("00B0000E02") == "*\xFF");
  BOOST_TEST(talk("00B00000000000").size() == 17u);
  BOOST_TEST(to_text(talk.response).find(number) == std::string::npos);
  (void)talk("00A4020C020002");
  (void)talk("00B0000000");
  BOOST_TEST(talk.response == talk.original, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(digest_and_signature_from_which_the_number_can_be_guessed_go_with_it) {
  Talk talk;
  (void)talk(card_text);
  (void)talk("002000910432353830");
  const auto file = talk("00B08300000150");
  BOOST_TEST(file.size() == 336u);
  BOOST_TEST(file.substr(5, 3 + 32) == "\xDF\x31\x20" + std::string(32, '*'));
  BOOST_TEST(file.substr(40, 3) == "\xDF\x32\x20");
  BOOST_TEST(file.substr(43, 32).find("**") == std::string::npos);
  BOOST_TEST(file.substr(80) == std::string(256, '*'));
}

BOOST_AUTO_TEST_CASE(the_image_of_the_number_is_masked) {
  Talk talk;
  (void)talk(card_face);
  (void)talk("002000930C" + hex_of(number));
  BOOST_TEST(to_hex(talk.command) == "002000930C" + hex_of("************"));
  const auto file = talk("00B0850000");
  BOOST_TEST(file.substr(0, 8) == std::string("\xFF\x40\x82\x02\x5E\xDF\x41\x48"));
  BOOST_TEST(file.substr(8) == std::string(248, '*'));
}

BOOST_AUTO_TEST_CASE(what_was_selected_in_secure_messaging_may_be_the_number) {
  Masker masker;
  masker.reset();
  const auto take = [&](const char* command, const char* response) {
    auto c = from_hex(command), r = from_hex(response);
    const auto hidden = masker.mask(c, r);
    return to_hex(r, hidden.response);
  };
  (void)take(card_text, "9000");
  (void)take("80AE000000010000", "9000");
  (void)take("08A4020C1386110146D4CAAC313B21DA35E3FE7C435C3150", "9000");
  BOOST_TEST(take("08B0000000000596030000000000", "861101313233343536373839303132339000") ==
             "861101313233343536373839303132339000");
  BOOST_TEST(take("00B000030C", "3132333435363738393031389000") == "************************9000");
}

BOOST_AUTO_TEST_CASE(numbers_anywhere_in_data_are_masked_but_not_times) {
  Masker masker;
  masker.reset();
  auto command = from_hex("00D6000010AAAA" + hex_of(number) + "AAAA"), response = from_hex("6982");
  masker.mask(command, response);
  BOOST_TEST(to_hex(command) == "00D6000010AAAA" + hex_of("************") + "AAAA");
  command = from_hex("00B0000000");
  const auto time = "170D" + hex_of(number) + "5A9000";
  response = from_hex(time);
  masker.mask(command, response);
  BOOST_TEST(to_hex(response) == time);
}

struct Level {
  const char* open;
  const char* stored;
};
std::ostream& operator<<(std::ostream& out, const Level& each) {
  return out << each.open;
}
const Level levels[] = {
    {"84823300101122334455667788AABBCCDDEEFF0011", "84E28000080011223344556677"},
    {"84820300101122334455667788AABBCCDDEEFF0011", "84E28000080011223344556677"},
    {"84820100101122334455667788AABBCCDDEEFF0011", "84E2800008****************"},
};

BOOST_DATA_TEST_CASE(a_secure_channel_hides_what_it_encrypts, boost::unit_test::data::make(levels), each) {
  Masker masker;
  masker.reset();
  auto open = from_hex(each.open), good = from_hex("9000");
  masker.mask(open, good);
  auto store = from_hex("84E28000080011223344556677"), answer = from_hex("9000");
  const auto hidden = masker.mask(store, answer);
  BOOST_TEST(to_hex(store, hidden.command) == each.stored);
  auto read = from_hex("84B09B0000"), data = from_hex("AA" + hex_of(number) + "AA9000");
  masker.mask(read, data);
  BOOST_TEST(to_hex(data) == "AA" + hex_of("************") + "AA9000");
}

BOOST_AUTO_TEST_CASE(a_stream_that_was_joined_late_is_masked_too) {
  Masker masker;
  auto command = from_hex("00B0000306"), response = from_hex("3132333435369000");
  const auto hidden = masker.mask(command, response);
  BOOST_TEST(to_hex(response, hidden.response) == "************9000");
}

BOOST_AUTO_TEST_CASE(whatever_comes_keeps_its_length_its_header_and_its_status_word) {
  constexpr std::array<std::uint8_t, 12> instructions{0xA4, 0xB0, 0xB2, 0x20, 0x24, 0xC0,
                                                      0xAE, 0x84, 0x82, 0xE2, 0x50, 0x2A};
  std::mt19937 generator(7);
  const auto any = [&](std::size_t below) { return static_cast<std::size_t>(generator() % below); };
  const auto bytes = [&](std::size_t size) {
    Bytes made(size);
    for (auto& each : made) each = static_cast<std::uint8_t>(any(3) == 0 ? '0' + any(10) : any(256));
    return made;
  };
  Masker masker;
  Narrator narrator;
  for (int i = 0; i < 50000; ++i) {
    auto command = bytes(any(40)), response = bytes(any(60));
    if (command.size() > 1 && any(8) != 0) command[1] = instructions[any(instructions.size())];
    if (command.size() > 4 && any(2) == 0) command[4] = static_cast<std::uint8_t>(command.size() - 5);
    if (response.size() >= 2 && any(2) == 0) std::ranges::copy(std::array{0x90, 0x00}, response.end() - 2);
    const auto told = narrator.tell(CardEvent{.command = command, .response = response});
    auto masked = command, answer = response;
    masker.mask(masked, answer);
    const auto header = static_cast<std::ptrdiff_t>(std::min<std::size_t>(command.size(), 4));
    BOOST_TEST_REQUIRE(masked.size() == command.size());
    BOOST_TEST_REQUIRE(answer.size() == response.size());
    BOOST_TEST_REQUIRE(std::equal(command.begin(), command.begin() + header, masked.begin()));
    BOOST_TEST_REQUIRE(status_of(answer) == status_of(response));
    BOOST_TEST_REQUIRE(!told.response.empty());
  }
}

struct Text {
  const char* text;
  const char* masked;
};
std::ostream& operator<<(std::ostream& out, const Text& each) {
  return out << each.text;
}
const Text texts[] = {
    {"123456789018", "************"},
    {"個人番号は123456789018です", "個人番号は************です"},
    {"1234 5678 9018", "**** **** ****"},
    {"1234-5678-9018.", "****-****-****."},
    {"１２３４５６７８９０１８", "＊＊＊＊＊＊＊＊＊＊＊＊"},
    {"１２３４　５６７８　９０１８", "＊＊＊＊　＊＊＊＊　＊＊＊＊"},
    {"２０２５－1234-5678-9018", "２０２５－****-****-****"},
    {"No123456789018", "No************"},
    {"123456789019", "123456789019"},                                // another check digit
    {"4123456789018", "4123456789018"},                              // thirteen
    {"1234 5678-9018", "1234 5678-9018"},                            // two kinds of separator
    {"ab123456789018abcd", "ab123456789018abcd"},                    // of a digest
    {"123456789018A1234 5678 9018", "************A**** **** ****"},  // no digest once the second is gone
    {"2026-05-01T09:00 305012345678", "2026-05-01T09:00 305012345678"},
    {"", ""},
};

BOOST_DATA_TEST_CASE(individual_numbers_in_texts_are_masked, boost::unit_test::data::make(texts), each) {
  BOOST_TEST(mask_text(each.text) == each.masked);
}

BOOST_AUTO_TEST_SUITE_END()
