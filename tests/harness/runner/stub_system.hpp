// A system under test made of a table, and a rulebook small enough to know by heart.
#pragma once

#include "harness/runner/run.hpp"
#include "harness/scenario/reading/parser.hpp"

namespace karimen::harness::test {

inline constexpr auto tiny_rulebook = R"yaml(facts:
  card.expires: {type: date, observe: chip}
  card.record: {type: version_or_none, default: none, observe: chip}
  licence.record: {type: integer, default: 1, observe: registry}
  card.licence_record: {derive: "if card.record = none then absent else if card.record = licence.record then current else stale"}
  card.chip: {type: [ok, broken], default: ok, observe: chip}
  paper.shown: {type: [none, notice], default: none, observe: paper}
  fee.charged: {type: boolean, default: false, lifetime: step, observe: outcome}
  fee.amount: {type: "integer | not_stated | none", default: none, lifetime: step, observe: outcome}
obstacles: [CHIP_BROKEN]
warnings: [LATE]
procedures:
  record: {actor: police_facility, inputs: {facility: {type: facility, default: none}}}
  break_chip: {actor: holder, inputs: {}}
  ponder: {actor: holder, inputs: {}}
  pass_time: {actor: calendar, inputs: {}}
---
assumption: A-60
question: {en: "open?"}
values: [undecided, free]
default: undecided
---
decision: may_record
question: {en: "may it be recorded?"}
hit_policy: collect
rules:
  - {id: REC-1, when: {card.chip: "broken"}, then: {obstacle: CHIP_BROKEN}, because: {en: "the chip is broken"}, source: {defined: "test"}}
---
decision: fee_of_record
question: {en: "what does it cost?"}
hit_policy: first
rules:
  - {id: FEE-1, when: {}, then: {charged: "true", amount: not_stated}, because: {en: "it is charged"}, source: {defined: "test"}}
---
decision: outcome_of_pondering
question: {en: "open?"}
hit_policy: first
rules:
  - {id: PON-1, when: {assume.A-60: "undecided"}, then: {undecided: REFER}, because: {en: "the sources are silent"}, source: {defined: "test"}}
  - {id: PON-2, when: {}, then: {value: notice}, because: {en: "assumed"}, source: {defined: "test"}}
---
invariant: not_from_the_future
because: {en: "no card carries a version that the registry does not have"}
holds: "card.licence_record != stale or card.record <= licence.record"
---
invariant: end_stays
because: {en: "nothing here moves the end of a card"}
holds: "card.expires = before.card.expires"
---
procedure: record
requires: [may_record]
decides: {fee.charged: fee_of_record.charged, fee.amount: fee_of_record.amount}
effects:
  - {set: {card.record: licence.record}}
---
procedure: break_chip
effects:
  - {set: {card.chip: broken}}
---
procedure: pass_time
---
procedure: ponder
decides: {paper.shown: outcome_of_pondering.value}
)yaml";

/// What the stub does wrong, if anything.
struct Defects {
  bool forgets_record = false;     ///< `record` is done but nothing is recorded
  bool records_on_broken = false;  ///< a broken chip is no reason
  bool crashes = false;            ///< EnvironmentError in `record`
  bool throws = false;             ///< std::logic_error in `record`
  bool fails = false;              ///< Outcome::failed in `record`
  bool reader_disagrees = false;
  bool borrows_amount = false;  ///< `record` costs 1,500 yen, which nobody states
  bool invents = false;         ///< `record` writes a version that nobody has, and another end of the card
  bool breaks_chip = false;     ///< where `record` fails, the chip breaks
  bool misses_faults = false;   ///< faults were ordered, and none struck
  bool lends = false;           ///< no defect: programs find its reader
  bool spoils = false;          ///< what a program does writes a record
};

class StubSystem : public System {
 public:
  explicit StubSystem(Defects defects = {}) : defects_(defects) {}

  [[nodiscard]] bool knows(const std::string& procedure) const override { return procedure != "ponder"; }
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override {
    if (*people.at("holder").find("licence.record") != Value(std::int64_t{13})) return {};
    return {{"holder", "licence.record", "the stub cannot set up a 13th version", "leave it out"}};
  }
  void reset(const ResetRequest& request) override { facts_ = request.people.at("holder").all(); }

  PerformResult perform(const PerformRequest& request) override {
    if (request.procedure == "record") return record();
    if (request.procedure == "break_chip") facts_["card.chip"] = std::string("broken");
    PerformResult result{.obstacles = WordSet{}, .warnings = WordSet{}};
    result.outcomes = {{"fee.charged", false}, {"fee.amount", std::string("none")}};
    return result;
  }

