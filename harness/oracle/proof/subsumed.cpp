#include "harness/oracle/proof/subsumed.hpp"

#include <algorithm>
#include <map>

#include "base/parallel.hpp"
#include "harness/oracle/proof/encoder.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness {
namespace {

using namespace rules;

std::string smt_differ(const std::string& a, const std::string& b) {
  return a == b ? "false" : smt_or({smt_and({a, smt_not(b)}), smt_and({smt_not(a), b})});
}

class TableProof {
 public:
  TableProof(const Program& program, const Decision& decision, const SolverLimit& limit)
      : decision_(decision),
        encoder_(program),
        solver_(limit),
        facts_{.version = "0", .set = {}, .derived = {}} {}

  SubsumedRows run() {
    SubsumedRows found;
    const auto whole = encoder_.table(decision_, facts_);
    const auto answer = answer_of(whole);
    for (std::size_t r = 0; r < decision_.rules.size(); ++r) {
      const auto& rule = decision_.rules[r];
      if (rule.then.empty() && rule.undecided.empty()) continue;
      const auto rest = encoder_.table(decision_, facts_, static_cast<int>(r));
      const auto changed = differ(answer, answer_of(rest));
      switch (ask({changed})) {
        case Satisfiable::yes:
          if (!rule.repeats.empty()) found.needed.push_back({&decision_, &rule, rule.repeats});
          continue;
        case Satisfiable::unknown:
          found.given_up.push_back(rule.id);
          continue;
        case Satisfiable::no:
          break;
      }
      if (ask({whole.fires[r]}) == Satisfiable::no) continue;
      auto by = instead(r, whole, rest);
      if (std::ranges::is_permutation(by, rule.repeats)) continue;
      found.rows.push_back({&decision_, &rule, std::move(by)});
    }
    return found;
  }

 private:
  /// What a table says: each output, whether any row says it, and why the answer is open.
  struct Answer {
    std::vector<Term> outputs;
    std::vector<std::string> said;
    std::map<std::string, std::string> open;
    std::string decided;
  };

  Answer answer_of(const TableTerm& rows) {
    Answer answer;
    answer.decided = rows.decided;
    for (int o = 0; o < static_cast<int>(decision_.outputs.size()); ++o) {
      std::vector<std::string> any;
      each_row(rows, [&](const Rule& rule, const std::string& fires) {
        if (std::ranges::any_of(rule.then, [&](const Output& each) { return each.output == o; }))
          any.push_back(fires);
      });
      answer.said.push_back(smt_or(any));
      answer.outputs.push_back(any.empty() ? Term{} : encoder_.output(decision_, rows, o, facts_));
    }
    each_row(rows, [&](const Rule& rule, const std::string& fires) {
      if (rule.undecided.empty()) return;
      auto& open = answer.open[rule.undecided];
      open = smt_or({open.empty() ? "false" : open, fires});
    });
    return answer;
  }

  template <typename Visit>
  void each_row(const TableTerm& rows, Visit visit) const {
    for (std::size_t i = 0; i < decision_.rules.size(); ++i) visit(decision_.rules[i], rows.fires[i]);
    if (decision_.otherwise) visit(*decision_.otherwise, rows.otherwise);
  }

  static std::string differ(const Answer& a, const Answer& b) {
    std::vector<std::string> any{smt_differ(a.decided, b.decided)};
    for (const auto& [reason, open] : a.open) any.push_back(smt_differ(open, b.open.at(reason)));
    for (std::size_t o = 0; o < a.outputs.size(); ++o) {
      if (a.said[o] == "false") continue;
      // A set is there, if empty, where no row says it.
      const bool is_set = a.outputs[o].kind == Term::Kind::set;
      if (!is_set) any.push_back(smt_differ(a.said[o], b.said[o]));
      if (!is_set) {
        any.push_back(smt_and({a.said[o], smt_not(equal_terms(a.outputs[o], b.outputs[o]))}));
        continue;
      }
      for (const auto& [word, in] : a.outputs[o].members) {
        const auto other = b.outputs[o].members.find(word);
        any.push_back(smt_differ(in, other == b.outputs[o].members.end() ? "false" : other->second));
      }
    }
    return smt_or(any);
  }

  /// The one row that applies wherever this one does; else all that apply somewhere where it does.
  std::vector<std::string> instead(std::size_t row, const TableTerm& whole, const TableTerm& rest) {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < decision_.rules.size(); ++i) {
      if (i == row || says_nothing_of(decision_.rules[row], decision_.rules[i])) continue;
      if (ask({whole.fires[row], smt_not(rest.fires[i])}) == Satisfiable::no) return {decision_.rules[i].id};
      if (ask({whole.fires[row], rest.fires[i]}) != Satisfiable::no) some.push_back(decision_.rules[i].id);
    }
    if (decision_.otherwise && ask({whole.fires[row], rest.otherwise}) != Satisfiable::no)
      some.push_back(decision_.otherwise->id);
    return some;
  }

  // Of what is collected one row alone cannot stand for another that says something else.
  [[nodiscard]] bool says_nothing_of(const Rule& rule, const Rule& other) const {
    if (decision_.hit_policy != HitPolicy::collect) return false;
    if (!rule.undecided.empty()) return rule.undecided != other.undecided;
    return std::ranges::none_of(rule.then, [&](const Output& each) {
      return std::ranges::any_of(
          other.then, [&](const Output& its) { return its.output == each.output && its.text == each.text; });
    });
  }

  Satisfiable ask(const std::vector<std::string>& all) {
    const auto truth = smt_and(all);
    solver_.tell(encoder_.take());
    if (truth == "false") return Satisfiable::no;
    return solver_.ask("(assert " + truth + ")\n");
  }

  const Decision& decision_;
  Encoder encoder_;
  Solver solver_;
  Moments facts_;
};

}  // namespace

SubsumedRows find_subsumed(const Rulebook& rulebook, const SolverLimit& limit) {
  SubsumedRows all;
  if (!Solver::available()) return all;
  const auto& program = rulebook.program();
  std::vector<SubsumedRows> found(program.decisions.size());
  side_by_side(found.size(),
               [&](std::size_t i) { found[i] = TableProof(program, program.decisions[i], limit).run(); });
  for (auto& each : found) {
    std::ranges::move(each.rows, std::back_inserter(all.rows));
    std::ranges::move(each.needed, std::back_inserter(all.needed));
    std::ranges::move(each.given_up, std::back_inserter(all.given_up));
  }
  return all;
}

}  // namespace karimen::harness
