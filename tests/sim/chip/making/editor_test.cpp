#include "sim/chip/making/editor.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "base/diagnostic.hpp"
#include "tests/support/chip_fixture.hpp"

namespace karimen::sim::chip {

namespace {

constexpr auto jpki = ApplicationId::jpki;

std::string answer(Card& card, std::string_view command) {
  return to_hex(card.transmit(from_hex(command)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(editor)

BOOST_AUTO_TEST_CASE(a_counter_set_from_outside_is_what_the_card_answers) {
  auto card = fixture::card();
  card.power_on();
  answer(card, "00A4040C0AD392F000260100000001");
  Editor(card).set_tries(jpki, 0x18, 1);
  BOOST_TEST(answer(card, "00200098") == "63C1");
  BOOST_TEST(answer(card, "002000980430303030") == "63C0");
  BOOST_TEST(answer(card, "002000980431333537") == "6984");
  Editor(card).set_value(jpki, 0x18, from_hex("30303030"));
  BOOST_TEST(answer(card, "002000980430303030") == "9000");
}

BOOST_AUTO_TEST_CASE(a_key_loses_its_limit_and_gets_it_back) {
  auto card = fixture::card();
  card.power_on();
  answer(card, "00A4040C0AD392F000260100000001");
  Editor edit(card);
  edit.set_tries(jpki, 0x0018, unlimited_tries);
  for (int i = 0; i < 5; ++i) BOOST_TEST(answer(card, "002000980430303030") == "6300");
  BOOST_TEST((Card::restore(card.save()) == card));
  edit.set_value(jpki, 0x0018, to_bytes("2468"));
  BOOST_TEST(answer(card, "002000980432343638") == "9000");
  BOOST_TEST(answer(card, "00200098") == "6300");
  edit.set_tries(jpki, 0x0018, 3);
  BOOST_TEST(answer(card, "00200098") == "63C3");
  BOOST_CHECK_THROW(edit.set_tries(jpki, 0x0018, 4), DiagnosticError);
}

BOOST_AUTO_TEST_CASE(the_security_status_shows_and_is_not_changed) {
  auto card = fixture::card();
  card.power_on();
  answer(card, "00A4040C0AD392F000260100000001");
  answer(card, "002000980431333537");
  const auto before = card.save();
  const auto states = Editor(card).key_references();
  BOOST_TEST((card.save() == before));
  const auto pin = std::ranges::find_if(
      states, [](const auto& state) { return state.application == jpki && state.file == 0x18; });
  BOOST_REQUIRE((pin != states.end()));
  BOOST_TEST(pin->verified);
  BOOST_TEST(pin->tries == 3);
  BOOST_TEST((Editor(card).current_application() == jpki));
  BOOST_TEST(std::ranges::count_if(states, &KeyReferenceState::verified) == 1);
}

BOOST_AUTO_TEST_CASE(a_flipped_bit_is_read_back) {
  auto card = fixture::card();
  card.power_on();
  answer(card, "00A4040C0AD392F000260100000001");
  const auto points = card.write_points();
  Editor(card).flip_bit(jpki, 0x000A, 0, 0);
  BOOST_TEST(answer(card, "00B08A0002") == "31829000");
  Editor(card).flip_bit(jpki, 0x000A, 0, 0);
  BOOST_TEST(answer(card, "00B08A0002") == "30829000");
  BOOST_TEST(card.write_points() == points);
}

BOOST_AUTO_TEST_CASE(the_licence_goes_and_comes_back) {
  auto card = fixture::card();
  card.power_on();
  const auto select = "00A4040C10A0000002310600000000000000000000";
  Editor(card).set_licence_present(false);
  BOOST_TEST(answer(card, select) == "6A82");
  Editor(card).set_licence_present(true);
  BOOST_TEST(answer(card, select) == "9000");
  BOOST_TEST(answer(card, "002000860438363432") == "9000");
}

BOOST_AUTO_TEST_CASE(a_missing_key_cannot_sign) {
  auto card = fixture::card();
  card.power_on();
  answer(card, "00A4040C0AD392F000260100000001");
  answer(card, "002000980431333537");
  Editor(card).set_private_key(jpki, 0x17, {});
  BOOST_TEST(answer(card, "802A03970361626300").size() == 4u);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
  auto card = fixture::card();
  Editor editor(card);
  const auto before = card.save();
  BOOST_CHECK_THROW(editor.set_tries(jpki, 0x18, 4), DiagnosticError);
  BOOST_CHECK_THROW(editor.set_tries(jpki, 0x17, 1), DiagnosticError);
  BOOST_CHECK_THROW(editor.set_content(jpki, 0x0018, from_hex("00")), DiagnosticError);
  BOOST_CHECK_THROW(editor.set_content(jpki, 0x0001, Bytes(3000)), DiagnosticError);
  BOOST_CHECK_THROW(editor.set_private_key(jpki, 0x17, from_hex("3000")), DiagnosticError);
  BOOST_CHECK_THROW(editor.flip_bit(jpki, 0x0006, 5000, 0), DiagnosticError);
  BOOST_CHECK_THROW((void)editor.content(jpki, 0x7777), DiagnosticError);
  BOOST_TEST((card.save() == before));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
