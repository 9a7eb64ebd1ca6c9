#include "harness/scenario/selection/order.hpp"

#include <algorithm>

#include "base/checksum.hpp"

namespace karimen::harness {
namespace {

void shuffle_round(std::vector<Scenario>& round, const std::string& seed, unsigned number) {
  const auto head = seed + '\n' + std::to_string(number) + '\n';
  std::vector<std::pair<std::uint64_t, std::size_t>> places;
  for (std::size_t i = 0; i < round.size(); ++i)
    places.emplace_back(stable_number(head + round[i].identity()), i);
  std::ranges::sort(places);
  std::vector<Scenario> shuffled;
  shuffled.reserve(round.size());
  for (const auto& [place, i] : places) shuffled.push_back(std::move(round[i]));
  round = std::move(shuffled);
}

}  // namespace

std::vector<Scenario> ordered(std::vector<Scenario> scenarios, unsigned times,
                              const std::optional<std::string>& seed) {
  if (times == 1) {
    if (seed) shuffle_round(scenarios, *seed, 1);
    return scenarios;
  }
  std::vector<Scenario> all;
  all.reserve(scenarios.size() * times);
  for (unsigned number = 1; number <= times; ++number) {
    auto round = scenarios;
    if (seed) shuffle_round(round, *seed, number);
    for (auto& scenario : round) {
      scenario.repetition = number;
      all.push_back(std::move(scenario));
    }
  }
  return all;
}

}  // namespace karimen::harness
