#include "harness/oracle/check.hpp"

#include <algorithm>
#include <set>

#include "harness/oracle/program.hpp"
#include "harness/oracle/samples.hpp"

namespace karimen::harness {
namespace {

using namespace rules;

constexpr std::size_t most_cases = 200'000;

/// A day and a place with their own set of rows in force.
struct Situation {
  std::string text;  ///< "on 2025-03-24T00:00 in tokyo"; "" if neither matters
  std::vector<bool> in_force;
};

bool in_force(const Rule& rule, std::int64_t second, int place) {
  const bool here = rule.place.empty() || std::find(rule.place.begin(), rule.place.end(), place) != rule.place.end();
  return here && rule.effective.from <= second && second <= rule.effective.until;
}

std::vector<Situation> situations_of(const Program& program, const Decision& decision) {
  std::set<std::int64_t> seconds;
  std::set<int> places{-1};
  for (const auto& rule : decision.rules) {
    places.insert(rule.place.begin(), rule.place.end());
    if (rule.effective.from != Effective{}.from) seconds.insert(rule.effective.from);
    if (rule.effective.until != Effective{}.until) seconds.insert({rule.effective.until, rule.effective.until + 1});
  }
  std::vector<Situation> result;
  if (seconds.empty()) seconds.insert(0);
  for (const auto second : seconds) {
    for (const int place : places) {
      Situation situation;
      if (second != 0) situation.text += " at " + to_string(Moment(std::chrono::seconds(second)));
      if (places.size() > 1) situation.text += place < 0 ? " elsewhere" : " in " + program.symbols.text(place);
      for (const auto& rule : decision.rules) {
        const bool hidden = std::any_of(rule.overridden_by.begin(), rule.overridden_by.end(), [&](int other) {
          return in_force(decision.rules[static_cast<std::size_t>(other)], second, place);
        });
        situation.in_force.push_back(in_force(rule, second, place) && !hidden);
      }
      result.push_back(std::move(situation));
    }
  }
  return result;
}

/// Walks through every combination of samples and looks at the rows that apply in each.
class Search {
 public:
  Search(const Decision& decision, const std::vector<Column>& columns) : decision_(decision), columns_(columns) {}

  void run(const Situation& situation) {
    case_ = situation.text;
    descend(0, situation.in_force, {});
  }

  std::set<std::size_t> reached;              ///< rows that apply somewhere
  std::string gap;                            ///< a case in which no row applies
  std::string overlap;                        ///< a case in which two do
  std::pair<std::size_t, std::size_t> both{};  ///< those two

 private:
  void descend(std::size_t depth, const std::vector<bool>& rows, const std::vector<const Sample*>& chosen) {
    if (depth == columns_.size()) return judge(rows, chosen);
    for (const auto& sample : columns_[depth]) {
      auto left = rows;
      for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] && sample.satisfies[i];
      auto path = chosen;
      path.push_back(&sample);
      descend(depth + 1, left, path);
    }
  }

  void judge(const std::vector<bool>& rows, const std::vector<const Sample*>& chosen) {
    std::vector<std::size_t> alive;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i]) alive.push_back(i);
    if (alive.empty() && gap.empty()) gap = worded(chosen);
    if (alive.size() > 1 && overlap.empty()) {
      overlap = worded(chosen);
      both = {alive[0], alive[1]};
    }
    const bool first = decision_.hit_policy == HitPolicy::first;
    for (const auto row : alive) {
      reached.insert(row);
      if (first) break;
    }
  }

  std::string worded(const std::vector<const Sample*>& chosen) const {
    std::string text;
    for (const auto* sample : chosen) text += (text.empty() ? "" : ", ") + sample->text;
    if (chosen.empty() && !case_.empty()) return case_.substr(1);
    text += case_;
    return text.empty() ? "always" : text;
  }

  const Decision& decision_;
  const std::vector<Column>& columns_;
  std::string case_;
};

class Checker {
 public:
  explicit Checker(const Rulebook& rulebook) : rulebook_(rulebook) {}

  std::vector<Diagnostic> run() {
    collect_ids();
    for (const auto& decision : rulebook_.decisions()) {
      table(decision);
      for (const auto& rule : decision.rules) row(rule);
      if (decision.otherwise) row(*decision.otherwise);
    }
    loose_ends();
    return std::move(found_);
  }

 private:
  void warn(const Position& where, std::string what, std::string fix) {
    found_.push_back({.where = where, .what = std::move(what), .fix = std::move(fix), .severity = Severity::warning});
  }

  void collect_ids() {
    for (const auto& assumption : rulebook_.assumptions()) ids_.insert(assumption.id);
    for (const auto& decision : rulebook_.decisions()) {
      for (const auto& rule : decision.rules) ids_.insert(rule.id);
      if (decision.otherwise) ids_.insert(decision.otherwise->id);
    }
  }

  void row(const Rule& rule) {
    if (rule.sources.empty()) warn(rule.where, rule.id + " names no source", "add 'source: ...'");
    if (rule.because == Label{}) warn(rule.where, rule.id + " gives no reason", "add 'because: {ja: ..., en: ...}'");
    for (const auto& source : rule.sources)
      for (const auto& id : source.inferred_from)
        if (!ids_.contains(id)) warn(rule.where, rule.id + " is inferred from '" + id + "', which is no rule here", "name a rule or an assumption");
  }

  void table(const Decision& decision) {
    const auto columns = columns_of(rulebook_.program(), decision);
    const auto situations = situations_of(rulebook_.program(), decision);
    std::size_t cases = situations.size();
    for (const auto& column : columns) {
      cases *= column.size();
      if (cases > most_cases) break;
    }
    if (cases > most_cases)
      return warn(decision.where, decision.name + " has more than " + std::to_string(most_cases) + " cases and was not searched",
                  "split the table");
    Search search(decision, columns);
    for (const auto& situation : situations) search.run(situation);
    for (std::size_t i = 0; i < decision.rules.size(); ++i)
      if (!search.reached.contains(i))
        warn(decision.rules[i].where, decision.rules[i].id + " never applies", "an earlier or overriding row takes all its cases, or its cells exclude each other");
    if (decision.hit_policy == HitPolicy::unique && !search.overlap.empty())
      warn(decision.where, decision.name + ": " + decision.rules[search.both.first].id + " and " +
                               decision.rules[search.both.second].id + " both apply: " + search.overlap,
           "narrow one of them");
    if (decision.hit_policy != HitPolicy::collect && !decision.otherwise && !search.gap.empty())
      warn(decision.where, decision.name + ": no row applies: " + search.gap, "add a row or 'otherwise'");
  }

  void loose_ends() {
    std::set<std::string> used;
    for (const auto& procedure : rulebook_.procedures()) {
      const auto& decisions = rulebook_.decisions();
      for (const int index : procedure.requires_) used.insert(decisions[static_cast<std::size_t>(index)].name);
      for (const auto& entry : procedure.decides) used.insert(decisions[static_cast<std::size_t>(entry.decision)].name);
    }
    for (const auto& decision : rulebook_.decisions())
      if (!used.contains(decision.name)) warn(decision.where, "no procedure asks " + decision.name, "name it under 'requires' or 'decides'");
    for (const auto& spec : rulebook_.vocabulary().procedures())
      if (rulebook_.procedure(spec.name) == nullptr)
        warn(spec.where, "the rulebook says nothing about " + spec.name + ": its steps are undecided", "add 'procedure: " + spec.name + "'");
  }

  const Rulebook& rulebook_;
  std::set<std::string> ids_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check(const Rulebook& rulebook) { return Checker(rulebook).run(); }

}  // namespace karimen::harness
