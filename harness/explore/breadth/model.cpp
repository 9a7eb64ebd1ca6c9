#include "harness/explore/breadth/model.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>

#include "harness/explore/walk/walker.hpp"

namespace karimen::harness::explore {
namespace {

using rules::Datum;
using rules::Tag;

/// Stands where a step may set a fact that it does not read; nothing comes to that.
constexpr Datum untouched{Tag::undecided, -1};

void append(std::string& text, std::uint64_t number) {
  const auto bytes = std::bit_cast<std::array<char, sizeof number>>(number);
  text.append(bytes.data(), bytes.size());
}

constexpr int tag_bits = 8;
Model::Packed packed(Datum datum) {
  return static_cast<std::uint64_t>(datum.number) << tag_bits | static_cast<std::uint64_t>(datum.tag);
}
Datum unpacked(Model::Packed value) {
  return {static_cast<Tag>(value & 0xFF), static_cast<std::int64_t>(value) >> tag_bits};
}

// Between which of the seconds a day or moment lies; what is neither stands for itself.
Model::Packed stretch_of(Datum day, const std::vector<std::int64_t>& seconds) {
  constexpr std::int64_t seconds_a_day = 86400;
  if (day.tag != Tag::date && day.tag != Tag::moment) return packed(day);
  const auto second = day.tag == Tag::date ? day.number * seconds_a_day : day.number;
  return packed({Tag::moment, std::ranges::upper_bound(seconds, second) - seconds.begin()});
}

Scenario nothing_done(const Beginning& beginning, const Lexicon& lexicon) {
  const Walk walk{.holder = beginning.holder,
                  .given = {},
                  .assumptions = {},
                  .steps = {{.procedure = "pass_time", .at = beginning.at, .inputs = {}}}};
  return *scenario_of(walk, lexicon);
}

}  // namespace

Model::Model(const RunContext& context, const Beginning& beginning, const Lexicon& lexicon,
             std::vector<Step> letters)
    : context_(context),
      program_(context.rulebook.program()),
      scenario_(nothing_done(beginning, lexicon)),
      letters_(std::move(letters)),
      symbols_(&program_.symbols),
      view_(program_, symbols_, context.calendar),
      evaluator_(program_, symbols_, context.calendar),
      tables_(program_, symbols_, evaluator_),
      steps_of_rules_(program_, symbols_, evaluator_, tables_),
      states_(program_, symbols_) {
  make_kinds();
  states_.reset(scenario_.people, context.assumed_by_oracle(scenario_), scenario_.start(), scenario_.place);
  begun_ = states_.of("holder");
  states_.start_afresh(begun_, beginning.at);
  start_.now = beginning.at;
  for (const int fact : lasting_) start_.facts.push_back(packed(begun_[static_cast<std::size_t>(fact)]));
  (void)seen_.add(key(start_), 0);
  stand(start_, start_.now);
  make_letters();
}

void Model::make_kinds() {
  std::set<int> set;
  for (const auto& procedure : program_.procedures) {
    auto& kind = kinds_.emplace_back();
    kind.procedure = procedure.name;
    kind.premises = premises_of(procedure, program_);
    set.insert(kind.premises.set.begin(), kind.premises.set.end());
  }
  lasting_.assign(set.begin(), set.end());
  place_of_.assign(program_.facts.size(), -1);
  for (std::size_t i = 0; i < lasting_.size(); ++i)
    place_of_[static_cast<std::size_t>(lasting_[i])] = static_cast<int>(i);
}

// What begins with a step is the same wherever it is taken.
void Model::make_letters() {
  for (const auto& letter : letters_) {
    auto request = context_.request_of(letter);
    request.at = start_.now;
    trying_ = begun_;
    states_.begin(trying_, begun_, request, *program_.vocabulary.procedure(letter.procedure));
    const auto kind = std::ranges::find(kinds_, letter.procedure, &Kind::procedure) - kinds_.begin();
    auto& made = asked_.emplace_back(Letter{static_cast<std::size_t>(kind), {}, {}});
    for (std::size_t i = 0; i < begun_.size(); ++i)
      if (trying_[i] != begun_[i]) made.brings.emplace_back(static_cast<int>(i), trying_[i]);
  }
}

std::vector<Step> Model::path(const State& state) const {
  std::vector<Step> steps(state.length);
  const auto* way = state.way.get();
  for (auto i = state.length; i-- > 0; way = way->before.get()) {
    steps[i] = letters_[way->letter];
    steps[i].at = way->at;
    steps[i].id = "s" + std::to_string(i + 1);
  }
  return steps;
}

Facts Model::facts(const State& state) const {
  Facts facts;
  for (std::size_t i = 0; i < lasting_.size(); ++i)
    if (const auto value = unpacked(state.facts[i]); value.tag != Tag::undecided)
      facts.emplace(program_.facts[static_cast<std::size_t>(lasting_[i])].name, symbols_.value(value));
  return facts;
}

std::string Model::key_of(const std::vector<Packed>& facts) const {
  std::string text;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i] == start_.facts[i]) continue;
    append(text, i);
    append(text, facts[i]);
  }
  return text;
}

