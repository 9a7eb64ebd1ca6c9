#include "harness/workshop/console/shared_card.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "harness/workshop/card/loaded_card.hpp"
#include "harness/workshop/console/fault_bench.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::harness::workshop {
namespace {

const sim::blueprint::IssuerMaterial& issuer() {
  static const sim::blueprint::IssuerMaterial shared(KARIMEN_SOURCE_DIR "/fixtures");
  return shared;
}

sim::chip::Card hanako() {
  return load_card("hanako", issuer()).card;
}

const Bytes select_jpki = from_hex("00A4040C0AD392F000260100000001"), ask = from_hex("00200098");

}  // namespace

BOOST_AUTO_TEST_SUITE(shared_card)

BOOST_AUTO_TEST_CASE(a_change_never_falls_into_a_command) {
  SharedCard card(hanako());
  std::uint64_t heard = 0;
  card.observe([&](const auto&, auto*) { ++heard; });
  card.power_on();
  std::atomic<bool> finished = false;
  std::thread reader([&] {
    for (int i = 0; i < 300; ++i) {
      card.transmit(select_jpki);
      const auto answer = card.transmit(ask).value_or(Bytes{});
      BOOST_TEST_REQUIRE(answer.size() == 2U);
      BOOST_TEST((answer[1] == 0xC1 || answer[1] == 0xC2 || answer[1] == 0xC3));
    }
    finished = true;
  });
  for (int tries = 1; !finished; tries = tries % 3 + 1)
    card.with([&](sim::chip::Card& chip) {
      sim::chip::Editor(chip).set_tries(sim::chip::ApplicationId::jpki, 0x18, tries);
    });
  reader.join();
  BOOST_TEST(heard == 601U);
}

BOOST_AUTO_TEST_CASE(another_card_takes_the_place_with_power_and_without_a_session) {
  SharedCard card(hanako());
  card.power_on();
  card.transmit(select_jpki);
  auto other = load_card("yamada_taro", issuer()).card;
  card.replace(other);
  card.with([](sim::chip::Card& chip) {
    BOOST_TEST(chip.powered());
    BOOST_TEST((sim::chip::Editor(chip).current_application() == sim::chip::ApplicationId::card_manager));
  });
  other.power_off();
  BOOST_TEST((card.copy() == other));  // powering on writes nothing
  card.power_off();
  card.replace(hanako());
  card.with([](sim::chip::Card& chip) { BOOST_TEST(!chip.powered()); });
}

BOOST_AUTO_TEST_CASE(faults_stand_between_reader_and_card_while_their_bench_stands) {
  SharedCard card(hanako());
  ReaderPlace nowhere(1, "", card);
  {
    FaultBench faults(card, nowhere);
    card.power_on();
    faults.arm("spurious_error", {"instruction=verify"});
    BOOST_TEST(faults.armed().size() == 1U);
    card.transmit(select_jpki);
    BOOST_TEST(to_hex(card.transmit(ask).value()) != "63C3");
    BOOST_TEST(to_hex(card.transmit(ask).value()) == "63C3");
    BOOST_CHECK_THROW(faults.arm("tampered_record", {}), DiagnosticError);
    BOOST_CHECK_THROW(faults.arm("spurious_error", {"often"}), DiagnosticError);
    faults.arm("chip_dead", {});
    BOOST_TEST(!card.transmit(ask).has_value());
    faults.disarm();
    card.power_on();
    card.transmit(select_jpki);
    faults.arm("command_lost", {});
    faults.disarm();
    BOOST_TEST(to_hex(card.transmit(ask).value()) == "63C3");
  }
  BOOST_TEST(to_hex(card.transmit(ask).value()) == "63C3");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::workshop
