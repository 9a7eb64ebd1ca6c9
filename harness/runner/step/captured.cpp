#include "harness/runner/step/captured.hpp"

namespace karimen::harness {
namespace {

using Into = Capture::Into;

// In a program's words it stands as it was written.
void put_into_client(Client& client, const Capture& capture, const Value& value) {
  const auto put = [&](std::string& text) {
    if (text == capture.text()) text = to_string(value);
  };
  for (auto& word : client.command) put(word);
  for (auto& [name, text] : client.environment) put(text);
  for (auto& each : client.texts) put(each.pattern);
}

void put(Step& step, const Capture& capture, const Value& value) {
  if (capture.into == Into::client)
    put_into_client(*step.client, capture, value);
  else if (capture.into == Into::input)
    step.inputs.insert_or_assign(capture.input, value);
  else
    (capture.into == Into::note ? step.notes : step.expect).at(capture.index).test = exactly(value);
}

// What the value should be, in words, if it is not; "" if it is.
std::string wanted_instead(const Capture& capture, const Value& value) {
  if (!capture.type) return "";
  if (!accepts(*capture.type, value)) return to_string(*capture.type);
  return violated(value, *capture.type, capture.limits).value_or("");
}

}  // namespace

Captured::Captured(const Scenario& scenario) {
  for (const auto& step : scenario.steps)
    for (const auto& capture : step.captures) wanted_[capture.step].insert(capture.fact);
}

void Captured::keep(const Step& step, const Facts& observed, const Facts& known) {
  const auto wanted = wanted_.find(step.id);
  if (wanted == wanted_.end()) return;
  for (const auto& fact : wanted->second)
    for (const auto* reading : {&observed, &known})
      if (const auto found = reading->find(fact); found != reading->end()) kept_[step.id].insert(*found);
}

FilledStep Captured::fill(const Step& step) const {
  FilledStep filled{step, {}};
  for (const auto& capture : step.captures) {
    const auto left = kept_.find(capture.step);
    const auto found = left == kept_.end() ? Facts::const_iterator{} : left->second.find(capture.fact);
    if (left == kept_.end() || found == left->second.end()) {
      filled.missing.push_back(
          {.name = capture.text(), .spot = capture.spot, .reason = "neither predicted nor observed"});
      continue;
    }
    if (const auto wanted = wanted_instead(capture, found->second); !wanted.empty())
      filled.missing.push_back({.failure = Failure::expectation,
                                .name = capture.text(),
                                .expected = wanted,
                                .observed = to_string(found->second),
                                .spot = capture.spot});
    else
      put(filled.step, capture, found->second);
  }
  return filled;
}

}  // namespace karimen::harness