template <typename Change>
void Model::apply(const Result& result, Change change) const {
  for (const auto& [place, value] : result.changes) change(place, value);
  for (const auto& [place, clock] : result.noted)
    change(place, packed(begun_[static_cast<std::size_t>(clock)]));
}

std::string Model::key_after(const Result& result) {
  reached_ = here_->facts;
  apply(result, [&](std::uint32_t place, Packed value) { reached_[place] = value; });
  return key_of(reached_);
}

void Model::stand(const State& state, Moment at) {
  here_ = &state;
  at_ = at;
  ++stands_;
  for (std::size_t i = 0; i < lasting_.size(); ++i)
    begun_[static_cast<std::size_t>(lasting_[i])] = unpacked(state.facts[i]);
  for (const auto& former : program_.former)
    begun_[static_cast<std::size_t>(former.fact)] = begun_[static_cast<std::size_t>(former.of)];
  states_.set_clock(begun_, at);
  view_.look_at(begun_);
}

std::uint32_t Model::number_of(Kind& kind) {
  if (kind.stood == stands_) return kind.number;
  values_.clear();
  rules::Reliance ignored;
  for (const int fact : kind.premises.read) append(values_, packed(view_.fact(fact, ignored)));
  for (const auto& [fact, seconds] : kind.premises.selecting)
    append(values_, stretch_of(view_.fact(fact, ignored), seconds));
  kind.stood = stands_;
  const auto known = kind.numbers.find(values_);
  if (known >= 0) return kind.number = static_cast<std::uint32_t>(known);
  (void)kind.numbers.add(values_, kind.count);
  return kind.number = kind.count++;
}

const Model::Result& Model::result_of(std::size_t place) {
  ++steps_;
  auto& letter = asked_[place];
  const auto number = number_of(kinds_[letter.kind]);
  if (number >= letter.results.size()) letter.results.resize(number + 1);
  if (letter.results[number] == 0) {
    results_.push_back(ask(letter));
    letter.results[number] = static_cast<std::uint32_t>(results_.size());
  }
  return results_[letter.results[number] - 1];
}

Model::Result Model::ask(const Letter& letter) {
  const auto& kind = kinds_[letter.kind];
  trying_ = begun_;
  for (const auto& [fact, value] : letter.brings) trying_[static_cast<std::size_t>(fact)] = value;
  for (const int fact : kind.premises.unread) trying_[static_cast<std::size_t>(fact)] = untouched;
  evaluator_.look_at(trying_);
  Prediction prediction;
  rules::Reliance ignored;
  steps_of_rules_.perform(kind.procedure, trying_, prediction, ignored, nullptr);
  Result result;
  result.outcome = prediction.outcome;
  // What is not read may have been anything before.
  for (const int fact : kind.premises.set) {
    const auto i = static_cast<std::size_t>(fact);
    const bool unread = std::ranges::binary_search(kind.premises.unread, fact);
    if (trying_[i] == (unread ? untouched : begun_[i])) continue;
    const auto clock = std::ranges::find(kind.premises.clocked, fact, &std::pair<int, int>::first);
    if (clock != kind.premises.clocked.end() && trying_[i] == begun_[static_cast<std::size_t>(clock->second)])
      result.noted.emplace_back(static_cast<std::uint32_t>(place_of_[i]), clock->second);
    else
      result.changes.emplace_back(static_cast<std::uint32_t>(place_of_[i]), packed(trying_[i]));
  }
  for (const int fact : kind.premises.told)
    result.told.emplace_back(fact, trying_[static_cast<std::size_t>(fact)]);
  return result;
}

bool Model::leads_on(const Result& result) const {
  if (result.outcome != PredictedOutcome::refused) return result.outcome == PredictedOutcome::done;
  bool changed = false;
  apply(result,
        [&](std::uint32_t place, Packed value) { changed = changed || here_->facts[place] != value; });
  return changed;
}

Model::State Model::state_after(std::size_t letter, const Result& result) const {
  State reached{std::make_shared<Way>(Way{here_->way, letter, at_}), here_->length + 1, here_->facts, at_};
  apply(result, [&](std::uint32_t place, Packed value) { reached.facts[place] = value; });
  return reached;
}

std::optional<Model::State> Model::reach(std::size_t letter) {
  const auto& result = result_of(letter);
  return leads_on(result) ? std::optional(state_after(letter, result)) : std::nullopt;
}

std::optional<Model::State> Model::after(std::size_t letter) {
  const auto& result = result_of(letter);
  if (!leads_on(result)) return std::nullopt;
  auto name = key_after(result);
  append(name, static_cast<std::uint64_t>(at_.time_since_epoch().count()));
  if (!seen_.add(name, 0)) return std::nullopt;
  ++states_reached_;
  return state_after(letter, result);
}

std::optional<Model::State> Model::new_to(Keys& seen, std::size_t letter) {
  const auto& result = result_of(letter);
  if (!leads_on(result) || !seen.add(key_after(result), 0)) return std::nullopt;
  return state_after(letter, result);
}

std::optional<Value> Model::told(std::size_t letter, std::string_view name) {
  const auto fact = program_.fact(name);
  for (const auto& [each, value] : result_of(letter).told)
    if (each == fact && value.tag != Tag::undecided) return symbols_.value(value);
  return std::nullopt;
}

}  // namespace karimen::harness::explore
