#include <algorithm>

#include "base/text.hpp"
#include "harness/oracle/rulebook/keys.hpp"
#include "harness/oracle/rulebook/loader.hpp"

namespace karimen::harness::rules {
namespace {

std::vector<std::string> names_of(const std::vector<Decision>& decisions) {
  std::vector<std::string> names;
  for (const auto& each : decisions) names.push_back(each.name);
  return names;
}

}  // namespace

int ProcedureParser::decision(const yaml::Node& node, std::string_view name) const {
  const auto found = program_.decision_index.find(name);
  if (found != program_.decision_index.end()) return found->second;
  node.fail("unknown decision '" + std::string(name) + "'",
            suggestion(name, names_of(program_.decisions), "'karimen rules list'"));
}

int ProcedureParser::target(const yaml::Node& key) const {
  const int fact = scope_.find(key.text);
  if (fact < 0)
    key.fail("unknown fact '" + key.text + "'",
             suggestion(key.text, scope_.names(), "'karimen rules vocabulary'"));
  const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  if (!spec.derive.empty())
    key.fail("'" + key.text + "' is derived and cannot be set", "set what it is derived from");
  if (spec.vocabulary < 0) key.fail("'" + key.text + "' is given with the step and cannot be set");
  return fact;
}

Decides ProcedureParser::decides(const yaml::Entry& entry) const {
  const auto& text = entry.value.as_text();
  const auto dot = text.find('.');
  Decides result{target(entry.key), decision(entry.value, text.substr(0, dot)), -1};
  const auto& table = program_.decisions[static_cast<std::size_t>(result.decision)];
  const auto& type = program_.facts[static_cast<std::size_t>(result.fact)].type;
  if (dot != std::string::npos) {
    result.output = table.output(text.substr(dot + 1));
    if (result.output < 0)
      entry.value.fail("the decision has no output '" + text.substr(dot + 1) + "'",
                       suggestion(text.substr(dot + 1), table.outputs));
  } else {
    for (const char* preferred : {"obstacle", "value"})
      if (result.output < 0) result.output = table.output(preferred);
    if (result.output < 0 && table.outputs.size() == 1) result.output = 0;
    if (result.output < 0) entry.value.fail("say which output is meant", suggestion("", table.outputs));
  }
  const auto& name = table.outputs[static_cast<std::size_t>(result.output)];
  const bool set = name == "obstacle" || name == "warning" || table.hit_policy == HitPolicy::collect;
  const auto& found = table.output_types[static_cast<std::size_t>(result.output)];
  const bool fits = set ? type.base == Base::set
                        : type.base == found.base || found.base == Base::any || found.base == Base::words;
  if (!fits)
    entry.value.fail("'" + entry.key.text + "' is " + to_string(type) + ", the answer is " +
                     to_string(found));
  if (!set && type.base != Base::text && type.base != Base::facility)
    for (const auto& word : found.words)
      if (!type.has_word(word))
        entry.value.fail("the answer may be '" + word + "', which is not of " + to_string(type));
  return result;
}

Effect ProcedureParser::effect(const yaml::Node& node) {
  node.allow_only(procedure_effect_keys);
  Effect result;
  if (const auto* when = node.find("when")) result.when = DecisionParser(program_, scope_).cells(*when);
  const auto* names = node.find("apply");
  const auto* set = node.find("set");
  if (set != nullptr || names == nullptr) result.set = assignments(node.at("set"));
  if (names != nullptr) apply(*names, result);
  return result;
}

std::vector<Assignment> ProcedureParser::assignments(const yaml::Node& set) {
  std::vector<Assignment> result;
  for (const auto& [key, value] : set.as_mapping()) {
    const int fact = target(key);
    const auto type = program_.facts[static_cast<std::size_t>(fact)].type;
    result.push_back({fact, DecisionParser(program_, scope_).value(value, &type)});
  }
  return result;
}

void ProcedureParser::apply(const yaml::Node& names, Effect& effect) const {
  for (const auto& name : names.as_texts()) {
    const auto found = effects_.find(name);
    if (found == effects_.end()) {
      std::vector<std::string> known;
      for (const auto& [each, set] : effects_) known.push_back(each);
      names.fail("unknown effect '" + name + "'", suggestion(name, known));
    }
    for (const auto& each : found->second) {
      if (std::ranges::any_of(effect.set, [&](const auto& own) { return own.fact == each.fact; }))
        names.fail("'" + program_.facts[static_cast<std::size_t>(each.fact)].name + "' is set twice: by '" +
                       name + "' and beside it",
                   "take it out of one of the two");
      effect.set.push_back(each);
    }
  }
}

Procedure ProcedureParser::read(const yaml::Node& document) {
  document.allow_only(procedure_keys);
  Procedure result;
  const auto& name = document.at("procedure");
  result.name = name.as_text();
  result.where = name.where();
  const auto* spec = program_.vocabulary.procedure(result.name);
  if (spec == nullptr)
    name.fail("unknown procedure '" + result.name + "'",
              suggestion(result.name, program_.vocabulary.procedure_names(), "'karimen rules vocabulary'"));
  if (const auto* actor = document.find("actor"); actor != nullptr && actor->as_text() != spec->actor)
    actor->fail("the vocabulary names another actor: " + spec->actor);
  for (std::size_t i = 0; i < spec->inputs.size(); ++i)
    result.inputs.emplace_back(static_cast<int>(i), scope_.find("input." + spec->inputs[i].name));
  if (const auto* required = document.find("requires"))
    for (const auto& text : required->as_texts()) result.requires_.push_back(decision(*required, text));
  if (const auto* decided = document.find("decides"))
    for (const auto& entry : decided->as_mapping()) result.decides.push_back(decides(entry));
  if (const auto* effects = document.find("effects"))
    for (const auto& node : effects->as_sequence()) result.effects.push_back(effect(node));
  if (const auto* effects = document.find("on_refusal"))
    for (const auto& node : effects->as_sequence()) result.on_refusal.push_back(effect(node));
  return result;
}

}  // namespace karimen::harness::rules
