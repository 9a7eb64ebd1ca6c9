#include "harness/oracle/proof/step_encoder.hpp"

#include <algorithm>
#include <memory>

namespace karimen::harness::rules {
namespace {

class StepMaker : public std::enable_shared_from_this<StepMaker> {
 public:
  StepMaker(Encoder& encoder, const Program& program, const Procedure& procedure, const ProcedureSpec& spec)
      : encoder_(encoder), program_(program), procedure_(procedure), spec_(spec) {}

  StepTerm run(std::span<const Facility> facilities) {
    const auto before = std::make_shared<Moments>(Moments{.version = "0", .set = {}, .derived = {}});
    begun_.version = "1";
    begun_.from = [self = this, before](int fact) { return self->at_begin(fact, *before); };
    const auto& step = program_.step;
    place(facilities);
    encoder_.require("(<= " + encoder_.fact(step.now, *before).number + ' ' +
                     encoder_.fact(step.now, begun_).number + ")");
    judge();
    auto done = begun_;
    decide(done);
    done = changed(done, procedure_.effects);
    auto undone = changed(begun_, procedure_.on_refusal);
    auto after = begun_;
    after.derived.clear();
    for (const auto* each : {&done, &undone})
      for (const auto& [fact, term] : each->set) after.set[fact] = {};
    for (auto& [fact, term] : after.set)
      term = encoder_.named(chosen(refused_, encoder_.fact(fact, undone), encoder_.fact(fact, done)));
    after.set[step.warnings] = encoder_.fact(step.warnings, done);
    // The moments ask the maker for what nobody has asked about yet.
    return {.before = before,
            .after = std::move(after),
            .decided = smt_and(decided_),
            .refused = refused_,
            .asked = std::move(asked_),
            .given = [self = shared_from_this(), before] { return self->first_of_all(*before); }};
  }

 private:
  std::optional<Term> at_begin(int index, Moments& before) {
    const auto& fact = program_.facts[static_cast<std::size_t>(index)];
    const auto& step = program_.step;
    if (index == step.today || !fact.derive.empty()) return std::nullopt;
    for (const auto& former : program_.former)
      if (former.fact == index) return encoder_.fact(former.of, before);
    if (index == step.procedure) return encoder_.literal(encoder_.symbols().datum(spec_.name));
    if (index == step.now) return of_the_step(index);
    constexpr std::string_view prefix = "input.";
    if (fact.name.starts_with(prefix))
      return input(index, fact, spec_.input(std::string_view(fact.name).substr(prefix.size())));
    if (fact.vocabulary < 0 && fact.assumption < 0) return of_the_step(index);
    if (!fact.per_step) return encoder_.fact(index, before);
    return fact.initial.tag == Tag::undecided ? of_the_step(index) : encoder_.literal(fact.initial);
  }

  // One variable, whichever table or effect asks first.
  Term of_the_step(int index, const Type* type = nullptr) {
    const auto [entry, fresh] = own_.try_emplace(index);
    if (fresh) entry->second = encoder_.unknown(index, "1", type);
    return entry->second;
  }

  // A single word arrives as a set of one, where another procedure's input of that name is a set.
  Term input(int index, const Fact& fact, const InputSpec* spec) {
    if (spec == nullptr) return of_the_step(index);
    if (spec->type.base == fact.type.base) return of_the_step(index, &spec->type);
    if (spec->type.base != Base::words || fact.type.base != Base::set) return of_the_step(index);
    const bool fresh = !own_.contains(index);
    auto type = fact.type;
    type.words = spec->type.words;
    auto term = of_the_step(index, &type);
    if (fresh) encoder_.require(one_of(term));
    return term;
  }

  static std::string one_of(const Term& set) {
    std::vector<std::string> any, all;
    for (const auto& [word, in] : set.members) {
      for (const auto& other : any) all.push_back(smt_not(smt_and({in, other})));
      any.push_back(in);
    }
    all.push_back(smt_or(any));
    return smt_and(all);
  }

  // Where its facility is, or at none.
  void place(std::span<const Facility> facilities) {
    const auto& step = program_.step;
    const bool has = spec_.input("facility") != nullptr && !facilities.empty();
    const auto word = [&](int fact, const std::string& text) {
      return smt_equal(encoder_.fact(fact, begun_).word, std::to_string(encoder_.symbols().word(text) + 1));
    };
    std::vector<std::string> all;
    if (has) {
      const int input = program_.fact("input.facility");
      for (const auto& each : facilities) {
        std::vector<std::string> one{word(step.facility_name, each.name), word(step.facility_kind, each.kind),
                                     word(step.facility_prefecture, each.prefecture),
                                     word(step.place, each.prefecture)};
        if (input >= 0) one.push_back(word(input, each.name));
        all.push_back(smt_and(one));
      }
    }
    const auto* input = spec_.input("facility");
    if (!has || input->initial) {
      std::vector<std::string> nowhere{word(step.facility_name, "none"), word(step.facility_kind, "none"),
                                       word(step.facility_prefecture, "none")};
      if (const int given = program_.fact("input.facility"); has && given >= 0)
        nowhere.push_back(word(given, "none"));
      all.push_back(smt_and(nowhere));
    }
    encoder_.require(smt_or(all));
  }

