// Power cut at every write point (architecture.md 4): the old or the new state, and no counter ever goes up.
#include <boost/test/unit_test.hpp>

#include <functional>

#include "tests/sim/vectors.hpp"
#include "tests/support/chip_fixture.hpp"
#include "tests/support/scp03_host.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

/// What a reader can see of the card, after a cold reset of a copy; the licence is read in its holder's way.
std::string visible(Card card) {
  std::string seen;
  card.power_on();
  const auto ask = [&](const std::string& command) { seen += send(card, command) + " "; };
  ask("00CA00F000");
  ask("00A4040C0AD392F000260100000001");
  for (const auto* command : {"00200098", "0020009B", "00B0880000", "00B08200000000"}) ask(command);
  ask("002000980431333537");
  ask("802A03970361626300");
  ask(select_licence);
  for (const auto* command : {"00200086", "00B09A0003"}) ask(command);
  auto probe = card;
  for (const auto* pin : {"002000860438363432", "002000860431313232", "00200086042A2A2A2A"}) {
    auto trial = probe;
    seen += send(trial, pin) + send(trial, "00B09B00000000") + send(trial, "00B09C00000000") + " ";
  }
  return seen + std::to_string(card.free_space());
}

using Action = std::function<void(Card&)>;

/// Cuts `action` after 0, 1, 2, … row writes, powers on, and hands the card to `check`. Answers the number of
/// cuts.
std::size_t sweep(const Card& start, const Action& action, const std::function<void(Card&)>& check) {
  std::size_t cuts = 0;
  for (std::uint32_t rows = 0;; ++rows) {
    Card card = start;
    card.cut_power_after(rows);
    action(card);
    if (card.powered()) return cuts;
    ++cuts;
    BOOST_TEST(!card.power_on().empty());
    check(card);
  }
}

/// Every cut leaves what was visible before or what is visible after; a cut of the recovery does, too.
void is_atomic(const Card& start, const Action& action, std::size_t least_cuts) {
  Card done = start;
  action(done);
  const auto before = visible(start), after = visible(done);
  BOOST_TEST_REQUIRE(before != after);
  bool saw_new = false;
  const auto cuts = sweep(start, action, [&](Card& card) {
    const auto now = visible(card);
    BOOST_TEST((now == before || now == after));
    BOOST_TEST((now == after || !saw_new));  // once committed, always committed
    saw_new = now == after;
  });
  BOOST_TEST(saw_new);
  BOOST_TEST(cuts >= least_cuts);
}

void is_atomic_with_cut_recovery(const Card& start, const Action& action) {
  Card done = start;
  action(done);
  const auto before = visible(start), after = visible(done);
  for (std::uint32_t rows = 0;; ++rows) {
    Card cut = start;
    cut.cut_power_after(rows);
    action(cut);
    if (cut.powered()) return;
    for (std::uint32_t second = 0;; ++second) {
      Card card = cut;
      card.cut_power_after(second);
      const bool recovered = !card.power_on().empty();
      card.cancel_power_cut();
      const auto now = visible(card);
      BOOST_TEST((now == before || now == after));
      if (recovered) break;
    }
  }
}

Card jpki_selected() {
  auto card = fixture::card();
  card.power_on();
  send(card, "00A4040C0AD392F000260100000001");
  return card;
}

struct Session {
  Card card;
  std::vector<std::string> commands;  // wrapped
};

/// A card in a channel, and the wrapped commands that would follow: the bytes are the same for every copy.
Session in_channel(bool licence, const std::string& application, const std::vector<std::string>& plain) {
  auto card = fixture::card(licence);
  card.power_on();
  send(card, application);
  Scp03Host host(card, crypto::safety_commission_channel_keys(), 0x03);
  std::vector<std::string> wrapped;
  for (const auto& command : plain) wrapped.push_back(to_hex(host.wrap(from_hex(command))));
  return {std::move(card), std::move(wrapped)};
}

Action all_of(const std::vector<std::string>& commands) {
  return [commands](Card& card) {
    for (const auto& command : commands) send(card, command);
  };
}

Bytes torn_groups() {
  Bytes groups = group(0x8006, to_bytes("1122"));
  auto record = vectors::get("wef02");
  for (std::size_t i = 12; i < record.size(); ++i) record[i] ^= 1;
  for (const auto& more : {group(0x001B, record), group(0x001C, vectors::get("wef03"))}) {
    groups.insert(groups.end(), more.begin(), more.end());
  }
  return groups;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tearing)

