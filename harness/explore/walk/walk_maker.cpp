#include "harness/explore/walk/walk_maker.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "harness/explore/walk/course.hpp"
#include "harness/explore/walk/foresight.hpp"
#include "harness/scenario/reading/parser.hpp"

namespace karimen::harness::explore {
namespace {

using std::chrono::minutes;

/// The holder's numbers, and somebody else's.
const std::vector<std::string>& numbers() {
  static const std::vector<std::string> all{"$licence.record_number", "$history_record.number",
                                            "$licence.number", "\"305012345999\""};
  return all;
}
const std::vector<std::string>& photographs() {
  static const std::vector<std::string> all{"photo-01", "photo-02", "photo-05"};
  return all;
}

// A small range as it is; of versions the first ones, of yen and bytes some.
std::int64_t integer_of(const Limits& limits, Dice& dice) {
  const auto* from = limits.from ? std::get_if<std::int64_t>(&*limits.from) : nullptr;
  const auto* to = limits.to ? std::get_if<std::int64_t>(&*limits.to) : nullptr;
  if (from != nullptr && to != nullptr && *to < 10'000) {
    const auto size = std::min<std::int64_t>(*to - *from, 10);
    return *from + static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(size) + 1));
  }
  return 500 * static_cast<std::int64_t>(dice.below(4));
}

// Texts that procedures take: the holder's own, a wrong one, one of another form.
struct Texts {
  const char* input;
  std::vector<std::string> values;
};
const std::vector<Texts>& texts() {
  static const std::vector<Texts> all{
      {"number",
       {"$licence.record_number", "$licence.record_number", "$history_record.number", "$licence.number",
        "\"305012345999\"", "\"12\"", "none"}},
      {"password", {"$card.signature_password", "$card.signature_password", "KARIMEN2024", "abc", "unknown"}},
      {"pin", {"$card.licence_pin", "$card.licence_pin", "\"0000\"", "\"12\""}},
  };
  return all;
}

/// Hours at which counters open, close, and their neighbours; most walks keep to the day.
constexpr std::array odd_minutes{0,       3 * 60,       8 * 60 + 29,  8 * 60 + 30, 9 * 60,       10 * 60,
                                 11 * 60, 11 * 60 + 1,  11 * 60 + 30, 13 * 60,     14 * 60 + 29, 15 * 60 + 30,
                                 16 * 60, 17 * 60 + 15, 17 * 60 + 16, 23 * 60 + 59};

minutes time_of(Dice& dice) {
  return dice.in(85) ? minutes(10 * 60 + 5 * dice.below(66))
                     : minutes(odd_minutes[dice.below(odd_minutes.size())]);
}

Date first_day() {
  return Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{1}};
}

std::string stub_of(const std::string& name) {
  return "id: STUB\ntitle: {en: s, ja: s}\ngiven: {holder: " + name +
         "}\nsteps: [{do: pass_time, at: 2026-06-01T10:00}]\n";
}

/// Moments that steps before have named.
std::vector<Moment> agreed_moments(const Walk& walk) {
  std::vector<Moment> found;
  for (const auto& step : walk.steps)
    for (const auto& [name, value] : step.inputs)
      if (const auto moment = parse_moment(value)) found.push_back(*moment);
  return found;
}

std::vector<std::string> other_values(const rules::Assumption& assumption) {
  std::vector<std::string> others;
  for (const auto& word : assumption.type.words)
    if (word != to_string(assumption.initial)) others.push_back(word);
  return others;
}

}  // namespace

Date WalkMaker::last_day() {
  return Date{std::chrono::year{2040}, std::chrono::December, std::chrono::day{31}};
}

WalkMaker::WalkMaker(const Lexicon& lexicon, const Rulebook& rulebook, const std::set<std::string>& knows,
                     WalkSettings settings)
    : settings_(std::move(settings)) {
  for (const auto& each : rulebook.vocabulary().procedures())
    if (knows.contains(each.name)) procedures_.push_back(each);
  for (const auto& course : courses()) {
    std::vector<const ProcedureSpec*> found;
    for (const auto* name : course)
      if (const auto* known = procedure_called(name); known != nullptr) found.push_back(known);
    if (!found.empty()) courses_.push_back(std::move(found));
  }
  for (const auto& fact : rulebook.vocabulary().facts()) {
    if (fact.observe == Channel::unobserved || fact.per_step || fact.derive) continue;
    facts_.push_back(fact);
    may_give_.insert(fact.name);
  }
  for (const auto& [name, entry] : lexicon.facilities) facilities_.push_back({name, entry.prefecture});
  for (const auto& each : rulebook.assumptions())
    if (auto others = other_values(each); !others.empty() && !settings_.assumptions.contains(each.id))
      knobs_.push_back({each.id, std::move(others)});
  read_rule_days(rulebook);
  read_holders(lexicon);
}

