// Steps that insist: where the rulebook refuses what was drawn, it is said otherwise until it is done, and
// now and then moved to the day on which the answer changes.
#include <algorithm>
#include <iterator>

#include "harness/explore/walk/foresight.hpp"
#include "harness/explore/walk/walk_maker.hpp"

namespace karimen::harness::explore {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// How often a step is said otherwise, and how often without coming nearer.
struct Patience {
  unsigned tries, in_vain;
};
constexpr Patience on_the_course{12, 6}, by_the_way{4, 2};
constexpr unsigned mends = 60;  // of a hundred steps of a course in whose way something stands
constexpr std::size_t farthest_mended = 4;
constexpr unsigned most_other_values = 8;

WordSet codes_of(const Forecast& forecast) {
  auto codes = forecast.obstacles;
  codes.insert(forecast.warnings.begin(), forecast.warnings.end());
  return codes;
}

void say(WalkStep& step, const std::string& name, std::string value) {
  const auto said = std::ranges::find(step.inputs, name, &std::pair<std::string, std::string>::first);
  if (said != step.inputs.end())
    said->second = std::move(value);
  else
    step.inputs.emplace_back(name, std::move(value));
}

bool has(const Forecast& forecast, const std::string& code) {
  return forecast.obstacles.contains(code) || forecast.warnings.contains(code);
}

}  // namespace

WalkStep WalkMaker::said_otherwise(const Walk& walk, const ProcedureSpec& procedure, const Holder& holder,
                                   const WalkStep& said, Dice& dice) const {
  const bool moves = !walk.steps.empty() && dice.in(procedure.inputs.empty() ? 100 : 35);
  if (moves) {
    auto other = said;
    other.at = later(walk, walk.steps.back().at, holder, dice);
    return other;
  }
  if (procedure.inputs.empty() || dice.in(25)) return step(walk, procedure, holder, said.at, dice);
  auto other = said;
  const auto& input = dice.one_of(procedure.inputs);
  const auto place = std::ranges::find(other.inputs, input.name, &std::pair<std::string, std::string>::first);
  if (place != other.inputs.end() && input.initial && dice.in(30)) {
    other.inputs.erase(place);
    return other;
  }
  const auto* before = dice.in(30) ? said_before(walk, input) : nullptr;
  say(other, input.name, before != nullptr ? *before : value_of(input, holder, said.at, dice));
  return other;
}

void WalkMaker::move_to_an_edge(const Walk& walk, WalkStep& said, Foresight& foresight, Dice& dice) const {
  auto asked = foresight.ask(said);
  if (!asked) return;
  // The first step can only be moved on: nothing is foretold of the days before it.
  const auto earliest = walk.steps.empty() ? said.at : walk.steps.back().at + minutes(1);
  const bool by_days = dice.in(75);
  const auto unit = by_days ? minutes(hours(24)) : minutes(1);
  const auto distance = static_cast<int>(1 + dice.below(by_days ? 400 : 720));
  auto far = said.at + unit * distance * (dice.in(50) ? -1 : 1);
  if (far < earliest) far = by_days ? said.at + unit * ((earliest - said.at) / unit) : earliest;
  if (far == said.at || date_of(far) > last_day()) return;
  if (!by_days && date_of(far) != date_of(said.at)) return;
  // Followed is one code: at what else changes between, on a Sunday say, it is not stopped.
  const auto here = asked->at(said.at), there = asked->at(far);
  const auto ours = codes_of(here), theirs = codes_of(there);
  std::vector<std::string> changed;
  std::ranges::set_symmetric_difference(ours, theirs, std::back_inserter(changed));
  if (changed.empty()) return;
  const auto& code = dice.one_of(changed);
  auto near = said.at;
  while (near - far > unit || far - near > unit) {
    const auto middle = near + unit * (((far - near) / unit) / 2);
    (has(asked->at(middle), code) == has(here, code) ? near : far) = middle;
  }
  said.at = dice.in(50) ? near : far;
}

void WalkMaker::mend(Walk& walk, const WalkStep& said, Forecast best, const Holder& holder,
                     Foresight& foresight) const {
  auto asked = foresight.ask(said);
  if (!asked) return;
  const auto size = walk.steps.size();
  const auto first = size - std::min(size, farthest_mended);
  for (auto place = size; place-- > first && !best.smooth();) {
    const auto* procedure = procedure_called(walk.steps[place].procedure);
    // Whether it was gone at all makes no difference: how it was gone makes none, either.
    if (procedure == nullptr || procedure->inputs.empty() || asked->without(place) == best) continue;
    for (const auto& input : procedure->inputs)
      for (const auto& value : values_of(input, holder)) {
        auto other = walk.steps[place];
        say(other, input.name, value);
        const auto forecast = asked->instead(place, other);
        if (!forecast || !forecast->nearer_than(best)) continue;
        best = *forecast;
        walk.steps[place] = std::move(other);
        foresight.back_to(place);
        for (auto i = place; i < size; ++i) (void)foresight.go(walk.steps[i]);
      }
  }
}

void WalkMaker::say_another_value(Walk& walk, Foresight& foresight, const Holder& holder, Dice& dice) const {
  auto begun = walk;
  auto& last = walk.steps.back();
  begun.steps.pop_back();
  const auto* procedure = procedure_called(last.procedure);
  if (procedure == nullptr || procedure->inputs.empty() || !foresight.stand_after(begun, last.at)) return;
  for (unsigned i = 0; i < most_other_values; ++i) {
    const auto& input = dice.one_of(procedure->inputs);
    const auto values = values_of(input, holder);
    if (values.empty()) continue;
    auto other = last;
    say(other, input.name, dice.one_of(values));
    const auto forecast = foresight.of(other);
    if (other == last || !forecast || !forecast->smooth()) continue;
    last = std::move(other);
    return;
  }
}

WalkStep WalkMaker::insist(Walk& walk, const ProcedureSpec& procedure, const Holder& holder, WalkStep said,
                           bool on_course, Foresight& foresight, Dice& dice) const {
  auto best = foresight.of(said);
  const auto patience = on_course ? on_the_course : by_the_way;
  unsigned in_vain = 0;
  for (unsigned i = 0; best && !best->smooth() && i < patience.tries && in_vain < patience.in_vain; ++i) {
    auto other = said_otherwise(walk, procedure, holder, said, dice);
    const auto forecast = foresight.of(other);
    ++in_vain;
    if (!forecast || best->nearer_than(*forecast)) continue;
    if (forecast->nearer_than(*best)) in_vain = 0;
    best = forecast;
    said = std::move(other);
  }
  if (best && on_course && !best->smooth() && dice.in(mends)) mend(walk, said, *best, holder, foresight);
  if (best && dice.in(25)) move_to_an_edge(walk, said, foresight, dice);
  return said;
}

}  // namespace karimen::harness::explore