  Loan lend(const PerformRequest&, const std::function<void(const LentCard&)>& use) override {
    if (!defects_.lends) return {};
    use({.reader = "stub", .environment = {}, .serial = "4711", .secrets = {{"authentication_pin", "1357"}}});
    if (defects_.spoils) facts_["card.record"] = facts_["licence.record"];
    return {.made = true, .faults_struck = {}};
  }

  Facts observe(const std::string&, std::span<const std::string> names) override {
    Facts seen;
    for (const auto& name : names)
      if (name != "paper.shown" && facts_.contains(name)) seen[name] = facts_[name];
    return seen;
  }
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override {
    auto seen = observe(who, names);
    if (defects_.reader_disagrees) seen["card.chip"] = std::string("broken");
    return seen;
  }
  void on_exchange(std::function<void(const Exchange&)> listener) override {
    listener_ = std::move(listener);
  }
  [[nodiscard]] BilingualText explain(const Exchange&) const override { return {"because", "ため"}; }

 private:
  PerformResult record() {
    if (defects_.crashes) throw EnvironmentError("the daemon is gone");
    if (defects_.throws) throw std::logic_error("a bug");
    if (listener_)
      listener_({.reader = "stub", .command = from_hex("00A4040C"), .response = from_hex("6A82")});
    if (defects_.fails && defects_.breaks_chip) {
      const bool before = facts_["card.chip"] == Value(std::string("broken"));
      facts_["card.chip"] = std::string("broken");
      if (!before) return {.outcome = Outcome::failed, .detail = "the chip broke"};
    } else if (defects_.fails)
      return {.outcome = Outcome::failed, .detail = "the card vanished"};
    PerformResult result{.obstacles = WordSet{}, .warnings = WordSet{}};
    if (defects_.misses_faults) result.faults_struck = false;
    if (facts_["card.chip"] == Value(std::string("broken")) && !defects_.records_on_broken) {
      result.outcome = Outcome::refused;
      result.obstacles = WordSet{"CHIP_BROKEN"};
      result.outcomes = {{"fee.charged", false}, {"fee.amount", std::string("none")}};
      return result;
    }
    if (!defects_.forgets_record) facts_["card.record"] = facts_["licence.record"];
    if (defects_.invents) {
      facts_["card.record"] = std::int64_t{9};
      facts_["card.expires"] = *parse_date("2031-07-20");
    }
    const Value amount =
        defects_.borrows_amount ? Value(std::int64_t{1500}) : Value(std::string("not_stated"));
    result.outcomes = {{"fee.charged", true}, {"fee.amount", amount}};
    result.papers.push_back({"receipt", {{"金額", "1,500円"}}});
    return result;
  }

  Defects defects_;
  Facts facts_;
  std::function<void(const Exchange&)> listener_;
};

inline RunContext tiny_context() {
  RunContext context{.rulebook = Rulebook::from(yaml::load_text(tiny_rulebook, "rules.yaml")),
                     .calendar = {},
                     .facilities = {}};
  return context;
}

inline std::vector<Scenario> tiny_scenarios(const std::string& steps,
                                            const std::string& given = "holder: taro") {
  const auto documents = yaml::load_text(tiny_rulebook, "rules.yaml");
  const auto personas = yaml::load_text("{persona: taro, facts: {card.expires: 2028-07-20}}", "p.yaml");
  const auto lexicon = make_lexicon(documents, {}, std::make_shared<Personas>(personas));
  return read_scenarios("id: S\ngiven: {" + given + "}\nsteps:\n" + steps, "s.yaml", lexicon);
}

struct Ran {
  std::vector<Event> events;
  RunSummary summary;

  template <typename Kind>
  [[nodiscard]] std::vector<Kind> all() const {
    std::vector<Kind> found;
    for (const auto& event : events)
      if (const auto* each = std::get_if<Kind>(&event)) found.push_back(*each);
    return found;
  }
};

inline Ran run_all(std::span<const Scenario> scenarios, const SystemFactory& factory,
                   const RunOptions& options = {}, const RunContext& context = tiny_context()) {
  Ran ran;
  const std::atomic<bool> stop = false;
  ran.summary = run(
      scenarios, context, factory, options, [&](const Event& event) { ran.events.push_back(event); }, stop);
  return ran;
}

inline Ran run_steps(const std::string& steps, Defects defects = {},
                     const RunContext& context = tiny_context()) {
  return run_all(
      tiny_scenarios(steps), [&](unsigned) { return std::make_unique<StubSystem>(defects); }, {}, context);
}

}  // namespace karimen::harness::test