  void judge() {
    Term obstacles{.kind = Term::Kind::set, .truth = {}, .members = {}}, warnings = obstacles;
    std::vector<std::string> any;
    for (const int index : procedure_.requires_) {
      const auto& decision = program_.decisions[static_cast<std::size_t>(index)];
      const auto rows = encoder_.table(decision, begun_);
      decided_.push_back(rows.decided);
      asked_.insert_or_assign(index, AskedTable{std::make_shared<Moments>(begun_), rows, false});
      join(obstacles, decision, rows, "obstacle", begun_);
      join(warnings, decision, rows, "warning", begun_);
    }
    for (const auto& [word, in] : obstacles.members) any.push_back(in);
    refused_ = encoder_.named(truth_term(smt_or(any))).truth;
    const auto& step = program_.step;
    begun_.set[step.obstacles] = obstacles;
    begun_.set[step.warnings] = warnings;
    begun_.set[step.outcome] =
        encoder_.named(chosen(refused_, encoder_.literal(encoder_.symbols().datum(std::string("refused"))),
                              encoder_.literal(encoder_.symbols().datum(std::string("done")))));
    begun_.derived.clear();
  }

  void join(Term& into, const Decision& decision, const TableTerm& rows, const char* name, Moments& facts) {
    const int index = decision.output(name);
    if (index < 0) return;
    for (const auto& [word, in] : encoder_.output(decision, rows, index, facts).members) {
      auto& own = into.members[word];
      own = smt_or({own.empty() ? "false" : own, in});
    }
  }

  void decide(Moments& facts) {
    std::map<int, std::map<int, Term>> answers;
    for (const auto& entry : procedure_.decides) {
      const auto& decision = program_.decisions[static_cast<std::size_t>(entry.decision)];
      if (!answers.contains(entry.decision)) {
        const auto rows = encoder_.table(decision, facts);
        decided_.push_back(smt_or({refused_, rows.decided}));
        asked_.try_emplace(entry.decision, AskedTable{std::make_shared<Moments>(facts), rows, true});
        for (int i = 0; i < static_cast<int>(decision.outputs.size()); ++i)
          answers[entry.decision][i] = encoder_.output(decision, rows, i, facts);
        auto warnings = encoder_.fact(program_.step.warnings, facts);
        join(warnings, decision, rows, "warning", facts);
        facts.set[program_.step.warnings] = warnings;
      }
      facts.set[entry.fact] = answers[entry.decision][entry.output];
      facts.derived.clear();
    }
  }

  // Every `when` and every value reads the state before.
  Moments changed(Moments& facts, const std::vector<Effect>& effects) {
    std::map<int, Term> changes;
    for (const auto& effect : effects) {
      const auto holds = encoder_.named(truth_term(encoder_.cells(effect.when, facts))).truth;
      for (const auto& [fact, value] : effect.set) {
        const auto entry = changes.try_emplace(fact, encoder_.fact(fact, facts)).first;
        entry->second = encoder_.named(chosen(holds, encoder_.encode(value, facts), entry->second));
      }
    }
    auto after = facts;
    after.derived.clear();
    for (auto& [fact, term] : changes) after.set[fact] = std::move(term);
    return after;
  }

  // What only a step before would have left is as at first, and the clock stands at the day's first moment.
  std::string first_of_all(Moments& before) {
    std::vector<std::string> all;
    for (const auto& [index, term] : before.set) {
      const auto& fact = program_.facts[static_cast<std::size_t>(index)];
      const bool of_step =
          fact.per_step || (fact.vocabulary < 0 && fact.assumption < 0 && index != program_.step.now);
      if (of_step && fact.initial.tag != Tag::undecided)
        all.push_back(equal_terms(term, encoder_.literal(fact.initial)));
    }
    const auto now = encoder_.fact(program_.step.now, begun_).number;
    all.push_back("(= " + encoder_.fact(program_.step.now, before).number + " (* 86400 (div " + now +
                  " 86400)))");
    return smt_and(all);
  }

  Encoder& encoder_;
  const Program& program_;
  const Procedure& procedure_;
  const ProcedureSpec& spec_;
  Moments begun_;
  std::string refused_;
  std::vector<std::string> decided_;
  std::map<int, AskedTable> asked_;
  std::map<int, Term> own_;  ///< variables of the step
};

bool reads_former(const Program& program, const Expression& expression) {
  return std::ranges::any_of(expression.nodes, [&](const ExpressionNode& node) {
    if (node.op != Op::fact) return false;
    const auto index = static_cast<int>(node.value.number);
    return std::ranges::any_of(program.former, [&](auto& each) { return each.fact == index; }) ||
           reads_former(program, program.facts[static_cast<std::size_t>(index)].derive);
  });
}

}  // namespace

StepTerm encode_step(Encoder& encoder, const Program& program, const Procedure& procedure,
                     const ProcedureSpec& spec, std::span<const Facility> facilities) {
  std::vector<std::string> names;
  for (const auto& each : facilities) names.push_back(each.name);
  if (!names.empty()) encoder.exist("facility", std::move(names));
  return std::make_shared<StepMaker>(encoder, program, procedure, spec)->run(facilities);
}

void require_invariants(Encoder& encoder, const Program& program, Moments& before) {
  for (const auto& invariant : program.invariants)
    if (!reads_former(program, invariant.holds))
      encoder.require(encoder.encode(invariant.holds, before).truth);
}

}  // namespace karimen::harness::rules
