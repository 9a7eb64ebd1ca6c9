// Four readers of one pcscd side by side, each with a card, a program and a hand that takes the card away and
// puts it back: what ThreadSanitizer is pointed at.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/reader/card_session.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/vpcd_slot.hpp"
#include "tests/support/shared_service.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::reader;

namespace {

constexpr std::size_t reader_count = 4, first_reader = 8;

/// Hanako's card, which of them being told by data object 00F0.
chip::Card card_of(std::size_t number) {
  static const chip::Card hanako = [] {
    const blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
    auto pool = material.new_pool();
    const auto spec = blueprint::load_persona("hanako", material).spec;
    return chip::Card(blueprint::make_personalisation(spec, material, pool));
  }();
  auto card = hanako;
  chip::Editor(card).set_content(chip::ApplicationId::card_manager, 0x00F0,
                                 Bytes(5, static_cast<std::uint8_t>('1' + number)));
  return card;
}

struct Desk {
  explicit Desk(std::size_t index)
      : number(index), slot(shared_service().readers()[first_reader + index]), card(card_of(index)) {}
  ~Desk() { slot.remove(); }

  std::size_t number;
  VpcdSlot slot;
  chip::Card card;
  ChipEndpoint endpoint{card};
  std::atomic<int> sessions = 0, lost = 0, strange = 0;
};

const Bytes which = from_hex("00CA00F000"), select_jpki = from_hex("00A4040C0AD392F000260100000001"),
            certificate = from_hex("00B08A00000000"), sign_key = from_hex("0020009B");

/// Two applications in one session: a card of the other reader, or half an answer, would be strange.
void talk(Desk& desk) {
  CardSession session(desk.slot.link());
  const auto own = Bytes(5, static_cast<std::uint8_t>('1' + desk.number));
  for (int turn = 0; turn < 4; ++turn) {
    if (session.transmit(which).data != own) ++desk.strange;
    if (!session.transmit(select_jpki).ok()) ++desk.strange;
    if (session.transmit(certificate).data.size() != 1900) ++desk.strange;
    if (session.transmit(sign_key).status != 0x63C5) ++desk.strange;
    session.transmit(from_hex("00A4040C07A0000001510000"));
  }
  ++desk.sessions;
}

void be_client(Desk& desk, int turns) {
  for (int turn = 0; turn < turns; ++turn) {
    try {
      talk(desk);
    } catch (const LinkError&) {
      ++desk.lost;
    }
  }
}

/// The card goes and comes while the client works; a hand, not a program, so it asks nobody.
void be_hand(Desk& desk, const std::atomic<bool>& over) {
  while (!over) {
    desk.slot.remove();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    desk.slot.insert(desk.endpoint);
    std::this_thread::sleep_for(std::chrono::milliseconds(9));
  }
}

void with_each(std::vector<std::unique_ptr<Desk>>& desks, auto work) {
  std::vector<std::jthread> threads;
  for (auto& desk : desks) threads.emplace_back([&] { work(*desk); });
}

struct FourDesks {
  FourDesks() {
    for (std::size_t i = 0; i < reader_count; ++i) desks.push_back(std::make_unique<Desk>(i));
    with_each(desks, [](Desk& desk) { desk.slot.insert(desk.endpoint); });
  }
  std::vector<std::unique_ptr<Desk>> desks;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(four_readers, FourDesks)

BOOST_AUTO_TEST_CASE(four_programs_read_four_cards_at_once) {
  with_each(desks, [](Desk& desk) { be_client(desk, 10); });
  for (const auto& desk : desks) {
    BOOST_TEST(desk->sessions == 10);
    BOOST_TEST(desk->strange == 0);
  }
}

BOOST_AUTO_TEST_CASE(cards_that_blink_are_lost_and_found_again) {
  std::atomic<bool> over = false;
  {
    std::vector<std::jthread> hands;
    for (auto& desk : desks) hands.emplace_back([&] { be_hand(*desk, over); });
    with_each(desks, [](Desk& desk) { be_client(desk, 30); });
    over = true;
  }
  for (const auto& desk : desks) {
    BOOST_TEST(desk->sessions + desk->lost == 30);
    const int before = desk->sessions;
    talk(*desk);
    BOOST_TEST(desk->sessions == before + 1);
    BOOST_TEST(desk->strange == 0);
  }
}

BOOST_AUTO_TEST_CASE(cards_are_put_in_hot_and_pulled_out_of_four_readers) {
  with_each(desks, [](Desk& desk) {
    talk(desk);
    desk.slot.remove(Insertion::hot);
    be_client(desk, 1);
    desk.slot.insert(desk.endpoint, Insertion::hot);
    talk(desk);
  });
  for (const auto& desk : desks) {
    BOOST_TEST(desk->sessions == 2);
    BOOST_TEST(desk->lost == 1);
    BOOST_TEST(desk->strange == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
