// The chip without a reader: commands a second, and what a fork (a copy of the card) costs. Shown, not
// bounded.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"

namespace {

using namespace karimen;
using namespace karimen::sim;
using Clock = std::chrono::steady_clock;

constexpr int batches = 201, batch = 200;

/// Median of the batches, in microseconds a call.
double median_us(auto call) {
  std::vector<double> times;
  for (int i = 0; i < batches; ++i) {
    const auto begin = Clock::now();
    for (int k = 0; k < batch; ++k) call();
    times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count() / batch);
  }
  std::ranges::nth_element(times, times.begin() + batches / 2);
  return times[batches / 2];
}

void show(const char* name, double microseconds) {
  std::printf("%s %.3fus - ok\n", name, microseconds);
}

void run() {
  const blueprint::Workshop workshop(KARIMEN_SOURCE_DIR "/fixtures");
  auto pool = workshop.new_pool();
  chip::Card card(
      blueprint::make_personalisation(blueprint::load_persona("hanako", workshop).spec, workshop, pool));
  const Bytes select = from_hex("00A4040C0AD392F000260100000001"), read = from_hex("00B0860000"),
              verify = from_hex("002000980431333537");
  card.power_on();
  for (const Bytes& command : {select, verify, read}) {
    const Bytes answer = card.transmit(command);
    if (answer.size() < 2 || answer[answer.size() - 2] != 0x90)
      throw std::runtime_error("the card refuses " + to_hex(command));
  }
  show("chip.select", median_us([&] { card.transmit(select); }));
  show("chip.read_binary", median_us([&] { card.transmit(read); }));
  show("chip.verify", median_us([&] { card.transmit(verify); }));
  std::size_t forks = 0;
  show("chip.fork", median_us([&] {
         const chip::Card fork(card);
         forks += fork.powered();
       }));
  if (forks != std::size_t{batches} * batch) throw std::runtime_error("a fork lost its power");
}

}  // namespace

int main() try {
  run();
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "chip_bench: %s\n", error.what());
  return 6;
}
