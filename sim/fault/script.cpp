#include "sim/fault/script.hpp"

#include <algorithm>

#include "sim/fault/place.hpp"

namespace karimen::sim::fault {
namespace {

/// Bit 7 tells the interindustry class from the proprietary one; secure messaging changes only lower bits.
constexpr std::uint8_t proprietary = 0x80;

bool is_of(const Instruction* instruction, ByteView command) {
  if (instruction == nullptr) return true;
  if (command.size() < 2) return false;
  const Instruction::Header own{static_cast<std::uint8_t>(command[0] & proprietary), command[1]};
  return std::ranges::find(instruction->headers, own) != instruction->headers.end();
}

bool is_at(const ArmedFault& armed, ByteView command, const chip::Card* card) {
  if (!armed.application && !armed.file) return true;
  if (card == nullptr) return false;
  const auto place = place_of_command(*card, command);
  if (armed.application && *armed.application != static_cast<std::int64_t>(place.application)) return false;
  return !armed.file || place == place_of_file(*armed.file);
}

bool matches(const ArmedFault& armed, ByteView command, const chip::Card* card) {
  return is_of(armed.instruction, command) && is_at(armed, command, card);
}

bool within(const ArmedFault& armed, std::int64_t count) {
  return count >= armed.command && count < armed.command + armed.times;
}

}  // namespace

FaultScript::FaultScript(std::vector<ArmedFault> faults) {
  for (auto& fault : faults) add(std::move(fault));
}

const ArmedFault* FaultScript::at_command(ByteView command, const chip::Card* card) {
  const ArmedFault* striking = nullptr;
  for (auto& entry : entries_) {
    if (entry.armed.fault->means != Means::command || !matches(entry.armed, command, card)) continue;
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
