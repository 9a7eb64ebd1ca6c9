#include "harness/oracle/proof/one_step_run.hpp"

namespace karimen::harness::rules {
namespace {

Value simplest(const Type& type) {
  switch (type.base) {
    case Base::boolean:
      return false;
    case Base::integer:
      return std::int64_t{0};
    case Base::date:
      return *parse_date("2026-05-01");
    case Base::moment:
      return *parse_moment("2026-05-01T09:00");
    case Base::set:
      return WordSet{};
    default:
      return type.words.empty() ? std::string("none") : type.words.front();
  }
}

}  // namespace

OneStepRun run_of(const Model& model, const Program& program, const ProcedureSpec& spec,
                  std::span<const Facility> facilities) {
  OneStepRun run;
  run.step.procedure = spec.name;
  for (auto& [fact, value] : model.facts("0")) {
    const auto& known = program.facts[static_cast<std::size_t>(program.fact(fact))];
    if (known.assumption >= 0)
      run.assumptions.emplace(fact.view().substr(std::string_view("assume.").size()), value);
    else if (known.vocabulary >= 0 && !known.per_step && known.derive.empty())
      run.given.emplace(fact, value);
  }
  run.thought = run.given;
  const auto at = model.facts("1");
  for (const auto& input : spec.inputs) {
    const auto found = at.find("input." + input.name);
    const auto* set = found == at.end() ? nullptr : std::get_if<WordSet>(&found->second);
    if (found != at.end() && accepts(input.type, found->second))
      run.step.inputs.emplace(input.name, found->second);
    else if (set != nullptr && set->size() == 1 && input.type.has_word(*set->begin()))
      run.step.inputs.emplace(input.name, *set->begin());
    else if (!input.initial)
      run.step.inputs.emplace(input.name, simplest(input.type));
  }
  if (const auto now = at.find("now"); now != at.end()) run.step.at = std::get<Moment>(now->second);
  const auto facility = at.find("facility.name");
  for (const auto& each : facilities)
    if (facility != at.end() && to_string(facility->second) == each.name) run.step.facility = each;
  if (const auto place = at.find("place"); place != at.end()) run.step.place = to_string(place->second);
  return run;
}

}  // namespace karimen::harness::rules
