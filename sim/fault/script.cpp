#include "sim/fault/script.hpp"

#include <algorithm>

namespace karimen::sim::fault {
namespace {

/// Bit 7 tells the interindustry class from the proprietary one; secure messaging changes only lower bits.
constexpr std::uint8_t proprietary = 0x80;

bool matches(const ArmedFault& armed, ByteView command) {
  if (armed.instruction == nullptr) return true;
  return command.size() >= 2 && (command[0] & proprietary) == armed.instruction->cla &&
         command[1] == armed.instruction->ins;
}

bool within(const ArmedFault& armed, std::int64_t count) {
  return count >= armed.command && count < armed.command + armed.times;
}

}  // namespace

FaultScript::FaultScript(std::vector<ArmedFault> faults) {
  for (auto& fault : faults) add(std::move(fault));
}

const ArmedFault* FaultScript::at_command(ByteView command) {
  const ArmedFault* striking = nullptr;
  for (auto& entry : entries_) {
    if (entry.armed.fault->means != Means::command || !matches(entry.armed, command)) continue;
    if (!within(entry.armed, ++entry.seen) || striking != nullptr) continue;
    entry.struck = true;
    striking = &entry.armed;
  }
  return striking;
}

void FaultScript::count_reset() {
  reset_entry_ = none;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    auto& [armed, seen, struck] = entries_[i];
    if (armed.fault->means != Means::reset) continue;
    const auto first = armed.value("reset");
    const bool lasts = armed.fault->effect == Effect::mute;
    if (++seen != first && !(lasts && seen > first)) continue;
    struck = true;
    reset_entry_ = i;
  }
}

const ArmedFault* FaultScript::reset_fault() const {
  return reset_entry_ == none ? nullptr : &entries_[reset_entry_].armed;
}

std::vector<ArmedFault> FaultScript::take_edits() {
  std::vector<ArmedFault> edits;
  for (auto& entry : entries_) {
    if (entry.armed.fault->means != Means::edit || entry.struck) continue;
    entry.struck = true;
    edits.push_back(entry.armed);
  }
  return edits;
}

bool FaultScript::inserted_yet() {
  for (auto& entry : entries_) {
    if (entry.armed.fault->means != Means::insertion) continue;
    if (++entry.seen > entry.armed.value("attempts")) continue;
    entry.struck = true;
    return false;
  }
  return true;
}

bool FaultScript::struck() const {
  return std::ranges::any_of(entries_, [](const Entry& entry) { return entry.struck; });
}

}  // namespace karimen::sim::fault
