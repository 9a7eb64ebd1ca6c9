#include "harness/builtin/fault_words.hpp"

#include "base/diagnostic.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::fault;

FaultSetting setting_of(const Parameter& parameter) {
  return {.name = std::string(parameter.name),
          .least = parameter.least,
          .most = parameter.most,
          .words = {parameter.words.begin(), parameter.words.end()},
          .hexadecimal = parameter.hexadecimal};
}

std::string instead_of(const Fault& fault) {
  if (fault.means == Means::specification)
    return "say it of the card: `given` (card.record_signature: invalid, ...), or `defects` of a card file";
  return fault.scriptable() ? "" : "it ends the run's own environment; tests/pcsc_faults shows it";
}

}  // namespace

std::vector<FaultWord> fault_words() {
  std::vector<FaultWord> words;
  for (const auto& fault : catalogue()) {
    auto& word = words.emplace_back(
        FaultWord{.name = std::string(fault.name), .settings = {}, .instead = instead_of(fault)});
    for (const auto& parameter : fault.parameters) word.settings.push_back(setting_of(parameter));
    if (fault.means != Means::command) continue;
    for (const auto& parameter : trigger_parameters()) word.settings.push_back(setting_of(parameter));
  }
  return words;
}

std::vector<ArmedFault> armed(std::span<const FaultOrder> orders) {
  std::vector<ArmedFault> faults;
  for (const auto& order : orders) {
    auto one = arm(order.fault, order.settings);
    if (const auto* mistake = std::get_if<Mistake>(&one))
      throw DiagnosticError(Diagnostic{.what = mistake->what, .fix = mistake->fix});
    faults.push_back(std::get<ArmedFault>(std::move(one)));
  }
  return faults;
}

}  // namespace karimen::harness::builtin
