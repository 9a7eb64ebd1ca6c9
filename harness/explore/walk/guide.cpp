#include "harness/explore/walk/guide.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "harness/explore/walk/foresight.hpp"

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

/// Of the guided walks, those of a step that begins with what it came to.
constexpr std::uint64_t again_once_in = 8;

// As a scenario gives it; empty: it cannot be written plainly.
std::string given_as(const Value& value) {
  auto text = to_string(value);
  if (!std::holds_alternative<std::string>(value)) return text;
  if (text.find_first_of("\"\\") != std::string::npos) return {};
  const bool word = !text.empty() &&
                    text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
                    text.find_first_not_of("0123456789") != std::string::npos;
  return word ? text : '"' + text + '"';
}

// What was said in a step that was done; where it was done is said of too many places.
void add_words(const StepEvent& event, std::vector<std::uint64_t>& sights) {
  const auto outcome = event.predicted.find("outcome");
  if (outcome == event.predicted.end() || to_string(outcome->second) != "done") return;
  for (const auto& [name, value] : event.inputs)
    if (std::holds_alternative<std::string>(value) && name.view() != "facility")
      sights.push_back(
          Sight().add(event.procedure).add(name.view()).add(to_string(value)).add("said").number());
}

}  // namespace

void add_shown(const StepTrace& step, Shown& shown) {
  std::vector<std::uint64_t> sights;
  shown.rests_on.insert(step.event.assumptions.begin(), step.event.assumptions.end());
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
  for (const auto& [fact, before] : step.event.before) {
    const auto after = step.event.predicted.find(fact);
    if (after == step.event.predicted.end()) continue;
    const bool calculated =
        !std::holds_alternative<std::string>(after->second) && !std::holds_alternative<bool>(after->second);
    sights.push_back(Sight()
                         .add(step.event.procedure)
                         .add(fact.text())
                         .add(calculated ? "another" : to_string(after->second))
                         .number());
    shown.became.push_back({fact, after->second, shown.steps, calculated ? 0 : sights.back()});
  }
  add_words(step.event, sights);
  add_codes(step.event, "obstacles", sights);
  add_codes(step.event, "warnings", sights);
  for (const auto sight : sights) shown.sights.emplace_back(sight, shown.steps);
  ++shown.steps;
}

std::uint64_t Guide::shown(const Kept& kept) const {
  std::uint64_t fewest = std::numeric_limits<std::uint64_t>::max();
  for (const auto sight : kept.sights) fewest = std::min(fewest, seen_.at(sight));
  return fewest;
}

Walk Guide::make(std::uint64_t number, unsigned attempt, Foresight& foresight) const {
  auto* insisting = Dice("insist", number).below(insists_once_in_) == 0 ? &foresight : nullptr;
  if (kept_.empty() || number % 2 == 0) return maker_.make(number, attempt, insisting);
  if (attempt == 0 && !again_.empty() && number / 2 % again_once_in == 0)
    if (const auto& again = again_[number / 2 / again_once_in % again_.size()]; !again.walk.steps.empty())
      return again.walk;
  // What few have shown is what takes long to get to. By lot who is compared: not always the same one goes
  // on.
  constexpr int drawn = 6;
  constexpr unsigned turned = 10;  // of a hundred
  Dice dice("guide", number * 64 + attempt);
  const auto* chosen = &dice.one_of(kept_);
  for (int i = 1; i < drawn; ++i) {
    const auto& other = dice.one_of(kept_);
    if (shown(other) < shown(*chosen)) chosen = &other;
  }
  if (!chosen->rests_on.empty() && dice.in(turned))
    return maker_.turn(chosen->walk, chosen->rests_on, number, attempt);
  return maker_.vary(chosen->walk, chosen->steps, number, attempt, insisting);
}

// What was done once is there to be done twice: a notice shown again, a booking taken up again. The step
// begins where the walk had come to, but for what it makes of the fact.
void Guide::learn_to_do_again(const Walk& walk, const Shown& shown, Foresight& foresight) {
  for (const auto& each : shown.became) {
    if (each.sight == 0 || !maker_.may_give(each.fact)) continue;
    const auto [known, fresh] = again_of_.try_emplace(each.sight, again_.size());
    if (fresh) again_.emplace_back();
    auto& again = again_[known->second];
    // Not always the same walk, and not every one.
    if (!std::has_single_bit(++again.seen)) continue;
    again.walk = walk;
    again.walk.steps = {walk.steps[each.place]};
    auto& given = again.walk.given;
    for (const auto& before : shown.became) {
      if (before.place >= each.place) break;
      if (maker_.may_give(before.fact)) given[before.fact] = given_as(before.value);
    }
    given[each.fact] = given_as(each.value);
    auto known_so_far = walk;
    known_so_far.steps.resize(each.place);
    const auto unsaid = foresight.unsaid(known_so_far, again.walk);
    if (unsaid)
      for (const auto& [fact, value] : *unsaid) given[fact] = given_as(value);
    if (!unsaid || std::ranges::any_of(given, [](const auto& fact) { return fact.second.empty(); }))
      again.walk.steps.clear();
  }
}

void Guide::learn(const Walk& walk, const Shown& shown, Foresight& foresight) {
  learn_to_do_again(walk, shown, foresight);
  Kept kept{walk, {}, shown.rests_on};
  std::map<std::uint64_t, std::size_t> sights;
  for (const auto& [sight, place] : shown.sights) sights.emplace(sight, place + 1);
  for (const auto& knob : shown.rests_on) {
    const auto value = walk.assumptions.find(knob);
    sights.emplace(Sight().add(knob).add(value == walk.assumptions.end() ? "" : value->second).number(), 1);
  }
  for (const auto& [sight, steps] : sights) {
    if (++seen_[sight] > 1) continue;
    kept.sights.push_back(sight);
    kept.steps = std::max(kept.steps, steps);
  }
  if (!kept.sights.empty()) kept_.push_back(std::move(kept));
}

}  // namespace karimen::harness::explore
