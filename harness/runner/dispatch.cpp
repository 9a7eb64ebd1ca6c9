#include "harness/runner/dispatch.hpp"

#include <algorithm>
#include <numeric>
#include <random>

namespace karimen::harness {

std::vector<std::size_t> shuffled_order(std::size_t size, std::uint64_t seed) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 generator(seed);
  for (auto i = size; i > 1; --i) std::swap(order[i - 1], order[generator() % i]);
  return order;
}

std::vector<std::size_t> order_with_waits_spread(const std::vector<bool>& waits, std::size_t window) {
  std::vector<std::size_t> waiting, order;
  for (std::size_t i = 0; i < waits.size(); ++i)
    if (waits[i]) waiting.push_back(i);
  const auto apart = waits.size() / std::max<std::size_t>(waiting.size(), 1);
  auto next = waiting.begin();
  std::size_t since = apart;  // how many were taken since the last one that waits
  for (std::size_t i = 0; i < waits.size(); ++i) {
    if (next != waiting.end() && (*next == i || (since >= apart && *next < order.size() + window))) {
      order.push_back(*next++);
      since = 0;
    }
    if (waits[i]) continue;
    order.push_back(i);
    ++since;
  }
  return order;
}

std::vector<bool> which_wait(std::span<const Scenario> scenarios) {
  std::vector<bool> waits;
  for (const auto& each : scenarios) waits.push_back(each.hot_insertion || each.has_clients());
  return waits;
}

}  // namespace karimen::harness
