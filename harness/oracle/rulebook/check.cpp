#include "harness/oracle/rulebook/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/samples.hpp"

namespace karimen::harness {
namespace {

using namespace rules;

constexpr std::size_t most_sets = 20'000;

/// A day and a place with their own set of rows in force.
struct Situation {
  std::string text;  ///< "on 2025-03-24T00:00 in tokyo"; "" if neither matters
  std::vector<bool> in_force;
};

bool in_force(const Rule& rule, std::int64_t second, int place) {
  const bool here =
      rule.place.empty() || std::find(rule.place.begin(), rule.place.end(), place) != rule.place.end();
  return here && rule.effective.from <= second && second <= rule.effective.until;
}

std::vector<Situation> situations_of(const Program& program, const Decision& decision) {
  std::set<std::int64_t> seconds;
  std::set<int> places{-1};
  for (const auto& rule : decision.rules) {
    places.insert(rule.place.begin(), rule.place.end());
    if (rule.effective.from != Effective{}.from) seconds.insert(rule.effective.from);
    if (rule.effective.until != Effective{}.until)
      seconds.insert({rule.effective.until, rule.effective.until + 1});
  }
  std::vector<Situation> result;
  if (seconds.empty()) seconds.insert(0);
  for (const auto second : seconds) {
    for (const int place : places) {
      Situation situation;
      if (second != 0) situation.text += " at " + to_string(Moment(std::chrono::seconds(second)));
      if (places.size() > 1)
        situation.text += place < 0 ? " elsewhere" : " in " + program.symbols.text(place);
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

/// Goes through the columns and keeps, for each set of rows still possible, one way to get there.
class Search {
 public:
  Search(const Decision& decision, const std::vector<Column>& columns)
      : decision_(decision), columns_(columns), last_column_(decision.rules.size(), 0) {
    for (std::size_t column = 0; column < columns.size(); ++column)
      for (const auto& sample : columns[column])
        for (std::size_t row = 0; row < last_column_.size(); ++row)
          if (!sample.satisfies[row]) last_column_[row] = column;
  }

  /// False if there are too many sets of rows to look at.
  bool run(const Situation& situation) {
    std::map<Rows, Path> reachable{{situation.in_force, {}}};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::map<Rows, Path> next;
      for (const auto& [rows, path] : reachable) extend(i, rows, path, next);
      if (next.size() > most_sets) return false;
      reachable = std::move(next);
    }
    for (const auto& [rows, path] : reachable) judge(rows, path, situation);
    return true;
  }

  std::set<std::size_t> reached;               ///< rows that apply somewhere
  std::string gap;                             ///< a case in which no row applies
  std::string overlap;                         ///< a case in which two do
  std::pair<std::size_t, std::size_t> both{};  ///< those two

 private:
  using Rows = std::vector<bool>;
  using Path = std::vector<const Sample*>;

  void extend(std::size_t column, const Rows& rows, const Path& path, std::map<Rows, Path>& next) const {
    for (const auto& sample : columns_[column]) {
      auto left = rows;
      bool decided = false;  // an earlier row of `first` applies whatever the columns to come say
      for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] = left[i] && sample.satisfies[i] && !decided;
        decided =
            decided || (left[i] && decision_.hit_policy == HitPolicy::first && last_column_[i] <= column);
      }
      const auto [entry, fresh] = next.emplace(std::move(left), path);
      if (fresh) entry->second.push_back(&sample);
    }
  }

  void judge(const Rows& rows, const Path& path, const Situation& situation) {
    std::vector<std::size_t> alive;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i]) alive.push_back(i);
    if (alive.empty() && gap.empty()) gap = worded(path, situation);
    if (alive.size() > 1 && overlap.empty()) {
      overlap = worded(path, situation);
      both = {alive[0], alive[1]};
    }
    const bool first = decision_.hit_policy == HitPolicy::first;
    for (const auto row : alive) {
      reached.insert(row);
      if (first) break;
    }
  }

  static std::string worded(const Path& path, const Situation& situation) {
    auto text = joined(path, ", ", &Sample::text) + situation.text;
    if (text.empty()) return "always";
    return text.front() == ' ' ? text.substr(1) : text;
  }

  const Decision& decision_;
  const std::vector<Column>& columns_;
  std::vector<std::size_t> last_column_;  ///< per row: the last column that can exclude it
};

void add_read(const Expression& expression, std::set<int>& facts) {
  for_each_fact(expression, [&](int fact) { facts.insert(fact); });
}

/// Indices into Program::facts of all that a row, an effect, an invariant or another fact reads.
std::set<int> facts_read(const Program& program) {
  std::set<int> facts;
  const auto add_cells = [&](const std::vector<Cell>& when) {
    for (const auto& cell : when) add_read(cell.test, facts);
  };
  const auto add_row = [&](const Rule& rule) {
    add_cells(rule.when);
    for (const auto& output : rule.then) add_read(output.value, facts);
  };
  for (const auto& fact : program.facts) add_read(fact.derive, facts);
  for (const auto& decision : program.decisions) {
    facts.insert(decision.as_of);
    for (const auto& rule : decision.rules) add_row(rule);
    if (decision.otherwise) add_row(*decision.otherwise);
  }
  for (const auto& procedure : program.procedures)
    for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
      for (const auto& effect : *effects) {
        add_cells(effect.when);
        for (const auto& assignment : effect.set) add_read(assignment.value, facts);
      }
  for (const auto& invariant : program.invariants) add_read(invariant.holds, facts);
  for (const auto& former : program.former)
    if (facts.contains(former.fact)) facts.insert(former.of);
  return facts;
}

