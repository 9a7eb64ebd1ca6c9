#include "harness/explore/walk/guide.hpp"

#include <algorithm>

namespace karimen::harness::explore {
namespace {

/// FNV-1a over texts, one after another.
class Sight {
 public:
  Sight& add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0);
    return *this;
  }
  [[nodiscard]] std::uint64_t number() const { return state_; }

 private:
  void step(unsigned byte) { state_ = (state_ ^ byte) * 0x100000001B3; }
  std::uint64_t state_ = 0xCBF29CE484222325;
};

void add_codes(const StepEvent& event, const char* name, std::vector<std::uint64_t>& sights) {
  const auto said = event.predicted.find(name);
  const auto* codes = said == event.predicted.end() ? nullptr : std::get_if<WordSet>(&said->second);
  if (codes == nullptr) return;
  for (const auto& code : *codes) sights.push_back(Sight().add(event.procedure).add(name).add(code).number());
}

}  // namespace

void add_sights(const StepTrace& step, std::vector<std::uint64_t>& sights) {
  for (const auto& trace : step.rules) {
    if (trace.state == RuleState::fired) sights.push_back(Sight().add(trace.rule->id).number());
    if (trace.state != RuleState::not_fired) continue;
    const CellTrace* failing = nullptr;
    for (const auto& cell : trace.cells) {
      if (cell.holds == Truth::yes) continue;
      if (failing != nullptr) {
        failing = nullptr;
        break;
      }
      failing = &cell;
    }
    if (failing != nullptr)
      sights.push_back(
          Sight().add(trace.rule->id).add(failing->cell->fact_name).add(failing->cell->text).number());
  }
  add_codes(step.event, "obstacles", sights);
  add_codes(step.event, "warnings", sights);
}

Walk Guide::make(std::uint64_t number, unsigned attempt) const {
  if (kept_.empty() || number % 2 == 0) return maker_.make(number, attempt);
  // The newest have gone farthest: half of the time one of them.
  Dice dice("guide", number * 64 + attempt);
  const auto newest = std::max<std::size_t>(1, kept_.size() / 8);
  const auto& known =
      dice.in(50) ? kept_[kept_.size() - 1 - dice.below(newest)] : kept_[dice.below(kept_.size())];
  return maker_.vary(known, number, attempt);
}

void Guide::learn(const Walk& walk, const std::vector<std::uint64_t>& sights) {
  bool fresh = false;
  for (const auto sight : sights) fresh = seen_.insert(sight).second || fresh;
  if (fresh) kept_.push_back(walk);
}

}  // namespace karimen::harness::explore
