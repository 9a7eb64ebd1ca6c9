#include "harness/report/html/catalogue.hpp"

#include <cmath>

namespace karimen::harness::report::html {

void Catalogue::take(const StepEvent& event) {
  groups_.take(event);
  actors_.insert(event.actor);
  procedures_.insert(event.procedure);
  if (const auto found = event.inputs.find("facility"); found != event.inputs.end())
    facilities_.insert(to_string(found->second));
  knobs_.insert(event.assumptions.begin(), event.assumptions.end());
  for (const auto& rule : event.rules)
    if (rule.fired) {
      rules_.insert(rule.id);
      ++fired_[rule.id];
    }
  ++performed_[event.procedure];
}

void Catalogue::take(const ScenarioFinished& event, std::size_t chunk, std::size_t place) {
  predicted_ += event.predicted;
  observed_ += event.observed;
  if (!event.holder.empty()) holders_.insert(event.holder);
  std::set<std::string> tags(event.tags.begin(), event.tags.end());
  scenarios_.push_back({strings_(event.id),
                        strings_(event.title.en),
                        strings_(event.title.ja),
                        static_cast<int>(event.verdict),
                        strings_(to_string(event.failure)),
                        groups_.take(event),
                        chunk,
                        place,
                        event.steps,
                        event.not_run,
                        std::lround(event.measured_ms),
                        strings_(event.path),
                        event.line,
                        strings_(event.step),
                        strings_(event.holder),
                        event.attempts,
                        numbers(tags),
                        numbers(actors_),
                        numbers(procedures_),
                        numbers(facilities_),
                        numbers(knobs_),
                        numbers(rules_),
                        strings_(event.reason.en),
                        strings_(event.reason.ja)});
}

Json Catalogue::numbers(std::set<std::string>& names) {
  auto all = Json::array();
  for (const auto& name : names) all.push_back(strings_(name));
  names.clear();
  return all;
}

Json Catalogue::json() {
  return {{"groups", groups_.json()}, {"scenarios", scenarios_},           {"performed", performed_},
          {"fired", fired_},          {"judged", {predicted_, observed_}}, {"strings", strings_.take()}};
}

}  // namespace karimen::harness::report::html
