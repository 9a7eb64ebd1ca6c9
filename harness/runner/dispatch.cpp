#include "harness/runner/dispatch.hpp"

#include <algorithm>
#include <numeric>
#include <random>

namespace karimen::harness {

std::vector<std::size_t> usual_order(std::size_t size) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

std::vector<std::size_t> shuffled_order(std::size_t size, std::uint64_t seed) {
  auto order = usual_order(size);
  std::mt19937_64 generator(seed);
  for (auto i = size; i > 1; --i) std::swap(order[i - 1], order[generator() % i]);
  return order;
}

Dispatch::Dispatch(const std::vector<std::size_t>& order, const std::vector<Wait>& waits, unsigned workers,
                   std::size_t window, std::size_t handful)
    : waiting_at_once_(std::max(1u, workers * 3 / 4)), window_(window), handful_(handful) {
  for (const auto index : order) rows_[static_cast<std::size_t>(waits[index])].indices.push_back(index);
}

std::span<const std::size_t> Dispatch::Row::take(std::size_t most) {
  const auto taken = std::span(indices).subspan(next).first(std::min(most, indices.size() - next));
  next += taken.size();
  return taken;
}

Dispatch::Taken Dispatch::take(const Taken& ended) {
  const std::lock_guard lock(mutex_);
  if (ended.waits) --under_way_;
  auto& [plain, for_program, for_reader] = rows_;
  for (auto* waiting : {&for_reader, &for_program})
    if (is_due(*waiting)) {
      ++under_way_;
      return {waiting->take(1), true};
    }
  return {plain.take(handful_)};
}

bool Dispatch::is_due(const Row& waiting) const {
  if (waiting.empty()) return false;
  const auto& plain = rows_.front();
  if (plain.empty()) return true;
  return under_way_ < waiting_at_once_ && waiting.front() < plain.front() + window_;
}

std::vector<Wait> waits_of(std::span<const Scenario> scenarios) {
  std::vector<Wait> waits;
  for (const auto& each : scenarios)
    waits.push_back(each.hot_insertion ? Wait::reader : each.has_clients() ? Wait::program : Wait::none);
  return waits;
}

}  // namespace karimen::harness
