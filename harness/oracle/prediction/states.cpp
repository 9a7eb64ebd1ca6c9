#include "harness/oracle/prediction/states.hpp"

#include <stdexcept>

namespace karimen::harness::rules {
namespace {

Datum& at(FactData& facts, int index) {
  return facts[static_cast<std::size_t>(index)];
}

}  // namespace

States::States(const Program& program, Symbols& symbols) : program_(program), symbols_(symbols) {
  for (std::size_t i = 0; i < program.facts.size(); ++i) {
    const auto& fact = program.facts[i];
    if (fact.per_step || (fact.vocabulary < 0 && fact.assumption < 0)) starts_afresh_.push_back(i);
  }
}

void States::reset(const People& people, const Facts& assumptions, Moment now, const std::string& place) {
  people_.clear();
  for (const auto& [who, given] : people) {
    auto facts = shared(given.shared());
    for (const auto& [id, value] : assumptions) set(facts, "assume." + id, value);
    set_clock(facts, now);
    at(facts, program_.step.place) = symbols_.datum(place);
    for (const auto& [name, value] : given.own()) set(facts, name, value);
    people_.emplace(who, std::move(facts));
  }
}

// What hundreds of scenarios share is looked up once.
const FactData& States::shared(const std::shared_ptr<const SharedFacts>& given) {
  constexpr std::size_t most_kept = 256;
  if (shared_.size() >= most_kept) shared_.clear();
  const auto [entry, is_new] = shared_.try_emplace(given);
  if (is_new) {
    FactData facts;
    for (const auto& fact : program_.facts) facts.push_back(fact.initial);
    try {
      for (const auto& [name, value] : given->all()) set(facts, name, value);
    } catch (...) {
      shared_.erase(entry);
      throw;
    }
    entry->second = std::move(facts);
  }
  return entry->second;
}

void States::show(FactData& facts, const Facts& observed, const Facts& before) {
  const auto unseen = symbols_.undecided("not observed");
  for (const auto index : program_.observed)
    if (program_.facts[static_cast<std::size_t>(index)].per_step) at(facts, index) = unseen;
  for (const auto& [name, value] : observed) set_if_known(facts, name, value);
  for (const auto& former : program_.former)
    if (const auto found = before.find(program_.facts[static_cast<std::size_t>(former.of)].name);
        found != before.end())
      at(facts, former.fact) = symbols_.datum(found->second);
}

FactData& States::of(const std::string& who) {
  const auto found = people_.find(who);
  if (found == people_.end()) throw std::invalid_argument("nobody here is called '" + who + "'");
  return found->second;
}

void States::set(FactData& facts, const std::string& name, const Value& value) {
  const int index = program_.fact(name);
  if (index < 0) throw std::invalid_argument("unknown fact '" + name + "'");
  const auto& spec = program_.facts[static_cast<std::size_t>(index)];
  if (!accepts(spec.type, value))
    throw std::invalid_argument(name + " is " + to_string(spec.type) + ", not '" + to_string(value) + "'");
  at(facts, index) = symbols_.datum(value);
}

// A derived fact follows from the others, whoever says it.
void States::set_if_known(FactData& facts, const std::string& name, const Value& value) {
  const int index = program_.fact(name);
  if (index < 0) return;
  const auto& fact = program_.facts[static_cast<std::size_t>(index)];
  if (fact.derive.empty() && accepts(fact.type, value)) at(facts, index) = symbols_.datum(value);
}

void States::set_clock(FactData& facts, Moment now) {
  at(facts, program_.step.now) = symbols_.datum(now);
  at(facts, program_.step.today) = symbols_.datum(date_of(now));
}

// The clock goes on; what lasts for one step only starts afresh.
void States::start_afresh(FactData& facts, Moment now) {
  for (const auto i : starts_afresh_) facts[i] = program_.facts[i].initial;
  set_clock(facts, now);
}

// (1) The clock goes to `at`; what lasts for one step only starts afresh.
void States::begin(FactData& facts, const FactData& before, const StepRequest& request,
                   const ProcedureSpec& spec) {
  const auto& step = program_.step;
  start_afresh(facts, request.at);
  for (const auto& former : program_.former)
    at(facts, former.fact) = before[static_cast<std::size_t>(former.of)];
  at(facts, step.procedure) = symbols_.datum(request.procedure);
  at(facts, step.place) = symbols_.datum(request.facility ? request.facility->prefecture : request.place);
  if (request.facility) {
    at(facts, step.facility_name) = symbols_.datum(request.facility->name);
    at(facts, step.facility_kind) = symbols_.datum(request.facility->kind);
    at(facts, step.facility_prefecture) = symbols_.datum(request.facility->prefecture);
  }
  take_inputs(facts, request, spec);
}

const std::vector<int>& States::inputs_of(const ProcedureSpec& spec) {
  auto& facts = inputs_[&spec];
  while (facts.size() < spec.inputs.size())
    facts.push_back(program_.fact("input." + spec.inputs[facts.size()].name));
  return facts;
}

void States::take_inputs(FactData& facts, const StepRequest& request, const ProcedureSpec& spec) {
  for (const auto& [name, value] : request.inputs)
    if (spec.input(name) == nullptr)
      throw std::invalid_argument(request.procedure + " has no input '" + name + "'");
  auto fact = inputs_of(spec).begin();
  for (const auto& input : spec.inputs) {
    const auto said = request.inputs.find(input.name);
    if (said != request.inputs.end() && !accepts(input.type, said->second))
      throw std::invalid_argument("input." + input.name + " is " + to_string(input.type) + ", not '" +
                                  to_string(said->second) + "'");
    const int index = *fact++;
    if (said == request.inputs.end() && !input.initial)
      at(facts, index) = symbols_.undecided("the step does not say input." + input.name);
    else
      at(facts, index) = input_slot(index, said == request.inputs.end() ? *input.initial : said->second);
  }
}

// A word that other procedures take as a set is a set of one.
Datum States::input_slot(int index, const Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  if (word != nullptr && program_.facts[static_cast<std::size_t>(index)].type.base == Base::set)
    return symbols_.datum(WordSet{*word});
  return symbols_.datum(value);
}

}  // namespace karimen::harness::rules
