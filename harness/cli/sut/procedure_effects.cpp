#include "harness/cli/sut/procedure_effects.hpp"

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

class Effects {
 public:
  explicit Effects(const Rulebook& rulebook) : rulebook_(rulebook) {}

  ProcedureEffects of(const rules::Procedure& procedure) {
    found_ = {};
    for (const auto& each : procedure.decides) change(each.fact);
    for (const auto* effects : {&procedure.effects, &procedure.on_refusal})
      for (const auto& effect : *effects)
        for (const auto& assignment : effect.set) change(assignment.fact);
    for (const auto decision : procedure.requires_)
      codes_of(rulebook_.decisions()[static_cast<std::size_t>(decision)]);
    return std::move(found_);
  }

 private:
  void change(int index) {
    const auto& fact = rulebook_.program().facts[static_cast<std::size_t>(index)];
    if (fact.vocabulary >= 0) found_.changed.insert(fact.name);
  }
  void codes_of(const rules::Decision& decision) {
    for (const auto& rule : decision.rules) codes_of(decision, rule);
    if (decision.otherwise) codes_of(decision, *decision.otherwise);
  }
  void codes_of(const rules::Decision& decision, const rules::Rule& rule) {
    for (const auto& then : rule.then) {
      const auto& name = decision.outputs[static_cast<std::size_t>(then.output)];
      if (name == "obstacle") found_.obstacles.insert(then.text);
      if (name == "warning") found_.warnings.insert(then.text);
    }
  }

  const Rulebook& rulebook_;
  ProcedureEffects found_;
};

}  // namespace

std::map<std::string, ProcedureEffects> effects_of(const Rulebook& rulebook) {
  std::map<std::string, ProcedureEffects> found;
  Effects effects(rulebook);
  for (const auto& procedure : rulebook.procedures()) found.emplace(procedure.name, effects.of(procedure));
  return found;
}

}  // namespace karimen::harness::cli
