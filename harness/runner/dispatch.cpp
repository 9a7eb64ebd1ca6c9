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

Dispatch::Dispatch(const std::vector<std::size_t>& order, const std::vector<bool>& waits, unsigned workers,
                   std::size_t window, std::size_t handful)
    : waiting_at_once_(std::max(1u, workers / 2)), window_(window), handful_(handful) {
  for (const auto index : order) (waits[index] ? waiting_ : plain_).push_back(index);
}

Dispatch::Taken Dispatch::take(const Taken& ended) {
  const std::lock_guard lock(mutex_);
  if (ended.waits) --under_way_;
  if (waiting_is_due()) {
    ++under_way_;
    return {std::span(waiting_).subspan(next_waiting_++, 1), true};
  }
  const auto taken =
      std::span(plain_).subspan(next_plain_).first(std::min(handful_, plain_.size() - next_plain_));
  next_plain_ += taken.size();
  return {taken};
}

bool Dispatch::waiting_is_due() const {
  if (next_waiting_ == waiting_.size()) return false;
  if (next_plain_ == plain_.size()) return true;
  return under_way_ < waiting_at_once_ && waiting_[next_waiting_] < plain_[next_plain_] + window_;
}

std::vector<bool> which_wait(std::span<const Scenario> scenarios) {
  std::vector<bool> waits;
  for (const auto& each : scenarios) waits.push_back(each.hot_insertion || each.has_clients());
  return waits;
}

}  // namespace karimen::harness
