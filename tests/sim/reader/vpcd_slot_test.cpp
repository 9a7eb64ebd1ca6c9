#include "sim/reader/vpcd_slot.hpp"

#include <winscard.h>

#include <boost/test/unit_test.hpp>
#include <thread>

#include "sim/reader/card_session.hpp"
#include "tests/support/shared_service.hpp"
#include "tests/support/stub_card.hpp"

using namespace karimen;
using namespace karimen::sim::reader;

namespace {

/// One slot for all cases: a slot's first card costs a poll of pcscd.
VpcdSlot& first_slot() {
  static VpcdSlot slot(shared_service().readers()[0]);
  return slot;
}

struct OneSlot {
  ~OneSlot() { slot.remove(Insertion::warm); }
  StubCard card;
  VpcdSlot& slot = first_slot();
};

/// A card of a test's own must leave before it ends.
struct Stay {
  Stay(Slot& in, CardEndpoint& card, Insertion how = Insertion::warm) : slot(in) { slot.insert(card, how); }
  ~Stay() { slot.remove(Insertion::warm); }
  Slot& slot;
};

LinkFailure failure_in(auto action) {
  try {
    action();
  } catch (const LinkError& error) {
    return error.failure();
  }
  BOOST_FAIL("no LinkError");
  return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vpcd_slot, OneSlot)

BOOST_AUTO_TEST_CASE(carries_atr_and_bytes_through_pcscd) {
  slot.insert(card);
  CardSession session(slot.link());
  BOOST_TEST(to_hex(session.atr()) == "3BE000FF8131FE4514");
  const Answer answer = session.transmit(from_hex("00 A4 04 0C 02 3F 00"));
  BOOST_TEST(to_hex(answer.data) == "00A4040C023F00");
  BOOST_TEST(answer.ok());
}

BOOST_AUTO_TEST_CASE(carries_the_longest_command_and_the_longest_answer) {
  slot.insert(card);
  CardSession session(slot.link());
  card.fixed_answer = Bytes(65535, 0x5A);
  card.fixed_answer[65533] = 0x90;
  card.fixed_answer[65534] = 0x00;
  const Answer answer = session.transmit(Bytes(65535, 0x11));
  BOOST_TEST(answer.data.size() == 65533u);
  BOOST_CHECK(answer.data == Bytes(65533, 0x5A));
}

BOOST_AUTO_TEST_CASE(refuses_commands_that_vpcd_cannot_carry) {
  slot.insert(card);
  BOOST_CHECK_THROW(slot.link().transmit(from_hex("00")), std::invalid_argument);
  BOOST_CHECK_THROW(slot.link().transmit(Bytes(65536, 0)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_session_begins_and_ends_with_a_cold_reset) {
  slot.insert(card);
  { CardSession first(slot.link()); }
  const int before = card.power_ons;
  { CardSession session(slot.link()); }
  BOOST_TEST(card.power_ons == before + 2);
  BOOST_TEST(card.resets == 0);
}

BOOST_AUTO_TEST_CASE(a_reset_that_would_repeat_the_last_one_is_left_out) {
  slot.insert(card);
  card.sound = true;  // not before: it would come in powered
  const auto power_ons_of = [&](auto work) {
    const int before = card.power_ons;
    CardSession session(slot.link());
    BOOST_TEST(to_hex(session.atr()) == "3BE000FF8131FE4514");
    work(session);
    return card.power_ons - before;
  };
  const auto nothing = [](CardSession&) {};
  const auto speak = [](CardSession& session) { (void)session.transmit(from_hex("00A40000")); };
  BOOST_TEST(power_ons_of(speak) == 1);
  BOOST_TEST(power_ons_of(speak) == 0);  // by the session before, at its end
  BOOST_TEST(power_ons_of(nothing) == 0);
  (void)PcscLink(slot.name()).transmit(from_hex("00A40000"));  // another program leaves a status
  BOOST_TEST(power_ons_of(nothing) == 1);
  card.sound = false;  // now it is another card
  BOOST_TEST(power_ons_of(nothing) == 1);
}

BOOST_AUTO_TEST_CASE(a_card_that_leaves_with_its_session_is_not_reset_once_more) {
  slot.insert(card);
  const int before = card.power_ons;
  { CardSession session(slot.link(), CardSession::Afterwards::leaves); }
  BOOST_TEST(card.power_ons == before + 1);
}

BOOST_AUTO_TEST_CASE(a_warm_insertion_is_found_by_the_next_session) {
  StubCard other("3B C5 FF 81 31 FB 45 80 73 C6 01 00 00");
  other.fixed_answer = from_hex("6A82");
  slot.insert(card);
  { CardSession session(slot.link()); }
  const Stay stay(slot, other);
  CardSession session(slot.link());
  BOOST_TEST(to_hex(session.atr()) == "3BC5FF8131FB458073C6010000");
  BOOST_TEST(session.transmit(from_hex("00A40000")).status == 0x6A82);
  BOOST_TEST(!card.powered());
}

BOOST_AUTO_TEST_CASE(a_card_comes_in_powered_behind_a_link_that_has_its_power_on) {
  slot.insert(card);
  { CardSession session(slot.link()); }  // pcscd has powered a card and knows its answer
  StubCard alike, unlike("3B C5 FF 81 31 FB 45 80 73 C6 01 00 00");
  alike.sound = unlike.sound = true;
  const Stay second(slot, alike);
  BOOST_TEST(alike.powered());
  {
    CardSession session(slot.link());
    BOOST_TEST(to_hex(session.atr()) == "3BE000FF8131FE4514");
    BOOST_TEST(session.transmit(from_hex("00A40000")).ok());
    BOOST_TEST(alike.power_ons == 1);
  }
  const Stay third(slot, unlike);  // pcscd knows another answer: it has to ask
  BOOST_TEST(!unlike.powered());
  {
    const int before = unlike.power_ons;
    CardSession session(slot.link());
    BOOST_TEST(to_hex(session.atr()) == "3BC5FF8131FB458073C6010000");
    BOOST_TEST(unlike.power_ons == before + 1);
  }
  StubCard counting;  // its resets are counted: pcscd makes them
  const Stay fourth(slot, counting);
  BOOST_TEST(counting.power_ons == 0);
}

BOOST_AUTO_TEST_CASE(a_hot_insertion_is_seen_by_other_programs) {
  slot.insert(card, Insertion::hot);
  PcscLink observer(slot.name());
  BOOST_TEST(observer.wait_for_card(true, std::chrono::milliseconds(0)));
  slot.remove(Insertion::hot);
  BOOST_TEST(!observer.wait_for_card(true, std::chrono::milliseconds(0)));
  BOOST_CHECK(failure_in([&] { observer.cold_reset(); }) == LinkFailure::no_card);
  slot.insert(card, Insertion::hot);
  BOOST_TEST(observer.wait_for_card(true, std::chrono::milliseconds(0)));
  BOOST_TEST(to_hex(observer.cold_reset()) == "3BE000FF8131FE4514");
}

// The reader is empty for programs then, and full for pcscd's poll until that looks again.
BOOST_AUTO_TEST_CASE(a_card_is_seen_that_comes_right_after_a_program_unpowered_one_that_had_left) {
  slot.insert(card);
  SCARDCONTEXT context = 0;
  BOOST_TEST_REQUIRE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) ==
                     SCARD_S_SUCCESS);
  SCARDHANDLE connection = 0;
  DWORD protocol = 0;
  BOOST_TEST_REQUIRE(SCardConnect(context, slot.name().c_str(), SCARD_SHARE_SHARED,
                                  SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &connection,
                                  &protocol) == SCARD_S_SUCCESS);
  std::thread program([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    SCardDisconnect(connection, SCARD_UNPOWER_CARD);
  });
  slot.remove(Insertion::hot);
  slot.insert(card, Insertion::hot);
  program.join();
  SCardReleaseContext(context);
  PcscLink observer(slot.name());
  BOOST_TEST(observer.wait_for_card(true, std::chrono::milliseconds(0)));
}

BOOST_AUTO_TEST_CASE(an_open_connection_survives_a_hot_exchange_of_cards) {
  slot.insert(card);
  { CardSession session(slot.link()); }
  StubCard other("3B C5 FF 81 31 FB 45 80 73 C6 01 00 00");
  const Stay stay(slot, other, Insertion::hot);
  CardSession session(slot.link());
  BOOST_TEST(to_hex(session.atr()) == "3BC5FF8131FB458073C6010000");
}

BOOST_AUTO_TEST_CASE(an_empty_slot_has_no_card) {
  BOOST_CHECK(failure_in([&] { CardSession session(slot.link()); }) == LinkFailure::no_card);
  slot.insert(card);
  slot.remove(Insertion::warm);
  BOOST_CHECK(failure_in([&] { CardSession session(slot.link()); }) == LinkFailure::no_card);
  BOOST_CHECK(failure_in([&] { slot.link().transmit(from_hex("00A40000")); }) == LinkFailure::card_gone);
}

BOOST_AUTO_TEST_CASE(a_mute_card_is_told_from_an_absent_one) {
  card.atr.clear();
  slot.insert(card);
  BOOST_CHECK(failure_in([&] { CardSession session(slot.link()); }) == LinkFailure::mute);
}

BOOST_AUTO_TEST_CASE(a_reader_recovers_from_a_mute_card) {
  StubCard mute("");
  const Stay stay(slot, mute);
  BOOST_CHECK_THROW(CardSession session(slot.link()), LinkError);
  slot.insert(card);
  CardSession session(slot.link());
  BOOST_TEST(session.transmit(from_hex("00A40000")).ok());
}

BOOST_AUTO_TEST_CASE(what_the_card_throws_reaches_the_client) {
  struct Broken final : CardEndpoint {
    Bytes power_on() override { return from_hex("3BE000FF8131FE4514"); }
    void power_off() override {}
    Bytes reset() override { return power_on(); }
    std::optional<Bytes> transmit(ByteView) override { throw std::logic_error("a bug of the card"); }
  } broken;
  const Stay stay(slot, broken);
  CardSession session(slot.link());
  BOOST_CHECK_THROW(session.transmit(from_hex("00A40000")), std::logic_error);
}

BOOST_AUTO_TEST_CASE(another_program_waits_for_the_end_of_a_transaction) {
  slot.insert(card);
  PcscLink other(slot.name());
  std::thread waiting;
  bool finished = false;
  std::mutex guard;
  {
    CardSession session(slot.link());
    waiting = std::thread([&] {
      other.begin_transaction();
      other.end_transaction();
      const std::lock_guard lock(guard);
      finished = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    const std::lock_guard lock(guard);
    BOOST_TEST(!finished);
  }
  waiting.join();
  BOOST_TEST(finished);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(sixteen_readers, OneSlot)

BOOST_AUTO_TEST_CASE(each_reader_reaches_its_own_card) {
  const auto& readers = shared_service().readers();
  BOOST_REQUIRE(readers.size() == 16u);
  std::vector<StubCard> cards(readers.size());
  std::vector<std::unique_ptr<VpcdSlot>> slots(readers.size());
  std::vector<std::thread> threads;
  std::vector<Answer> answers(readers.size());
  slot.insert(card);  // the first reader's slot is taken by the other suite
  for (std::size_t i = 1; i < readers.size(); ++i) {
    slots[i] = std::make_unique<VpcdSlot>(readers[i]);
    cards[i].fixed_answer = {static_cast<std::uint8_t>(i), 0x90, 0x00};
    threads.emplace_back([&, i] {
      slots[i]->insert(cards[i]);
      CardSession session(slots[i]->link());
      for (int turn = 0; turn < 20; ++turn) answers[i] = session.transmit(from_hex("00A40000"));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 1; i < readers.size(); ++i) {
    BOOST_TEST(to_hex(answers[i].data) == to_hex(Bytes{static_cast<std::uint8_t>(i)}));
    BOOST_TEST(cards[i].commands == 20);
  }
}

BOOST_AUTO_TEST_SUITE_END()