void WalkMaker::read_rule_days(const Rulebook& rulebook) {
  std::set<Date> found;
  const auto add = [&](std::int64_t seconds) {
    const auto day = date_of(Moment{std::chrono::seconds{seconds}});
    if (day >= first_day() && day <= last_day()) found.insert(day);
  };
  for (const auto& decision : rulebook.decisions())
    for (const auto& rule : decision.rules) {
      if (rule.effective.from != rules::Effective{}.from) add(rule.effective.from);
      if (rule.effective.until != rules::Effective{}.until) add(rule.effective.until);
    }
  rule_days_.assign(found.begin(), found.end());
}

void WalkMaker::read_holders(const Lexicon& lexicon) {
  for (const auto& name : lexicon.personas->names()) {
    const auto scenario = read_scenarios(stub_of(name), name, lexicon).front();
    Holder holder{.name = name, .prefecture = "tokyo", .days = {}};
    std::set<Date> days_found(rule_days_.begin(), rule_days_.end());
    for (const auto& [fact, value] : scenario.people.at("holder").all()) {
      if (fact == "holder.prefecture") holder.prefecture = to_string(value);
      const auto* day = std::get_if<Date>(&value);
      if (day != nullptr && *day >= first_day() && *day <= last_day()) days_found.insert(*day);
    }
    holder.days.assign(days_found.begin(), days_found.end());
    holders_.push_back(std::move(holder));
  }
}

Moment WalkMaker::first_moment(const Holder& holder, Dice& dice) const {
  Date day = plus_days(first_day(), 20 + static_cast<int>(dice.below(600)));
  if (dice.in(60) && !holder.days.empty())
    day = plus_days(dice.one_of(holder.days), 5 - static_cast<int>(dice.below(100)));
  return at_midnight(std::max(day, plus_days(first_day(), 20))) + time_of(dice);
}

Moment WalkMaker::later(const Walk& walk, Moment now, const Holder& holder, Dice& dice) const {
  static const std::vector<int> gaps{0, 0, 0, 1, 1, 3, 7, 20, 40, 90, 300};
  // People come when they said that they would, or a little before or after.
  if (dice.in(40)) {
    static const std::vector<int> off{-200, -30, 0, 0, 5, 45, 200};
    const auto agreed = agreed_moments(walk);
    if (!agreed.empty())
      if (const auto then = dice.one_of(agreed) + minutes(dice.one_of(off)); then > now) return then;
  }
  Date day = date_of(now);
  const auto next = std::ranges::upper_bound(holder.days, day);
  if (dice.in(15) && next != holder.days.end())
    day = std::max(day, plus_days(*next, static_cast<int>(dice.below(3)) - 1));
  else
    day = plus_days(day, dice.one_of(gaps));
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  if (weekday.iso_encoding() > 5 && dice.in(80))
    day = plus_days(day, 8 - static_cast<int>(weekday.iso_encoding()));
  if (day == date_of(now)) return now + minutes(5 + 5 * dice.below(12));
  return at_midnight(day) + time_of(dice);
}

std::string WalkMaker::value_of(const Type& type, const Limits& limits, const Holder& holder, Moment now,
                                Dice& dice) const {
  const auto day = [&] { return plus_days(date_of(now), static_cast<int>(dice.below(500)) - 20); };
  if (type.base != Base::words && type.base != Base::set && !type.words.empty() && dice.in(30))
    return dice.one_of(type.words);
  switch (type.base) {
    case Base::words:
      return dice.one_of(type.words);
    case Base::boolean:
      return dice.in(50) ? "true" : "false";
    case Base::set: {
      std::string members;
      for (const auto& word : type.words)
        if (dice.in(40)) members += (members.empty() ? "" : ", ") + word;
      return '[' + members + ']';
    }
    case Base::facility: {
      std::vector<std::string> near;
      for (const auto& each : facilities_)
        if (each.prefecture == holder.prefecture) near.push_back(each.name);
      return near.empty() || dice.in(30) ? dice.one_of(facilities_).name : dice.one_of(near);
    }
    case Base::date:
      return to_string(!holder.days.empty() && dice.in(30) ? dice.one_of(holder.days) : day());
    case Base::moment: {
      const auto begin = dice.in(60) ? now : at_midnight(day()) + time_of(dice);
      return to_string(begin + minutes(30 * dice.below(4)));
    }
    case Base::integer:
      return std::to_string(integer_of(limits, dice));
    case Base::text:
      if (!limits.format) return {};
      if (limits.format->exists == "photograph") return dice.one_of(photographs());
      return limits.format->name == "licence_number" ? dice.one_of(numbers()) : "";
    default:
      return {};
  }
}

