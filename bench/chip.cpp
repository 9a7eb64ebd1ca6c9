// The chip without a reader: commands a second, what a fork (a copy of the card) costs, and a card made from
// its YAML file:
//   chip_bench SCALE
// SCALE: how much slower than the reference this machine is; bounds in time are multiplied by it.
#include <cstdlib>
#include <stdexcept>

#include "bench/timing.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"

namespace {

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::bench;

constexpr double most_fork_us = 5, least_apdus_per_second = 1e6, most_card_ms = 2;

/// What reading programs send, signatures left out: each is done, again and again, in this order.
const char* const session[] = {
    "00A4040C0AD392F000260100000001",  // SELECT JPKI
    "00A4020C020006",
    "00B0000000",          // token information
    "00200098",            // tries left
    "002000980431333537",  // authentication PIN
    "00A4020C02000A",
    "00B0000004",
    "00B0000000",
    "00B0010000",
    "00B0020000",
    "00B0030000",
    "00B0040000",
    "00A4040C0AD3921000310001010408",  // SELECT card text
    "002000910432353830",              // its PIN
    "00B0810000",
    "00B0820000",
    "00B08300000150",
    "00A4040C10A0000002310600000000000000000000",  // SELECT the licence application
    "002000860438363432",                          // its PIN
    "00B09A000000C8",
    "00B09B00000800",  // PIN setting, licence record
};

bool measure_commands(chip::Card& card, double scale) {
  std::vector<Bytes> commands;
  for (const auto* text : session) commands.push_back(from_hex(text));
  for (const auto& command : commands) {
    const Bytes answer = card.transmit(command);
    if (answer.size() < 2 || (answer[answer.size() - 2] != 0x90 && answer[answer.size() - 2] != 0x63))
      throw std::runtime_error("the card refuses " + to_hex(command));
  }
  const double once = median_us(501, 20, [&] {
    for (const auto& command : commands) (void)card.transmit(command);
  });
  return at_least("chip.apdus_per_second", 1e6 * static_cast<double>(commands.size()) / once,
                  least_apdus_per_second / scale);
}

bool measure_fork(const chip::Card& card, double scale) {
  std::size_t forks = 0;
  const double once = median_us(501, 200, [&] {
    const chip::Card fork(card);
    forks += fork.powered();
  });
  if (forks != std::size_t{501} * 200) throw std::runtime_error("a fork lost its power");
  return at_most("chip.fork", once, most_fork_us * scale, "us");
}

bool measure_making(const blueprint::IssuerMaterial& material, double scale) {
  const auto make = [&] {
    auto pool = material.new_pool();
    const auto file = blueprint::load_persona("hanako", material);
    return chip::Card(blueprint::make_personalisation(file.spec, material, pool)).free_space();
  };
  show("card.first_from_yaml", timed(1, make) * 1e3, "ms");
  return at_most("card.from_yaml", median_us(51, 5, make) / 1e3, most_card_ms * scale, "ms");
}

bool run(double scale) {
  const blueprint::IssuerMaterial material(KARIMEN_SOURCE_DIR "/fixtures");
  const bool made = measure_making(material, scale);
  auto pool = material.new_pool();
  chip::Card card(
      blueprint::make_personalisation(blueprint::load_persona("sato_hanako", material).spec, material, pool));
  card.power_on();
  const bool commands = measure_commands(card, scale);
  return measure_fork(card, scale) && made && commands;
}

}  // namespace

int main(int count, char** arguments) try {
  return run(count > 1 ? std::atof(arguments[1]) : 1) ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "chip_bench: %s\n", error.what());
  return 6;
}