class Checker {
 public:
  Checker(const Rulebook& rulebook, bool warnings) : rulebook_(rulebook), warnings_(warnings) {}

  std::vector<Diagnostic> run() {
    collect_ids();
    for (const auto& decision : rulebook_.decisions()) {
      if (warnings_ || may_be_refused(decision)) table(decision);
      for (const auto& rule : decision.rules) row(rule);
      if (decision.otherwise) row(*decision.otherwise);
    }
    if (warnings_) loose_ends();
    return std::move(found_);
  }

 private:
  // To go through the cases of a table is nearly all of the work: not where none of them could be refused.
  static bool may_be_refused(const Decision& decision) {
    const bool answers_always = decision.hit_policy == HitPolicy::collect || decision.otherwise;
    return decision.hit_policy == HitPolicy::unique || !answers_always;
  }

  void warn(const Position& where, std::string what, std::string fix) {
    found_.push_back(
        {.where = where, .what = std::move(what), .fix = std::move(fix), .severity = Severity::warning});
  }

  // Nothing runs on a rulebook with that.
  void refuse(const Position& where, std::string what, std::string fix) {
    found_.push_back({.where = where, .what = std::move(what), .fix = std::move(fix)});
  }

  void collect_ids() {
    for (const auto& assumption : rulebook_.assumptions()) ids_.insert(assumption.id);
    for (const auto& decision : rulebook_.decisions()) {
      for (const auto& rule : decision.rules) ids_.insert(rule.id);
      if (decision.otherwise) ids_.insert(decision.otherwise->id);
    }
  }

  void row(const Rule& rule) {
    if (rule.sources.empty()) refuse(rule.where, rule.id + " names no source", "add 'source: ...'");
    if (rule.because == BilingualText{})
      warn(rule.where, rule.id + " gives no reason", "add 'because: {ja: ..., en: ...}'");
    for (const auto& source : rule.sources)
      for (const auto& id : source.inferred_from)
        if (!ids_.contains(id))
          warn(rule.where, rule.id + " is inferred from '" + id + "', which is no rule here",
               "name a rule or an assumption");
  }

  void table(const Decision& decision) {
    const auto columns = columns_of(rulebook_.program(), decision);
    const auto situations = situations_of(rulebook_.program(), decision);
    Search search(decision, columns);
    for (const auto& situation : situations)
      if (!search.run(situation))
        return warn(decision.where, decision.name + " has too many cases and was not searched",
                    "split the table");
    for (std::size_t i = 0; i < decision.rules.size(); ++i)
      if (!search.reached.contains(i))
        warn(decision.rules[i].where, decision.rules[i].id + " never applies",
             "an earlier or overriding row takes all its cases, or its cells exclude each other");
    if (decision.hit_policy == HitPolicy::unique && !search.overlap.empty())
      refuse(decision.rules[search.both.second].where,
             decision.name + ": " + decision.rules[search.both.first].id + " and " +
                 decision.rules[search.both.second].id + " both apply: " + search.overlap,
             "narrow one of them");
    if (decision.hit_policy != HitPolicy::collect && !decision.otherwise && !search.gap.empty())
      refuse(decision.where, decision.name + ": no row applies: " + search.gap, "add a row or 'otherwise'");
  }

  void loose_ends() {
    std::set<std::string> used;
    for (const auto& procedure : rulebook_.procedures()) {
      const auto& decisions = rulebook_.decisions();
      for (const int index : procedure.requires_)
        used.insert(decisions[static_cast<std::size_t>(index)].name);
      for (const auto& entry : procedure.decides)
        used.insert(decisions[static_cast<std::size_t>(entry.decision)].name);
    }
    // A decision without outputs only states sentences for others to infer from.
    for (const auto& decision : rulebook_.decisions())
      if (!used.contains(decision.name) && !decision.outputs.empty())
        warn(decision.where, "no procedure asks " + decision.name, "name it under 'requires' or 'decides'");
    for (const auto& spec : rulebook_.vocabulary().procedures())
      if (rulebook_.procedure(spec.name) == nullptr)
        warn(spec.where, "the rulebook says nothing about " + spec.name + ": its steps are undecided",
             "add 'procedure: " + spec.name + "'");
    facts();
  }

  // What no system reports can be wrong for ever: its author says that it is so, and some rule turns on it.
  void facts() {
    const auto& program = rulebook_.program();
    const auto read = facts_read(program);
    for (const auto& fact : program.facts) {
      if (fact.vocabulary < 0) continue;
      const auto& spec = program.vocabulary.facts()[static_cast<std::size_t>(fact.vocabulary)];
      if (spec.observe != Channel::unobserved) continue;
      const bool derived = !fact.derive.empty();
      if (!derived && !spec.oracles_own)
        warn(spec.where, spec.name + " is neither observed nor derived, nor said to be the oracle's own",
             "add 'observe: oracle', or the channel by which a system reports it");
      if (!read.contains(program.fact(spec.name)))
        warn(spec.where, "nothing reads " + spec.name,
             derived ? "leave it out" : "leave it out, or observe it");
    }
  }

  const Rulebook& rulebook_;
  bool warnings_;
  std::set<std::string> ids_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check(const Rulebook& rulebook) {
  return Checker(rulebook, true).run();
}

std::vector<Diagnostic> faults(const Rulebook& rulebook) {
  auto found = Checker(rulebook, false).run();
  std::erase_if(found, [](const Diagnostic& each) { return each.severity == Severity::warning; });
  return found;
}

}  // namespace karimen::harness
