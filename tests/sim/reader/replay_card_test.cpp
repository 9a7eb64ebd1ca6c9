#include <boost/test/unit_test.hpp>

#include "sim/reader/replay_card.hpp"

using namespace karimen;
using namespace karimen::sim::reader;

namespace {

using Kind = CardEvent::Kind;

CardEvent power_on(const char* atr) {
  return {.kind = Kind::power_on, .response = from_hex(atr)};
}
CardEvent apdu(const char* command, const char* response) {
  return {.kind = Kind::apdu, .command = from_hex(command), .response = from_hex(response)};
}

Recording numbered(Recording events) {
  for (std::size_t i = 0; i < events.size(); ++i) events[i].number = i + 1;
  return events;
}

// Two sessions, and the empty one that pcscd makes when it first sees a card.
Recording two_sessions() {
  return numbered({power_on("3B01"),
                   {.kind = Kind::power_off},
                   power_on("3B02"),
                   apdu("00A4040000", "9000"),
                   apdu("00B0000010", "AA9000"),
                   apdu("00200080", "63C3"),
                   apdu("0020008004", "63C2"),
                   apdu("00200080", "63C2"),
                   {.kind = Kind::reset, .response = from_hex("3B03")},
                   apdu("00CA00F200", "BB9000"),
                   apdu("00B0000010", "")});
}

std::string say(ReplayCard& card, const char* command) {
  const auto answer = card.transmit(from_hex(command));
  return answer ? to_hex(*answer) : "nothing";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(replay_card)

BOOST_AUTO_TEST_CASE(it_answers_in_order_and_a_session_that_was_not_spoken_to_begins_again) {
  ReplayCard card(two_sessions());
  BOOST_TEST(card.sessions() == 2u);
  BOOST_TEST(to_hex(card.power_on()) == "3B02");
  card.power_off();
  BOOST_TEST(to_hex(card.power_on()) == "3B02");
  BOOST_TEST(say(card, "00A4040000") == "9000");
  BOOST_TEST(say(card, "00B0000010") == "AA9000");
  BOOST_TEST(say(card, "00200080") == "63C3");
  BOOST_TEST(to_hex(card.reset()) == "3B03");
  BOOST_TEST(say(card, "00CA00F200") == "BB9000");
  BOOST_TEST(to_hex(card.power_on()) == "3B02");
  BOOST_TEST(card.mismatches().empty());
  BOOST_TEST(card.unasked() == 3u);
}

BOOST_AUTO_TEST_CASE(it_looks_ahead_for_the_same_command_and_back_where_a_program_asks_again) {
  ReplayCard card(two_sessions());
  card.power_on();
  BOOST_TEST(say(card, "0020008004") == "63C2");
  BOOST_TEST(say(card, "00200080") == "63C2");  // the one behind it
  BOOST_TEST(say(card, "00B0000010") == "AA9000");
  BOOST_TEST(say(card, "00B0000010") == "AA9000");
  BOOST_TEST(card.mismatches().empty());
}

BOOST_AUTO_TEST_CASE(what_the_recording_does_not_hold_is_6F00_and_is_told) {
  ReplayCard card(two_sessions());
  card.power_on();
  BOOST_TEST(say(card, "00A4040000") == "9000");
  BOOST_TEST(say(card, "00CA004200") == "6F00");
  BOOST_TEST_REQUIRE(card.mismatches().size() == 1u);
  BOOST_TEST(to_string(card.mismatches()[0]) ==
             "the recording holds no answer to 00CA004200: command 5, 00B0000010, comes next");
  BOOST_TEST(say(card, "00B0000010") == "AA9000");  // the place was not lost
}

BOOST_AUTO_TEST_CASE(another_session_may_begin_with_the_first_command) {
  ReplayCard card(two_sessions());
  card.power_on();
  BOOST_TEST(say(card, "00CA00F200") == "BB9000");
  BOOST_TEST(say(card, "00B0000010") == "nothing");  // it died in it
  BOOST_TEST(say(card, "00CA00F200") == "nothing");
  BOOST_TEST(to_hex(card.power_on()) == "3B02");
}

BOOST_AUTO_TEST_CASE(a_masked_secret_matches_any_of_its_length) {
  auto recording = numbered({power_on("3B01"), apdu("00200080042A2A2A2A", "9000")});
  ReplayCard strict(recording);  // four asterisks, as they were sent
  recording[1].command = from_hex("0020008004********", recording[1].hidden_command);
  ReplayCard masked(recording);
  for (auto* card : {&strict, &masked}) card->power_on();
  BOOST_TEST(say(strict, "002000800431333537") == "6F00");
  BOOST_TEST(say(strict, "00200080042A2A2A2A") == "9000");
  BOOST_TEST(say(masked, "002000800431333537") == "9000");
  masked.power_on();
  BOOST_TEST(say(masked, "00200080053133353737") == "6F00");
}

BOOST_AUTO_TEST_CASE(a_recording_without_power_events_has_the_contact_ATR) {
  ReplayCard card({apdu("00200080", "63C3")});
  BOOST_TEST(to_hex(card.power_on()) == "3BE000FF8131FE4514");
  BOOST_TEST(say(card, "00200080") == "63C3");
  ReplayCard empty({});
  BOOST_TEST(to_hex(empty.power_on()) == "3BE000FF8131FE4514");
  BOOST_TEST(say(empty, "00200080") == "6F00");
}

BOOST_AUTO_TEST_SUITE_END()
