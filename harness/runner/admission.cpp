#include "harness/runner/admission.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"

namespace karimen::harness {

Admission::Admission(const RunContext& context, const System& system)
    : context_(context), system_(system), oracle_(context.rulebook, context.calendar) {}

void Admission::ask(const Scenario& scenario) {
  file_ = scenario.file;
  for (const auto& step : scenario.steps) know_procedure(step);
  const auto& people = scenario.people;
  for (const auto& each : system_.refuses(people))
    add(scenario.said.at(each.who).where(each.fact), {each.what, ""}, each.fix);
  oracle_.reset(people, context_.assumed_by_oracle(scenario), scenario.start(), scenario.place);
  for (const auto& [who, facts] : people)
    for (const auto& each : oracle_.broken_invariants(who)) contradiction(each, scenario, who);
}

void Admission::add(const Spot& spot, BilingualText what, std::string fix) {
  problems_[file_].add({.where = spot.where(),
                        .what = std::move(what.en),
                        .fix = std::move(fix),
                        .source_line = spot.text(),
                        .what_ja = std::move(what.ja)});
}

void Admission::know_procedure(const Step& step) {
  if (system_.knows(step.procedure)) return;
  auto known = context_.rulebook.vocabulary().procedure_names();
  std::erase_if(known, [&](const auto& name) { return !system_.knows(name); });
  add(step.said.otherwise, {"no system knows the procedure '" + step.procedure + "'", ""},
      suggestion(step.procedure, known));
}

// Told where the scenario says the first of the facts that do not fit together.
void Admission::contradiction(const BrokenInvariant& broken, const Scenario& scenario,
                              const std::string& who) {
  const auto& said = scenario.said.at(who);
  const auto stated =
      std::ranges::find_if(broken.facts, [&](const auto& name) { return said.spots.contains(name); });
  const auto& spot = stated == broken.facts.end() ? said.otherwise : said.spots.at(*stated);
  constexpr Bilingual words{"what is given contradicts itself: {}", "与えられた事実が矛盾する: {}"};
  add(spot,
      {say(words, Language::en, {broken.because.en}),
       say(words, Language::ja, {broken.because.in(Language::ja)})},
      values(broken, who));
}

// The values that do not fit together, as they are after the completion.
std::string Admission::values(const BrokenInvariant& broken, const std::string& who) {
  const auto state = oracle_.state(who);
  std::string text;
  for (const auto& name : broken.facts)
    if (const auto found = state.find(name); found != state.end())
      text += (text.empty() ? "" : ", ") + name + " = " + to_string(found->second);
  return "change one of these: " + text;
}

std::map<std::string, std::vector<Diagnostic>> objections(std::span<const Scenario> scenarios,
                                                          const RunContext& context, const System& system) {
  constexpr std::size_t portion = 256;  // an oracle is made for each, which remembers its people
  std::vector<std::map<std::string, Problems>> found((scenarios.size() + portion - 1) / portion);
  side_by_side(found.size(), [&](std::size_t i) {
    Admission admission(context, system);
    for (const auto& scenario :
         scenarios.subspan(i * portion, std::min(portion, scenarios.size() - i * portion)))
      admission.ask(scenario);
    found[i] = admission.take();
  });
  std::map<std::string, Problems> all;
  for (const auto& each : found)
    for (const auto& [file, problems] : each)
      for (const auto& problem : problems.list()) all[file].add(problem);
  std::map<std::string, std::vector<Diagnostic>> result;
  for (const auto& [file, problems] : all) result.emplace(file, problems.list());
  return result;
}

}  // namespace karimen::harness
