#include "harness/scenario/selection/order.hpp"

#include <algorithm>
#include <numeric>

#include "base/checksum.hpp"

namespace karimen::harness {
namespace {

std::vector<std::uint32_t> shuffled(std::span<const Scenario> scenarios, const std::string& seed,
                                    unsigned round) {
  const auto head = seed + '\n' + std::to_string(round) + '\n';
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
  for (std::uint32_t i = 0; i < scenarios.size(); ++i)
    places.emplace_back(stable_number(head + scenarios[i].identity()), i);
  std::ranges::sort(places);
  std::vector<std::uint32_t> order;
  order.reserve(places.size());
  for (const auto& [place, i] : places) order.push_back(i);
  return order;
}

}  // namespace

std::vector<Turn> turns_of(std::span<const Scenario> scenarios, unsigned times,
                           const std::optional<std::string>& seed) {
  std::vector<std::uint32_t> order(scenarios.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<Turn> turns;
  turns.reserve(scenarios.size() * times);
  for (unsigned round = 1; round <= times; ++round) {
    if (seed) order = shuffled(scenarios, *seed, round);
    for (const auto each : order) turns.push_back({each, times == 1 ? 0 : round});
  }
  return turns;
}

}  // namespace karimen::harness
