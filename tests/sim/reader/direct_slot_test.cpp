#include "sim/reader/direct_slot.hpp"

#include <boost/test/unit_test.hpp>

#include "sim/reader/card_session.hpp"
#include "sim/reader/trace_link.hpp"
#include "tests/support/stub_card.hpp"

using namespace karimen;
using namespace karimen::sim::reader;

namespace {

struct OneDirectSlot {
  StubCard card;
  DirectSlot slot{3};
};

bool is(const LinkError& error, LinkFailure failure) {
  return error.failure() == failure;
}
bool card_gone(const LinkError& error) {
  return is(error, LinkFailure::card_gone);
}
bool no_card(const LinkError& error) {
  return is(error, LinkFailure::no_card);
}
bool mute(const LinkError& error) {
  return is(error, LinkFailure::mute);
}

const Bytes short_select = from_hex("00A40000");

}  // namespace

BOOST_FIXTURE_TEST_SUITE(direct_slot, OneDirectSlot)

BOOST_AUTO_TEST_CASE(is_named_by_its_number) {
  BOOST_TEST(slot.name() == "direct 3");
}

BOOST_AUTO_TEST_CASE(splits_answers_into_data_and_status) {
  slot.insert(card);
  CardSession session(slot.link());
  card.fixed_answer = from_hex("01 02 63 C2");
  const Answer answer = session.transmit(short_select);
  BOOST_TEST(to_hex(answer.data) == "0102");
  BOOST_TEST(answer.status == 0x63C2);
  BOOST_TEST(!answer.ok());
}

BOOST_AUTO_TEST_CASE(a_session_begins_and_ends_with_a_cold_reset) {
  slot.insert(card);
  { CardSession session(slot.link()); }
  BOOST_TEST(card.power_ons == 2);
}

BOOST_AUTO_TEST_CASE(removal_takes_the_power) {
  slot.insert(card);
  CardSession session(slot.link());
  slot.remove();
  BOOST_TEST(!card.powered());
  BOOST_TEST(!slot.occupied());
  BOOST_CHECK_EXCEPTION(session.transmit(short_select), LinkError, card_gone);
}

BOOST_AUTO_TEST_CASE(an_empty_slot_has_no_card) {
  BOOST_CHECK_EXCEPTION(CardSession session(slot.link()), LinkError, no_card);
}

BOOST_AUTO_TEST_CASE(a_mute_card_is_told_from_an_absent_one) {
  card.atr.clear();
  slot.insert(card);
  BOOST_CHECK_EXCEPTION(CardSession session(slot.link()), LinkError, mute);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(wrapping_links, OneDirectSlot)

BOOST_AUTO_TEST_CASE(a_trace_sees_resets_commands_and_failures_in_order) {
  std::vector<Exchange> seen;
  TraceLink link(slot.link(), [&](const Exchange& exchange) { seen.push_back(exchange); });
  slot.insert(card);
  {
    CardSession session(link);
    session.transmit(short_select);
    slot.remove();
    BOOST_CHECK_THROW(session.transmit(short_select), LinkError);
  }
  using Kind = Exchange::Kind;
  const std::vector<Exchange> expected{
      {1, Kind::cold_reset, {}, from_hex("3BE000FF8131FE4514"), std::nullopt},
      {2, Kind::apdu, short_select, from_hex("00A400009000"), std::nullopt},
      {3, Kind::apdu, short_select, {}, LinkFailure::card_gone},
      {4, Kind::cold_reset, {}, {}, LinkFailure::no_card},
  };
  BOOST_CHECK(seen == expected);
}

BOOST_AUTO_TEST_SUITE_END()
