// Faults in a slot, with a card that is no chip and counts what happens to it: the direct link, and a real
// reader.
#include "sim/fault/fault_slot.hpp"

#include <boost/test/unit_test.hpp>
#include <tuple>

#include "sim/reader/card_session.hpp"
#include "sim/reader/direct_slot.hpp"
#include "sim/reader/vpcd_slot.hpp"
#include "tests/support/shared_service.hpp"
#include "tests/support/stub_card.hpp"

using namespace karimen;
using namespace karimen::sim::fault;
using namespace karimen::sim::reader;

namespace {

const Bytes command = from_hex("00A40000");

/// One slot for all cases: a slot's first card costs a poll of pcscd.
VpcdSlot& real_slot() {
  static VpcdSlot slot(shared_service().readers()[0]);
  return slot;
}

struct Bench {
  explicit Bench(Slot& inner, Insertion way = Insertion::warm) : how(way), slot(inner) {}
  ~Bench() { slot.remove(Insertion::warm); }

  /// The card lies in the slot, and `fault` is armed.
  void arm(const std::string& fault) {
    slot.insert(card, how);
    slot.arm({arm_text(fault)});
  }

  StubCard card;
  const Insertion how;
  FaultSlot slot;
};

/// A base, for the slot that lies in it is used by Bench to the end.
struct InnerSlot {
  DirectSlot inner{3};
};
struct Direct : private InnerSlot, Bench {
  Direct() : Bench(inner) {}
};
struct Real : Bench {
  Real() : Bench(real_slot(), Insertion::hot) {}
};

LinkFailure failure_of(CardSession& session) {
  try {
    session.transmit(command);
  } catch (const LinkError& error) {
    return error.failure();
  }
  BOOST_FAIL("no LinkError");
  return {};
}

using Slots = std::tuple<Direct, Real>;

}  // namespace

BOOST_AUTO_TEST_SUITE(fault_in_a_slot)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_card_pulled_out_in_mid_command_is_gone, In, Slots) {
  In bench;
  bench.arm("card_removed_within_apdu:command=2");
  CardSession session(bench.slot.link());
  BOOST_TEST(session.transmit(command).ok());
  BOOST_CHECK(failure_of(session) == LinkFailure::card_gone);
  BOOST_TEST(!bench.slot.occupied());
  BOOST_TEST(!bench.card.powered());
  BOOST_TEST(bench.card.commands == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_chip_that_dies_in_a_command_revives_with_a_cold_reset, In, Slots) {
  In bench;
  bench.arm("power_cut_after_write");
  CardSession session(bench.slot.link());
  BOOST_CHECK(failure_of(session) == LinkFailure::chip_died);
  BOOST_CHECK(failure_of(session) == LinkFailure::chip_died);
  bench.slot.link().cold_reset();
  BOOST_TEST(session.transmit(command).ok());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_card_removed_before_a_command_never_hears_it, In, Slots) {
  In bench;
  bench.arm("card_removed_before_apdu:command=2");
  CardSession session(bench.slot.link());
  session.transmit(command);
  BOOST_CHECK(failure_of(session) == LinkFailure::card_gone);
  BOOST_TEST(bench.card.commands == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_card_removed_after_a_command_has_answered_it, In, Slots) {
  In bench;
  bench.arm("card_removed_after_apdu");
  CardSession session(bench.slot.link());
  BOOST_TEST(session.transmit(command).ok());
  BOOST_CHECK(failure_of(session) == LinkFailure::card_gone);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_slot_takes_a_card_again_after_one_was_pulled_out, In, Slots) {
  In bench;
  bench.arm("card_removed_within_apdu");
  {
    CardSession session(bench.slot.link());
    BOOST_CHECK_THROW(session.transmit(command), LinkError);
  }
  bench.slot.disarm();
  bench.slot.insert(bench.card, bench.how);
  CardSession session(bench.slot.link());
  BOOST_TEST(session.transmit(command).ok());
}

BOOST_AUTO_TEST_SUITE_END()