BOOST_AUTO_TEST_CASE(a_failed_verify_gives_no_free_try) {
  const auto cuts = sweep(jpki_selected(), all_of({"002000980430303030"}), [](Card& card) {
    send(card, "00A4040C0AD392F000260100000001");
    const auto tries = send(card, "00200098");
    BOOST_TEST((tries == "63C3" || tries == "63C2"));
  });
  BOOST_TEST(cuts == 2u);
  Card card = jpki_selected();
  card.cut_power_after(1);
  BOOST_TEST(send(card, "002000980430303030").empty());
  card.power_on();
  send(card, "00A4040C0AD392F000260100000001");
  BOOST_TEST(send(card, "00200098") == "63C2");  // the answer never came, the try is gone
}

BOOST_AUTO_TEST_CASE(a_good_verify_never_raises_the_counter_above_its_limit) {
  auto start = jpki_selected();
  send(start, "002000980430303030");
  const auto cuts = sweep(start, all_of({"002000980431333537"}), [](Card& card) {
    send(card, "00A4040C0AD392F000260100000001");
    const auto tries = send(card, "00200098");
    BOOST_TEST((tries == "63C2" || tries == "63C1" || tries == "63C3"));
    BOOST_TEST(send(card, "802A03970361626300") == "6982");  // the security status is gone
  });
  BOOST_TEST(cuts == 3u);
}

BOOST_AUTO_TEST_CASE(no_sequence_of_cuts_gives_a_fourth_try) {
  auto card = jpki_selected();
  for (int attempt = 0; attempt < 3; ++attempt) {
    card.cut_power_after(1);
    BOOST_TEST(send(card, "002000980430303030").empty());
    card.power_on();
    send(card, "00A4040C0AD392F000260100000001");
  }
  BOOST_TEST(send(card, "002000980431333537") == "6984");
}

BOOST_AUTO_TEST_CASE(change_reference_data_is_atomic) {
  auto start = jpki_selected();
  send(start, "002000980431333537");
  send(start, "00A4020C020018");
  is_atomic(start, all_of({"002401800437353331"}), 2);
}

BOOST_AUTO_TEST_CASE(install_is_atomic) {
  const auto session = in_channel(false, select_manager, {install_licence});
  is_atomic(session.card, all_of(session.commands), 5);
  is_atomic_with_cut_recovery(session.card, all_of(session.commands));
}

BOOST_AUTO_TEST_CASE(delete_is_atomic) {
  const auto session = in_channel(true, select_manager, {delete_licence});
  is_atomic(session.card, all_of(session.commands), 5);
  is_atomic_with_cut_recovery(session.card, all_of(session.commands));
}

BOOST_AUTO_TEST_CASE(store_data_is_atomic_over_all_its_groups) {
  const auto session = in_channel(true, select_licence, store_data(torn_groups()));
  is_atomic(session.card, all_of(session.commands), 18);
  is_atomic_with_cut_recovery(session.card, all_of(session.commands));
}

BOOST_AUTO_TEST_CASE(a_key_is_replaced_whole_or_not_at_all) {
  auto card = fixture::card();
  card.power_on();
  Scp03Host host(card, crypto::issuer_channel_keys(), 0x03);
  host.send(
      "80E6200010000"
      "00AD392F000260100000001"
      "000000");
  std::vector<std::string> wrapped;
  for (const auto& command : store_data(group(0x8117, fixture::key("K7").to_der()))) {
    wrapped.push_back(to_hex(host.wrap(from_hex(command))));
  }
  is_atomic(card, all_of(wrapped), 70);
}

BOOST_AUTO_TEST_CASE(a_card_saved_in_the_middle_of_a_transaction_recovers_after_the_restore) {
  const auto session = in_channel(true, select_licence, store_data(torn_groups()));
  Card done = session.card;
  all_of(session.commands)(done);
  const auto before = visible(session.card), after = visible(done);
  for (const std::uint32_t rows : {1, 5, 10, 15, 18}) {
    Card card = session.card;
    card.cut_power_after(rows);
    all_of(session.commands)(card);
    BOOST_TEST_REQUIRE(!card.powered());
    const auto now = visible(Card::restore(card.save()));
    BOOST_TEST((now == before || now == after));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
