#include "harness/cli/debug/step_record.hpp"

#include <utility>
#include <variant>

namespace karimen::harness::cli {

std::vector<StepRecord> step_records(std::span<const Event> events) {
  std::vector<StepRecord> records;
  StepRecord open;
  for (const auto& event : events) {
    if (const auto* exchange = std::get_if<ApduEvent>(&event)) open.exchanges.push_back(*exchange);
    if (const auto* paper = std::get_if<PaperEvent>(&event)) open.papers.push_back(*paper);
    if (const auto* step = std::get_if<StepEvent>(&event)) {
      open.step = *step;
      records.push_back(std::exchange(open, {}));
    }
  }
  return records;
}

Facts facts_after(const StepRecord& record) {
  auto facts = record.step.observed;
  facts.insert(record.step.predicted.begin(), record.step.predicted.end());
  return facts;
}

std::vector<FactChange> changes_of(const StepRecord& record, const Facts& before) {
  std::vector<FactChange> changes;
  for (const auto& [name, value] : facts_after(record)) {
    const auto old = before.find(name);
    if (old != before.end() && old->second != value)
      changes.push_back({name, to_string(old->second), to_string(value)});
  }
  return changes;
}

}  // namespace karimen::harness::cli
