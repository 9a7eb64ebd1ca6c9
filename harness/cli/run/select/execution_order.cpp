#include "harness/cli/run/select/execution_order.hpp"

#include <ostream>
#include <random>

namespace karimen::harness::cli {
namespace {

// Each verdict is kept until the end, for the digest: some fifty bytes.
constexpr std::size_t most_runs = 1000000;

unsigned rounds_of(const Invocation& invocation, std::size_t scenarios) {
  const auto rounds = invocation.number("repeat", 1, 1);
  const auto runs = static_cast<std::uint64_t>(rounds) * scenarios;
  if (rounds == 1 || runs <= most_runs) return rounds;
  throw bad_command_line("--repeat " + std::to_string(rounds) + " of " + std::to_string(scenarios) +
                             " scenarios is " + std::to_string(runs) + " runs, and " +
                             std::to_string(most_runs) +
                             " can be told at once: each verdict is kept until the end",
                         "--repeat " + std::to_string(most_runs / scenarios) +
                             ", once more with another --seed or --shuffle, or fewer scenarios");
}

}  // namespace

std::vector<Turn> turns_of(std::span<const Scenario> scenarios, const Invocation& invocation,
                           std::ostream& err) {
  const auto rounds = rounds_of(invocation, scenarios.size());
  std::optional<std::string> seed;
  if (invocation.has("shuffle")) {
    constexpr unsigned most = 1000000;  // short enough to be typed
    seed = invocation.get("shuffle");
    if (seed->empty()) seed = std::to_string(std::random_device{}() % most);
    constexpr Bilingual told{"the order is that of --shuffle={}\n", "順序は --shuffle={} による\n"};
    err << say(told, invocation.language, {*seed});
  }
  return harness::turns_of(scenarios, rounds, seed);
}

}  // namespace karimen::harness::cli
