#include "harness/explore/tear_sweep.hpp"

#include <thread>

#include "harness/explore/torn_scenario.hpp"
#include "sim/fault/probing_slot.hpp"
#include "sim/reader/direct_slot.hpp"

namespace karimen::harness::explore {

Tally& Tally::operator+=(const Tally& other) {
  for (const auto member :
       {&Tally::steps, &Tally::commands, &Tally::write_points, &Tally::cuts, &Tally::repetitions,
        &Tally::old_record, &Tally::no_record, &Tally::new_record, &Tally::survived})
    this->*member += other.*member;
  return *this;
}

std::string Casualty::reproduction() const {
  return "faults: {" + step + ": [{fault: power_cut_within_write, command: " + std::to_string(command) +
         ", write_point: " + std::to_string(write_point) + "}]}";
}

Tally Sweep::total() const {
  Tally sum;
  for (const auto& [procedure, tally] : procedures) sum += tally;
  return sum;
}

void Sweep::add(Sweep other) {
  scenarios += other.scenarios;
  for (const auto& [procedure, tally] : other.procedures) procedures[procedure] += tally;
  for (auto& casualty : other.casualties) casualties.push_back(std::move(casualty));
}

Sweep sweep(std::span<const Scenario> scenarios, const RunContext& context, const SweptSystem& factory,
            const SweepOptions& options, const std::atomic<bool>& stop) {
  std::vector<Sweep> results(scenarios.size());
  std::vector<std::exception_ptr> broken(scenarios.size());
  std::atomic<std::size_t> next = 0;
  const auto tell = [&](unsigned worker, const std::string& scenario) {
    if (options.watch) options.watch(worker, scenario);
  };
  const auto work = [&](unsigned worker) {
    sim::reader::DirectSlot direct;
    sim::fault::ProbingSlot slot(direct);
    const auto system = factory(slot);
    for (auto i = next++; i < scenarios.size() && !stop; i = next++) {
      tell(worker, scenarios[i].identity());
      try {
        results[i] = TornScenario(scenarios[i], context, *system, slot, options.after_cut).sweep();
      } catch (...) {
        broken[i] = std::current_exception();
      }
      tell(worker, "");
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < options.jobs && i < scenarios.size(); ++i) helpers.emplace_back(work, i);
    work(0);
  }
  Sweep all;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    if (broken[i]) std::rethrow_exception(broken[i]);
    all.add(std::move(results[i]));
  }
  return all;
}

}  // namespace karimen::harness::explore
