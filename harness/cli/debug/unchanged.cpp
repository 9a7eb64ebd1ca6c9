#include "harness/cli/debug/unchanged.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual given{"{} has not changed since the start: it was given\n",
                          "{} は始めから変わっていない（given による）\n"};
constexpr Bilingual derived{
    "{0} has not changed since the start: it follows from other facts; 'karimen facts {0}'\n",
    "{0} は始めから変わっていない（他の事実から決まる。'karimen facts {0}'）\n"};
constexpr Bilingual completed{
    "{} has not changed since the start: it is {}, as follows from what was given\n",
    "{} は始めから変わっていない（given から決まる {}）\n"};
constexpr Bilingual by_default{"{} has not changed since the start: it is the default, {}\n",
                               "{} は始めから変わっていない（既定値 {}）\n"};
constexpr Bilingual of_persona{"{} has not changed since the start: it is {}, as for the persona {}\n",
                               "{} は始めから変わっていない（ペルソナ {2} による {1}）\n"};
constexpr Bilingual nobodys{"{} has not changed since the start, and nobody says it\n",
                            "{} は始めから変わっていない（どこにも定めがない）\n"};
constexpr Bilingual set_by{"step {}, {}, may set it, by {}\n",
                           "ステップ {}（{}）がこれを定めうる。条件は {}\n"};
constexpr Bilingual set_always{"step {}, {}, sets it\n", "ステップ {}（{}）がこれを定める\n"};
constexpr Bilingual spoken_of{"rules of step {}, {}:\n", "ステップ {}（{}）の規則:\n"};
constexpr Bilingual no_step{"no step until here sets it, and no rule speaks of it\n",
                            "ここまでにこれを定めるステップはなく、述べる規則もない\n"};

std::string whose_word(const std::string& fact, const Scenario& scenario, const FactSpec& spec,
                       Language language) {
  const auto said = scenario.said.find("holder");
  if (said != scenario.said.end() && said->second.spots.contains(fact)) return say(given, language, {fact});
  if (spec.derive) return say(derived, language, {fact});
  const auto holder = scenario.people.find("holder");
  const auto* value = holder == scenario.people.end() ? nullptr : holder->second.find(fact);
  if (value == nullptr) return say(nobodys, language, {fact});
  if (holder->second.own().contains(fact)) return say(completed, language, {fact, to_string(*value)});
  if (spec.initial && *spec.initial == *value) return say(by_default, language, {fact, to_string(*value)});
  return say(of_persona, language, {fact, to_string(*value), scenario.holder_persona()});
}

struct Setting {
  bool sets = false;
  std::vector<std::string> by;  ///< facts on which it depends whether and to what
};

Setting setting_of(const std::string& fact, const rules::Procedure& procedure, const Rulebook& rulebook) {
  Setting setting;
  const auto& facts = rulebook.program().facts;
  const auto is_it = [&](int index) { return facts[static_cast<std::size_t>(index)].name == fact; };
  setting.sets = std::ranges::any_of(procedure.decides, is_it, &rules::Decides::fact);
  for (const auto* effects : std::array{&procedure.effects, &procedure.on_refusal})
    for (const auto& effect : *effects) {
      if (std::ranges::none_of(effect.set, is_it, &rules::Assignment::fact)) continue;
      setting.sets = true;
      for (const auto& cell : effect.when)
        if (cell.fact_name != fact && std::ranges::find(setting.by, cell.fact_name) == setting.by.end())
          setting.by.push_back(cell.fact_name);
    }
  return setting;
}

}  // namespace

std::string why_unchanged(const std::string& fact, const Scenario& scenario, const Rulebook& rulebook,
                          std::span<const StepRecord> records, const StepViews& views, Language language) {
  auto text = whose_word(fact, scenario, *rulebook.vocabulary().fact(fact), language);
  for (auto number = records.size(); number > 0; --number) {
    const auto& record = records[number - 1];
    const auto* procedure = rulebook.procedure(record.step.procedure);
    const auto setting = procedure == nullptr ? Setting() : setting_of(fact, *procedure, rulebook);
    auto rules = views.why(record, fact);
    for (const auto& each : setting.by) rules += views.why(record, each);
    if (!setting.sets && rules.empty()) continue;
    const std::vector<std::string> step{std::to_string(number), record.step.id};
    if (!setting.by.empty())
      text += say(set_by, language, {step[0], step[1], joined(setting.by, ", ")});
    else
      text += say(setting.sets ? set_always : spoken_of, language, {step[0], step[1]});
    return text + rules;
  }
  return text + no_step.in(language);
}

}  // namespace karimen::harness::cli