std::string WalkMaker::value_of(const InputSpec& input, const Holder& holder, Moment now, Dice& dice) const {
  if (auto value = value_of(input.type, input.limits, holder, now, dice); !value.empty()) return value;
  for (const auto& each : texts())
    if (input.name == each.input) return dice.one_of(each.values);
  return input.initial ? to_string(*input.initial) : "KARIMEN";
}

std::vector<std::string> WalkMaker::values_of(const InputSpec& input, const Holder& holder) const {
  const auto& type = input.type;
  if (type.base == Base::boolean) return {"true", "false"};
  if (type.base == Base::facility) {
    std::vector<std::string> near;
    for (const auto& each : facilities_)
      if (each.prefecture == holder.prefecture) near.push_back(each.name);
    return near;
  }
  if (type.base == Base::set) {
    std::vector<std::string> sets{"[]"};
    for (const auto& word : type.words) sets.push_back('[' + word + ']');
    return sets;
  }
  if (type.base != Base::text) return type.words;
  for (const auto& each : texts())
    if (input.name == each.input) return each.values;
  return input.limits.format && input.limits.format->name == "licence_number" ? numbers()
                                                                              : std::vector<std::string>{};
}

const ProcedureSpec* WalkMaker::procedure_called(const std::string& name) const {
  const auto found = std::ranges::find(procedures_, name, &ProcedureSpec::name);
  return found == procedures_.end() ? nullptr : &*found;
}

const std::string* WalkMaker::said_before(const Walk& walk, const InputSpec& input) const {
  for (auto step = walk.steps.rbegin(); step != walk.steps.rend(); ++step) {
    const auto said =
        std::ranges::find(step->inputs, input.name, &std::pair<std::string, std::string>::first);
    if (said == step->inputs.end()) continue;
    const auto* procedure = procedure_called(step->procedure);
    const auto* same = procedure == nullptr ? nullptr : procedure->input(input.name);
    if (same != nullptr && same->type == input.type) return &said->second;
  }
  return nullptr;
}

WalkStep WalkMaker::step(const Walk& walk, const ProcedureSpec& procedure, const Holder& holder, Moment now,
                         Dice& dice) const {
  WalkStep made{.procedure = procedure.name, .at = now, .inputs = {}};
  // Half of the steps keep to what was said before: whoever booked a facility goes there, with what is plain.
  const bool steady = dice.in(50);
  std::optional<Moment> begun;
  for (const auto& input : procedure.inputs) {
    if (const auto* said = steady ? said_before(walk, input) : nullptr; said != nullptr) {
      made.inputs.emplace_back(input.name, *said);
      continue;
    }
    if (steady && input.initial && dice.in(70)) continue;
    auto value = value_of(input, holder, begun.value_or(now), dice);
    // What ends begins before: a slot is for an hour or so.
    if (input.type.base == Base::moment) {
      if (begun && dice.in(80)) value = to_string(*begun + minutes(30 * (1 + dice.below(4))));
      begun = parse_moment(value);
    }
    // What has a default is left out half of the time: authors do so, too.
    if (input.initial && dice.in(50)) continue;
    made.inputs.emplace_back(input.name, std::move(value));
  }
  return made;
}

