#include "harness/report/event/told_facts.hpp"

#include <algorithm>

namespace karimen::harness::report {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* set = std::get_if<WordSet>(&value)) return *set;
  return to_string(value);
}

// As they are told: a date that was read from a stream is a text.
bool told_alike(const Value& a, const Value& b) {
  return a.index() == b.index() ? a == b : json_of(a) == json_of(b);
}

bool all_told_alike(const Facts& a, const Facts& b) {
  return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
    return one.first == other.first && told_alike(one.second, other.second);
  });
}

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

Facts without(Facts facts, const std::vector<std::string>& names) {
  for (const auto& name : names) facts.erase(name);
  return facts;
}

Json changes(const Facts& now, const Facts& former, const std::vector<std::string>& left_out = {}) {
  auto all = Json::object();
  auto old = former.begin();
  const auto gone = [&] {
    if (!is_named(left_out, old->first)) all[old->first] = nullptr;
    ++old;
  };
  for (const auto& [name, value] : now) {
    while (old != former.end() && old->first < name) gone();
    const bool known = old != former.end() && old->first == name;
    if (!known || !told_alike(value, old->second) || is_named(left_out, name)) all[name] = json_of(value);
    if (known) ++old;
  }
  while (old != former.end()) gone();
  return all;
}

bool is_answer(const std::string& name) {
  return name.find('.') == std::string::npos;
}

// Before the first step of a person everything was as it is predicted, but for what the step changes.
Facts as_it_was(const StepEvent& event, const Facts& usual) {
  const auto those = [](const Facts& facts, bool answers) {
    FactsInOrder some(facts.size());
    for (const auto& [name, value] : facts)
      if (is_answer(name) == answers) some.add(name, value);
    return some.take();
  };
  return together(together(those(event.before, false), those(event.predicted, false)), those(usual, true));
}

Facts changed(Facts facts, const std::vector<ToldFacts::Change>& changes) {
  for (const auto& [name, value] : changes)
    if (value)
      facts.insert_or_assign(name, *value);
    else
      facts.erase(name);
  return facts;
}

// Of the facts that are predicted otherwise than before, how they were. The answer of a step ("outcome") was
// nothing before it.
Facts followed_by(const Facts& predicted, const Facts& former) {
  FactsInOrder before(0);
  auto old = former.begin();
  for (const auto& [name, value] : predicted) {
    if (is_answer(name)) continue;
    old = sought(name, old, former.end());
    if (old != former.end() && old->first == name && !told_alike(old->second, value))
      before.add(name, old->second);
  }
  return before.take();
}

}  // namespace

Json json_of(const Facts& facts) {
  auto object = Json::object();
  for (const auto& [name, value] : facts) object[name] = json_of(value);
  return object;
}

const Facts& ToldFacts::former(const std::string& who) const {
  const auto found = last_.find(who);
  return found == last_.end() ? usual_ : found->second;
}

void ToldFacts::put(Json& object, const StepEvent& event) {
  Facts given;  // of the first step; a later one goes on from the last
  if (!last_.contains(event.who)) {
    given = as_it_was(event, usual_);
    if (auto told = changes(given, usual_); !told.empty()) object["given"] = std::move(told);
  }
  const auto& last = last_.contains(event.who) ? former(event.who) : given;
  object["set"] = changes(event.predicted, last);
  if (auto seen = changes(event.observed, event.predicted, event.not_observed); !seen.empty())
    object["seen"] = std::move(seen);
  if (!all_told_alike(event.before, followed_by(event.predicted, last)))
    object["before"] = json_of(event.before);
  last_.insert_or_assign(event.who, event.predicted);
}

void ToldFacts::take(StepEvent& event, const Told& told) {
  const auto last = changed(former(event.who), told.given);
  event.predicted = changed(last, told.set);
  event.observed = changed(without(event.predicted, event.not_observed), told.seen);
  event.before = told.before ? *told.before : followed_by(event.predicted, last);
  last_.insert_or_assign(event.who, event.predicted);
}

}  // namespace karimen::harness::report
