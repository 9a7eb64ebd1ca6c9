#include "harness/explore/walk/explored.hpp"

namespace karimen::harness::explore {
namespace {

void add(std::map<std::string, std::size_t>& counts, const std::map<std::string, std::size_t>& more) {
  for (const auto& [name, times] : more) counts[name] += times;
}

std::vector<Finding> united(std::vector<Finding>&& these, std::vector<Finding>&& those) {
  Groups groups;
  for (auto* each : {&these, &those})
    for (auto& finding : *each) groups.take(std::move(finding));
  return groups.by_frequency();
}

}  // namespace

void Explored::take(Explored&& other) {
  walks += other.walks;
  not_possible += other.not_possible;
  steps += other.steps;
  undecided += other.undecided;
  add(done, other.done);
  add(refused, other.refused);
  failures = united(std::move(failures), std::move(other.failures));
  open = united(std::move(open), std::move(other.open));
}

}  // namespace karimen::harness::explore
