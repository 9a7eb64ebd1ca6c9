// Decision tables as SMT-LIB.
#include <algorithm>

#include "harness/oracle/proof/encoder.hpp"

namespace karimen::harness::rules {

std::string Encoder::cells(const std::vector<Cell>& when, Moments& facts) {
  std::vector<std::string> all;
  for (const auto& cell : when) all.push_back(encode(cell.test, facts).truth);
  return smt_and(all);
}

std::string Encoder::in_force(const Decision& decision, const Rule& rule, Moments& facts) {
  std::vector<std::string> all;
  if (!rule.place.empty()) {
    std::vector<std::string> places;
    const auto here = fact(program_.step.place, facts);
    for (const auto place : rule.place) places.push_back(smt_equal(here.word, std::to_string(place + 1)));
    all.push_back(smt_or(places));
  }
  if (rule.effective != Effective{}) {
    const auto day = fact(decision.as_of, facts);
    const auto second = named("Int", day.tag == Tag::date ? "(* 86400 " + day.number + ")" : day.number);
    all.push_back(smt_equal(day.word, "0"));
    if (rule.effective.from != Effective{}.from)
      all.push_back("(<= " + smt_number(rule.effective.from) + ' ' + second + ")");
    if (rule.effective.until != Effective{}.until)
      all.push_back("(<= " + second + ' ' + smt_number(rule.effective.until) + ")");
  }
  return named("Bool", smt_and(all));
}

TableTerm Encoder::table(const Decision& decision, Moments& facts, int without) {
  TableTerm result;
  std::vector<std::string> forces, open;
  for (int i = 0; i < static_cast<int>(decision.rules.size()); ++i)
    forces.push_back(i == without ? "false"
                                  : in_force(decision, decision.rules[static_cast<std::size_t>(i)], facts));
  for (std::size_t i = 0; i < decision.rules.size(); ++i) {
    const auto& rule = decision.rules[i];
    std::vector<std::string> all{forces[i]};
    for (const int other : rule.overridden_by)
      all.push_back(smt_not(forces[static_cast<std::size_t>(other)]));
    all.push_back(cells(rule.when, facts));
    result.holds.push_back(named("Bool", smt_and(all)));
  }
  std::vector<std::string> before;
  for (std::size_t i = 0; i < decision.rules.size(); ++i) {
    auto fires = result.holds[i];
    if (decision.hit_policy == HitPolicy::first)
      fires = named("Bool", smt_and({fires, smt_not(smt_or(before))}));
    before.push_back(result.holds[i]);
    if (!decision.rules[i].undecided.empty()) open.push_back(fires);
    result.fires.push_back(std::move(fires));
  }
  result.otherwise = named("Bool", smt_not(smt_or(before)));
  if (decision.hit_policy != HitPolicy::collect &&
      (!decision.otherwise || !decision.otherwise->undecided.empty()))
    open.push_back(result.otherwise);
  if (decision.hit_policy == HitPolicy::unique)
    for (std::size_t i = 0; i < result.holds.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) open.push_back(smt_and({result.holds[i], result.holds[j]}));
  result.decided = named("Bool", smt_not(smt_or(open)));
  if (std::ranges::any_of(decision.rules, [](auto& rule) { return rule.effective != Effective{}; }))
    result.decided = smt_and({result.decided, smt_equal(fact(decision.as_of, facts).word, "0")});
  return result;
}

std::string Encoder::all_but(const Decision& decision, const Rule& rule, std::size_t cell, Moments& facts) {
  std::vector<std::string> all{in_force(decision, rule, facts)};
  for (const int other : rule.overridden_by)
    all.push_back(smt_not(in_force(decision, decision.rules[static_cast<std::size_t>(other)], facts)));
  for (std::size_t i = 0; i < rule.when.size(); ++i) {
    const auto holds = encode(rule.when[i].test, facts).truth;
    all.push_back(i == cell ? smt_not(holds) : holds);
  }
  return smt_and(all);
}

Term Encoder::output(const Decision& decision, const TableTerm& rows, int output, Moments& facts) {
  const auto index = static_cast<std::size_t>(output);
  const bool is_set = decision.is_set(index);
  Term result{.kind = is_set ? Term::Kind::set : Term::Kind::scalar, .truth = {}, .members = {}};
  bool any = false;
  const auto add = [&](const Rule& rule, const std::string& fires) {
    for (const auto& each : rule.then) {
      if (each.output != output) continue;
      const auto value = encode(each.value, facts);
      if (!is_set) {
        result = any ? named(chosen(fires, value, result)) : value;
        any = true;
      } else {
        auto members = value.members;
        if (value.kind != Term::Kind::set)
          for (const auto word : words_of_sets_)
            if (const auto is = smt_equal(value.word, std::to_string(word + 1)); is != "false")
              members[word] = is;
        for (const auto& [word, is] : members) {
          auto& in = result.members[word];
          in = smt_or({in.empty() ? "false" : in, smt_and({is, fires})});
        }
      }
    }
  };
  if (decision.otherwise) add(*decision.otherwise, rows.otherwise);
  for (std::size_t i = decision.rules.size(); i-- > 0;) add(decision.rules[i], rows.fires[i]);
  return named(std::move(result));
}

}  // namespace karimen::harness::rules