Walk WalkMaker::make(std::uint64_t number, unsigned attempt, Foresight* foresight) const {
  Dice dice(settings_.seed, number * 64 + attempt);
  const auto& holder = dice.one_of(holders_);
  Walk walk{.holder = holder.name, .given = {}, .assumptions = settings_.assumptions, .steps = {}};
  // Every second walk under the defaults; the others turn one knob, or two.
  if (!knobs_.empty() && dice.in(50)) {
    for (std::size_t turned = 1 + dice.below(2); turned > 0; --turned) {
      const auto& knob = dice.one_of(knobs_);
      walk.assumptions[knob.id] = dice.one_of(knob.others);
    }
  }
  auto now = first_moment(holder, dice);
  // Every third walk starts in a state that no persona is in; what cannot be is refused, and made up again.
  if (!facts_.empty() && dice.in(33)) {
    for (std::size_t changed = 1 + dice.below(2); changed > 0; --changed) {
      const auto& fact = dice.one_of(facts_);
      if (auto value = value_of(fact.type, fact.limits, holder, now, dice); !value.empty())
        walk.given[fact.name] = std::move(value);
    }
  }
  go_on(walk, holder, now, 1 + dice.below(settings_.depth), foresight, dice);
  return walk;
}

Walk WalkMaker::vary(const Walk& known, std::size_t steps, std::uint64_t number, unsigned attempt,
                     Foresight* foresight) const {
  Dice dice(settings_.seed + "/vary", number * 64 + attempt);
  const auto& holder = *std::ranges::find(holders_, known.holder, &Holder::name);
  Walk walk = known;
  const bool on = steps < settings_.depth && dice.in(50);
  walk.steps.resize(on ? steps : 1 + dice.below(known.steps.size()));
  auto& last = walk.steps.back();
  const auto* procedure = procedure_called(last.procedure);
  if (!on && dice.in(50) && procedure != nullptr) last = step(walk, *procedure, holder, last.at, dice);
  const auto now = later(walk, last.at, holder, dice);
  if (on && foresight != nullptr && dice.in(40)) say_another_value(walk, *foresight, holder, dice);
  if (date_of(now) <= last_day())
    go_on(walk, holder, now, std::min(settings_.depth, walk.steps.size() + 1 + dice.below(4)), foresight,
          dice);
  return walk;
}

Walk WalkMaker::turn(const Walk& known, const std::set<std::string>& assumptions, std::uint64_t number,
                     unsigned attempt) const {
  Dice dice(settings_.seed + "/turn", number * 64 + attempt);
  std::vector<const Knob*> found;
  for (const auto& knob : knobs_)
    if (assumptions.contains(knob.id)) found.push_back(&knob);
  Walk walk = known;
  if (found.empty()) return walk;
  const auto& knob = *dice.one_of(found);
  // Back to what is usual, now and then.
  if (walk.assumptions.contains(knob.id) && dice.in(50))
    walk.assumptions.erase(knob.id);
  else
    walk.assumptions[knob.id] = dice.one_of(knob.others);
  return walk;
}

std::vector<std::pair<const WalkMaker::Procedures*, std::size_t>> WalkMaker::courses_after(
    const std::string& procedure) const {
  std::vector<std::pair<const Procedures*, std::size_t>> found;
  for (const auto& course : courses_)
    for (std::size_t next = 1; next < course.size(); ++next)
      if (course[next - 1]->name == procedure) found.emplace_back(&course, next);
  return found;
}

void WalkMaker::go_on(Walk& walk, const Holder& holder, Moment now, std::size_t length, Foresight* foresight,
                      Dice& dice) const {
  if (foresight != nullptr && !foresight->stand_after(walk, now)) foresight = nullptr;
  // Whoever insists goes to the end of a course.
  const unsigned steady = foresight != nullptr ? 90 : 70, begins = foresight != nullptr ? 85 : 50;
  const Procedures* course = nullptr;
  std::size_t next = 0;
  while (walk.steps.size() < length) {
    if (course == nullptr && !walk.steps.empty() && dice.in(50)) {
      const auto onward = courses_after(walk.steps.back().procedure);
      if (!onward.empty()) std::tie(course, next) = dice.one_of(onward);
    }
    if (course == nullptr && !courses_.empty() && dice.in(begins)) course = &dice.one_of(courses_), next = 0;
    const bool follows = course != nullptr && dice.in(steady);
    const auto& procedure = follows ? *(*course)[next++] : dice.one_of(procedures_);
    if (course != nullptr && next == course->size()) course = nullptr;
    auto said = step(walk, procedure, holder, now, dice);
    if (foresight != nullptr) {
      said = insist(walk, procedure, holder, std::move(said), follows, *foresight, dice);
      now = said.at;
      if (!foresight->go(said)) foresight = nullptr;
    }
    walk.steps.push_back(std::move(said));
    now = later(walk, now, holder, dice);
    if (date_of(now) > last_day()) break;
  }
}

}  // namespace karimen::harness::explore
