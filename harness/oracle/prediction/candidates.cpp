#include "harness/oracle/prediction/candidates.hpp"

#include <algorithm>
#include <cstdlib>

#include "harness/fact/limits.hpp"
#include "harness/oracle/formula/tag_of.hpp"

namespace karimen::harness::rules {
namespace {

constexpr std::int64_t a_day = 86400, a_minute = 60;

std::int64_t days_of(std::int64_t seconds) {
  return seconds >= 0 ? seconds / a_day : -((-seconds + a_day - 1) / a_day);
}

bool is_comparison(Op op) {
  return op >= Op::equal && op <= Op::greater_equal;
}

bool is_number(Datum datum) {
  return datum.tag == Tag::integer || datum.tag == Tag::date || datum.tag == Tag::moment ||
         datum.tag == Tag::time;
}

}  // namespace

void Candidates::read(const Decision& decision) {
  for (const auto& rule : decision.rules) {
    for (const auto& cell : rule.when) read(cell.test);
    for (const auto& output : rule.then) read(output.value);
    select_by(decision.as_of, rule);
  }
  if (decision.otherwise)
    for (const auto& output : decision.otherwise->then) read(output.value);
}

void Candidates::read(const Effect& effect) {
  for (const auto& cell : effect.when) read(cell.test);
  for (const auto& assignment : effect.set) read(assignment.value);
}

void Candidates::read(const Expression& expression) {
  for (const auto& node : expression.nodes) {
    if (node.op == Op::fact) {
      const auto fact = static_cast<int>(node.value.number);
      const auto& derive = program_.facts[static_cast<std::size_t>(fact)].derive;
      if (derive.empty())
        propose_types(fact);
      else if (opened_.insert(fact).second)
        read(derive);
    }
    if (is_comparison(node.op)) compare(expression, node);
  }
}

// A day on which a row comes into force, or goes.
void Candidates::select_by(int as_of, const Rule& rule) {
  if (rule.effective == Effective{} || as_of < 0) return;
  const auto& primaries = primaries_under(as_of);
  for (const auto bound : {rule.effective.from, rule.effective.until}) {
    if (bound == Effective{}.from || bound == Effective{}.until) continue;
    Reliance ignored;
    const auto now = evaluator_.fact(as_of, ignored);
    const bool daily = now.tag == Tag::date;
    for (const auto shift : {std::int64_t{0}, daily ? a_day : a_minute, daily ? -a_day : -a_minute})
      turn(primaries, now,
           daily ? Datum{Tag::date, days_of(bound + shift)} : Datum{Tag::moment, bound + shift});
  }
}

const std::set<int>& Candidates::primaries_under(int fact) {
  auto& known = primaries_[static_cast<std::size_t>(fact)];
  if (!known.empty()) return known;
  const auto& derive = program_.facts[static_cast<std::size_t>(fact)].derive;
  std::set<int> found;
  if (derive.empty())
    found.insert(fact == program_.step.today ? program_.step.now : fact);
  else
    add_primaries(derive, static_cast<std::int32_t>(derive.nodes.size()) - 1, found);
  return primaries_[static_cast<std::size_t>(fact)] = std::move(found);
}

void Candidates::add_primaries(const Expression& expression, std::int32_t index, std::set<int>& into) {
  const auto& node = expression.nodes[static_cast<std::size_t>(index)];
  if (node.op == Op::fact) {
    const auto& more = primaries_under(static_cast<int>(node.value.number));
    into.insert(more.begin(), more.end());
  }
  for (std::int32_t i = 0; i < node.argument_count; ++i)
    add_primaries(expression, argument_of(expression, node, i), into);
}

Datum Candidates::value_of(const Expression& expression, std::int32_t index) {
  Reliance ignored;
  return evaluator_.evaluate_node(expression, index, ignored);
}

void Candidates::compare(const Expression& expression, const ExpressionNode& node) {
  const auto left = argument_of(expression, node, 0), right = argument_of(expression, node, 1);
  const auto left_now = value_of(expression, left), right_now = value_of(expression, right);
  std::set<int> on_left, on_right;
  add_primaries(expression, left, on_left);
  add_primaries(expression, right, on_right);
  turn(on_left, left_now, right_now);
  turn(on_right, right_now, left_now);
}

// What makes a value that follows from `facts` and is `now` meet `target`.
void Candidates::turn(const std::set<int>& facts, Datum now, Datum target) {
  if (target.tag == Tag::undecided) return;
  for (const auto fact : facts) propose(fact, now, target);
}

void Candidates::propose(int fact, Datum now, Datum target) {
  const auto own = facts_[static_cast<std::size_t>(fact)];
  const auto tag = tag_of(program_.facts[static_cast<std::size_t>(fact)].type.base);
  if (target.tag == Tag::word || target.tag == Tag::boolean) {
    if (tag == Tag::word && target.tag == Tag::word) values_[fact].emplace(Tag::word, target.number);
    return;
  }
  if (!is_number(target) || tag == Tag::word) return;
  if (!is_number(own) || !is_number(now) || now.tag != target.tag) {  // it is none, or nobody says it
    if (tag == target.tag) propose_number(fact, target.number);
    if (tag == Tag::moment && target.tag == Tag::date) propose_number(fact, target.number * a_day);
    return;
  }
  const auto gap = target.number - now.number;
  if (tag == target.tag) return propose_number(fact, own.number + gap);
  if (tag == Tag::moment && target.tag == Tag::date) return propose_number(fact, own.number + gap * a_day);
  if (tag == Tag::moment && target.tag == Tag::time) return propose_number(fact, own.number + gap);
  if (tag == Tag::date && target.tag == Tag::moment) return propose_number(fact, own.number + days_of(gap));
  // Years of an age, say: either end of it may move.
  constexpr std::int64_t most_years = 130;
  if (target.tag != Tag::integer || std::abs(gap) > most_years || (tag != Tag::date && tag != Tag::moment))
    return;
  const auto day = tag == Tag::date ? own.number : days_of(own.number);
  for (const auto years : {gap, -gap}) {
    const auto moved =
        plus_months(Date(std::chrono::sys_days(std::chrono::days(day))), static_cast<int>(years) * 12);
    const auto shift = std::chrono::sys_days(moved).time_since_epoch().count() - day;
    propose_number(fact, own.number + (tag == Tag::date ? shift : shift * a_day));
  }
}

void Candidates::propose_number(int fact, std::int64_t number) {
  const auto tag = tag_of(program_.facts[static_cast<std::size_t>(fact)].type.base);
  auto& values = values_[fact];
  if (tag == Tag::moment)
    for (const auto shift : {-a_day, a_day}) values.emplace(tag, number + shift);
  const auto step = tag == Tag::moment || tag == Tag::time ? a_minute : 1;
  for (const auto shift : {std::int64_t{0}, step, -step}) values.emplace(tag, number + shift);
}

void Candidates::propose_types(int fact) {
  if (fact == program_.step.today) fact = program_.step.now;
  if (!typed_.insert(fact).second) return;
  const auto& type = type_of(fact);
  auto& values = values_[fact];
  const auto own = facts_[static_cast<std::size_t>(fact)];
  if (type.base == Base::boolean) {
    values.emplace(Tag::boolean, 0);
    values.emplace(Tag::boolean, 1);
  } else if (type.base != Base::set) {
    for (const auto& word : type.words) values.emplace(Tag::word, symbols_.word(word));
  } else if (own.tag == Tag::set) {
    values.emplace(Tag::set, symbols_.set({}));
    const auto members = symbols_.members(own.number);
    const std::vector<std::int64_t> now(members.begin(), members.end());
    for (const auto& word : type.words) {
      auto other = now;
      const auto symbol = symbols_.word(word);
      if (std::erase(other, symbol) == 0) other.push_back(symbol);
      values.emplace(Tag::set, symbols_.set(std::move(other)));
    }
  }
}

const Type& Candidates::type_of(int fact) const {
  const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  constexpr std::string_view prefix = "input.";
  if (procedure_ != nullptr && spec.name.starts_with(prefix))
    if (const auto* input = procedure_->input(std::string_view(spec.name).substr(prefix.size()));
        input != nullptr && input->type.base == spec.type.base)
      return input->type;
  return spec.type;
}

// What the step says of itself, and what lasts for it only, follows; and it takes no inputs but its own.
bool Candidates::is_free(int fact) const {
  const auto& step = program_.step;
  const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  for (const int own : {step.today, step.procedure, step.obstacles, step.warnings, step.outcome,
                        step.facility_name, step.facility_kind, step.facility_prefecture})
    if (fact == own) return false;
  if (spec.per_step || std::ranges::any_of(program_.former, [&](auto& each) { return each.fact == fact; }))
    return false;
  constexpr std::string_view prefix = "input.";
  if (!spec.name.starts_with(prefix)) return true;
  if (spec.name == "input.facility") return false;  // it goes with the facility
  return procedure_ == nullptr ||
         procedure_->input(std::string_view(spec.name).substr(prefix.size())) != nullptr;
}

bool Candidates::may_be(int fact, Datum value) const {
  const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  const auto& vocabulary = program_.vocabulary;
  const auto& type = type_of(fact);
  const auto plain = symbols_.value(value);
  if (!accepts(type, plain)) return false;
  Limits limits;
  if (spec.vocabulary >= 0) limits = vocabulary.facts()[static_cast<std::size_t>(spec.vocabulary)].limits;
  if (spec.name.starts_with("input.") && procedure_ != nullptr)
    limits = procedure_->input(spec.name.substr(6))->limits;
  if (!limits.from && !limits.to && !limits.format) limits = vocabulary.limits(type.base);
  return !violated(plain, type, limits);
}

Variable::Alternative Candidates::set(int fact, Datum value) const {
  if (fact != program_.step.now) return {{fact, value}};
  return {{fact, value}, {program_.step.today, {Tag::date, days_of(value.number)}}};
}

Variable Candidates::facility(std::span<const Facility> facilities) const {
  const auto& step = program_.step;
  Variable variable{.fact = step.facility_name, .alternatives = {}};
  const auto now = facts_[static_cast<std::size_t>(step.facility_name)];
  const int input = program_.fact("input.facility");
  for (const auto& each : facilities) {
    const auto name = symbols_.datum(each.name);
    if (name == now) continue;
    const auto prefecture = symbols_.datum(each.prefecture);
    variable.alternatives.push_back({{step.facility_name, name},
                                     {step.facility_kind, symbols_.datum(each.kind)},
                                     {step.facility_prefecture, prefecture},
                                     {step.place, prefecture}});
    if (input >= 0) variable.alternatives.back().emplace_back(input, name);
  }
  return variable;
}

std::vector<Variable> Candidates::variables(std::span<const Facility> facilities) {
  const auto& step = program_.step;
  std::vector<Variable> result;
  bool of_facility = false;
  const bool no_facility =
      facts_[static_cast<std::size_t>(step.facility_name)] == symbols_.datum(std::string("none"));
  for (const auto& [fact, values] : values_) {
    for (const int own : {step.facility_name, step.facility_kind, step.facility_prefecture, step.place})
      of_facility = of_facility || fact == own;
    if (!is_free(fact) || (fact == step.place && !no_facility)) continue;
    const auto now = facts_[static_cast<std::size_t>(fact)];
    std::vector<Datum> others;
    for (const auto& [tag, number] : values)
      if (const Datum value{tag, number}; value != now && may_be(fact, value)) others.push_back(value);
    std::ranges::stable_sort(others, {}, [&](Datum value) {
      return is_number(value) && value.tag == now.tag ? std::abs(value.number - now.number) : 0;
    });
    Variable variable{.fact = fact, .alternatives = {}};
    for (const auto value : others) variable.alternatives.push_back(set(fact, value));
    if (!variable.alternatives.empty()) result.push_back(std::move(variable));
  }
  if (of_facility && !no_facility) result.push_back(facility(facilities));
  std::ranges::sort(result, {}, [&](const Variable& each) -> const std::string& {
    return program_.facts[static_cast<std::size_t>(each.fact)].name;
  });
  return result;
}

}  // namespace karimen::harness::rules
