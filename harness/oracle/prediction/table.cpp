#include "harness/oracle/prediction/table.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"

namespace karimen::harness {

const char* to_string(RuleState state) {
  constexpr std::array names{"fired",     "not fired",  "undecided",  "not in force",
                             "elsewhere", "overridden", "not reached"};
  return names[static_cast<std::size_t>(state)];
}

}  // namespace karimen::harness

namespace karimen::harness::rules {
namespace {

bool has_bounds(const Rule& rule) {
  return rule.effective != Effective{};
}

Truth truth_of(Datum datum) {
  if (datum.tag == Tag::undecided) return Truth::undecided;
  return datum.number != 0 ? Truth::yes : Truth::no;
}

}  // namespace

Tables::Selector Tables::selecting_moment(const Decision& decision, Reliance& reliance) {
  if (!decision.dated) return {true, 0, {}};
  if (selected_on_) return {true, *selected_on_, {}};
  const auto value = evaluator_.fact(decision.as_of, reliance);
  if (value.tag == Tag::date) return {true, value.number * 86400, {}};
  if (value.tag == Tag::moment) return {true, value.number, {}};
  if (value.tag == Tag::undecided) return {false, 0, value};
  const auto& name = program_.facts[static_cast<std::size_t>(decision.as_of)].name;
  return {false, 0, symbols_.undecided(decision.name + " is decided as of " + name + ", which is none")};
}

Tables::Row Tables::in_force(const Rule& rule, const Selector& moment, Datum place) const {
  if (!rule.place.empty() &&
      std::find(rule.place.begin(), rule.place.end(), place.number) == rule.place.end())
    return {RuleState::elsewhere, {}};
  if (!has_bounds(rule)) return {RuleState::fired, {}};
  if (!moment.known) return {RuleState::undecided, moment.reason};
  const bool inside = rule.effective.from <= moment.seconds && moment.seconds <= rule.effective.until;
  return {inside ? RuleState::fired : RuleState::not_in_force, {}};
}

Tables::Row Tables::row(const Rule& rule, Reliance& reliance, std::vector<CellTrace>* cells) {
  Row result{RuleState::fired, {}};
  Reliance all;
  Reliance failing;
  if (cells != nullptr) cells->reserve(rule.when.size());
  bool fails_anyway = false;  // a cell fails that rests on no assumption
  for (const auto& cell : rule.when) {
    Reliance own;
    const auto holds = evaluator_.test(cell, own);
    all |= own;
    const auto truth = truth_of(holds);
    if (truth == Truth::no) {
      if (result.state != RuleState::not_fired) failing = own;
      result.state = RuleState::not_fired;
      fails_anyway = fails_anyway || own.none();
    } else if (truth == Truth::undecided && result.state == RuleState::fired) {
      result = {RuleState::undecided, holds};
    }
    KARIMEN_ASSERT(cell.fact >= 0, "a cell tests a fact of the program");
    if (cells != nullptr) {
      Reliance ignored;
      cells->push_back({&cell, &symbols_, evaluator_.fact(cell.fact, ignored), truth});
    } else if (truth == Truth::no && fails_anyway) {
      break;
    }
  }
  if (result.state == RuleState::not_fired) all = fails_anyway ? Reliance{} : failing;
  reliance |= all;
  return result;
}

void Tables::add_member(Datum& set, Datum word) {
  const auto before = symbols_.members(set.number);
  std::vector<std::int64_t> members(before.begin(), before.end());
  members.push_back(word.number);
  set.number = symbols_.set(std::move(members));
}

std::string Tables::reason_of(const Rule& rule) const {
  const auto& because = rule.because.en.empty() ? rule.because.ja : rule.because.en;
  return rule.id + " leaves it open: " + rule.undecided + (because.empty() ? "" : " (" + because + ")");
}

void Tables::leave_open(const Decision& decision, TableAnswer& answer, Datum reason) const {
  for (std::size_t i = 0; i < decision.outputs.size(); ++i)
    if (!answer.is_open(i)) answer.open[i] = reason;
}

/// Only what the row might add is open: a code that applies anyway is not.
void Tables::leave_open(const Decision& decision, const Rule& rule, TableAnswer& answer, Datum reason) {
  if (!rule.undecided.empty()) return leave_open(decision, answer, reason);
  for (const auto& output : rule.then) {
    const auto i = static_cast<std::size_t>(output.output);
    if (answer.is_open(i)) continue;
    Reliance ignored;
    const auto value = evaluator_.evaluate(output.value, ignored);
    const auto sure = symbols_.members(answer.outputs[i].number);
    if (value.tag == Tag::undecided || !std::binary_search(sure.begin(), sure.end(), value.number))
      answer.open[i] = reason;
  }
}

void Tables::collect(const Decision& decision, const Rule& rule, TableAnswer& answer, Reliance& reliance) {
  if (!rule.undecided.empty()) leave_open(decision, answer, symbols_.undecided(reason_of(rule)));
  for (const auto& output : rule.then) {
    const auto i = static_cast<std::size_t>(output.output);
    const auto value = evaluator_.evaluate(output.value, reliance);
    if (value.tag == Tag::undecided) {
      answer.open[i] = value;
    } else if (!decision.is_set(i)) {
      answer.outputs[i] = value;
    } else {
      add_member(answer.outputs[i], value);
    }
  }
}

/// unique, first and otherwise: the row gives every output.
void Tables::select(const Decision& decision, const Rule& rule, TableAnswer& answer, Reliance& reliance) {
  collect(decision, rule, answer, reliance);
  for (std::size_t i = 0; i < decision.outputs.size(); ++i)
    if (!decision.is_set(i) && answer.outputs[i].tag == Tag::undecided && !answer.is_open(i))
      answer.open[i] = symbols_.undecided(rule.id + " says nothing about " + decision.outputs[i]);
}

void Tables::nothing_fired(const Decision& decision, bool any_in_force, TableAnswer& answer,
                           Reliance& reliance) {
  if (decision.otherwise) return select(decision, *decision.otherwise, answer, reliance);
  if (!any_in_force)
    return leave_open(decision, answer, symbols_.undecided("no row of " + decision.name + " is in force"));
  if (decision.hit_policy != HitPolicy::collect)
    leave_open(decision, answer, symbols_.undecided("no row of " + decision.name + " applies"));
}

TableAnswer Tables::answer(const Decision& decision, Reliance& reliance, std::vector<RuleTrace>* traces) {
  TableAnswer answer;
  answer.open.assign(decision.outputs.size(), boolean(false));
  answer.outputs.reserve(decision.outputs.size());
  for (std::size_t i = 0; i < decision.outputs.size(); ++i)
    answer.outputs.push_back(decision.is_set(i) ? empty_set_ : Datum{});

  const auto moment = selecting_moment(decision, reliance);
  const auto place = evaluator_.fact(program_.step.place, reliance);
  bool any_in_force = false;
  bool any_open = false;
  const Rule* fired = nullptr;
  std::vector<std::pair<const Rule*, Datum>> open_rows;  // judged last, when all sure codes are known
  for (const auto& rule : decision.rules) {
    std::vector<CellTrace> cells;
    auto state = in_force(rule, moment, place);
    if (state.state == RuleState::fired &&
        std::any_of(rule.overridden_by.begin(), rule.overridden_by.end(), [&](int hiding) {
          const auto& other = decision.rules[static_cast<std::size_t>(hiding)];
          return in_force(other, moment, place).state == RuleState::fired;
        }))
      state.state = RuleState::overridden;
    if (state.state == RuleState::fired || state.state == RuleState::overridden) any_in_force = true;
    if (state.state == RuleState::fired && decision.hit_policy == HitPolicy::first && (fired || any_open))
      state.state = RuleState::not_reached;
    if (state.state == RuleState::fired) state = row(rule, reliance, traces != nullptr ? &cells : nullptr);

    if (state.state == RuleState::fired) {
      if (decision.hit_policy == HitPolicy::collect)
        collect(decision, rule, answer, reliance);
      else if (fired == nullptr)
        select(decision, rule, answer, reliance);
      else
        leave_open(decision, answer,
                   symbols_.undecided("conflict: " + fired->id + " and " + rule.id + " both apply"));
      fired = &rule;
    } else if (state.state == RuleState::undecided) {
      any_open = true;
      if (decision.hit_policy == HitPolicy::collect)
        open_rows.emplace_back(&rule, state.reason);
      else if (fired == nullptr)
        leave_open(decision, answer, state.reason);
    }
    if (traces != nullptr) {
      traces->push_back({&decision, &rule, state.state, std::move(cells)});
      if (has_bounds(rule) && moment.known) traces->back().as_of = moment.seconds;
    }
  }
  if (fired == nullptr && !any_open) nothing_fired(decision, any_in_force, answer, reliance);
  if (decision.otherwise && traces != nullptr) {
    const auto state = fired == nullptr && !any_open ? RuleState::fired : RuleState::not_reached;
    traces->push_back({&decision, &*decision.otherwise, state, {}});
  }
  for (const auto& [rule, reason] : open_rows) leave_open(decision, *rule, answer, reason);
  return answer;
}

}  // namespace karimen::harness::rules
