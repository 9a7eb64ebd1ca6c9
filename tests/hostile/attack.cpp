#include "tests/hostile/attack.hpp"

#include <array>

#include "tests/hostile/dice.hpp"
#include "tests/hostile/intruder.hpp"
#include "tests/hostile/phrases.hpp"

namespace karimen::hostile {

namespace {

constexpr int deeds_a_session = 300;

Bytes any_phrase(Dice& dice) {
  const auto kind = dice.below(20);
  return kind < 11 ? draw_command(dice) : kind < 18 ? draw_mutant(dice) : draw_noise(dice);
}

/// What a wrapped command needs at least.
Bytes header_and_more(Bytes command) {
  if (command.size() < 4) command.resize(4);
  command[0] &= 0x80;
  return command;
}

void select_something(Dice& dice, Intruder& intruder) {
  intruder.select(static_cast<ApplicationId>(dice.below(7)));
}

void read_something(Dice& dice, Intruder& intruder) {
  const auto file = static_cast<std::uint8_t>(1 + dice.below(0x1C));
  const auto offset = dice.once_in(2) ? dice.byte() : std::uint8_t{0};
  const Bytes command{0x00, 0xB0, static_cast<std::uint8_t>(0x80 | file), offset, 0x00, 0x00, 0x00};
  intruder.send(dice.once_in(2) ? ByteView(command) : ByteView(command).first(5));
}

void present_something(Dice& dice, Intruder& intruder) {
  intruder.present(dice.below(64), !dice.once_in(5));
  for (auto left = dice.below(3); left > 0; --left) read_something(dice, intruder);
}

/// What an issuer or the safety commission does; the key set decides which of it is done.
Bytes draw_administration(Dice& dice) {
  static const Bytes said[] = {
      from_hex(sim::chip::fixture::install_licence),
      from_hex(sim::chip::fixture::delete_licence),
      from_hex("80E62000100000 0A D392F000260100000001 000000"),              // for JPKI
      from_hex("80E62000100000 0A D3921000310001010408 000000"),              // for 券面入力補助AP
      from_hex("80E62000160000 10 A0000002310600000000000000000000 000000"),  // for the licence
      from_hex("80E2800007 8018 04 39393939"),
      from_hex("80E2800007 801B 04 41424344"),
      from_hex("80E2800007 8011 04 39393939"),
      from_hex("80E2800007 8006 04 39393939"),
      from_hex("80E2000004 001B 20 55"),  // the first block of a longer group
      from_hex("80E2800104 55555555"),
      from_hex("80F2400002 4F00 00"),
      from_hex("00B09B00000000"),
  };
  return said[dice.below(std::size(said))];
}

void talk_in_channel(Dice& dice, Intruder& intruder) {
  intruder.select(dice.once_in(3) ? ApplicationId::driver_licence : ApplicationId::card_manager);
  intruder.open_channel(dice.once_in(2), dice.once_in(2));
  for (auto left = dice.below(12); left > 0; --left) {
    if (dice.once_in(30)) {
      intruder.send(any_phrase(dice));
    } else if (dice.once_in(2)) {
      intruder.send_in_channel(draw_administration(dice));
    } else {
      intruder.send_in_channel(header_and_more(any_phrase(dice)));
    }
  }
}

void talk_in_session(Dice& dice, Intruder& intruder) {
  intruder.open_session();
  for (auto left = dice.below(40); left > 0; --left) {
    if (dice.once_in(20)) {
      intruder.send(any_phrase(dice));
    } else {
      intruder.send_in_session(header_and_more(any_phrase(dice)));
    }
  }
}

struct Habit {
  std::uint32_t weight;
  void (*deed)(Dice&, Intruder&);
};

constexpr Habit habits[] = {
    {30'000, [](Dice& dice, Intruder& intruder) { intruder.send(any_phrase(dice)); }},
    {3'500, select_something},
    {2'500, read_something},
    {2'500, present_something},
    {400, [](Dice&, Intruder& intruder) { intruder.power_cycle(); }},
    {300, [](Dice&, Intruder& intruder) { intruder.warm_reset(); }},
    {300, [](Dice& dice, Intruder& intruder) { intruder.cut_after(dice.below(12)); }},
    {150, talk_in_channel},
    {12, talk_in_session},
};

void do_something(Dice& dice, Intruder& intruder) {
  constexpr auto total = [] {
    std::uint32_t sum = 0;
    for (const auto& habit : habits) sum += habit.weight;
    return sum;
  }();
  auto rest = dice.below(total);
  for (const auto& habit : habits) {
    if (rest < habit.weight) return habit.deed(dice, intruder);
    rest -= habit.weight;
  }
}

}  // namespace

AttackReport attack(const AttackOptions& options) {
  using sim::chip::Interface;
  const std::array victims{victim(true), victim(true, Interface::contactless), victim(false)};
  AttackReport report;
  while (report.commands < options.commands) {
    Dice dice(options.seed << 32 ^ report.sessions);
    try {
      Intruder intruder(victims[report.sessions % victims.size()]);
      for (int i = 0; i < deeds_a_session; ++i) do_something(dice, intruder);
      report.commands += intruder.sent();
      report.reached += intruder.reached();
      report.digest = report.digest * 31 + intruder.card().write_points();
    } catch (const Violation& violation) {
      throw Violation("session " + std::to_string(report.sessions) + " of seed " +
                      std::to_string(options.seed) + ": " + violation.what());
    }
    ++report.sessions;
  }
  return report;
}

}  // namespace karimen::hostile
