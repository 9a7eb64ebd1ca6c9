#include "harness/workshop/console/fault_bench.hpp"

#include "base/diagnostic.hpp"

namespace karimen::harness::workshop {
namespace {

sim::fault::ArmedFault armed_from(const std::string& name, const std::vector<std::string>& settings) {
  sim::fault::Settings given;
  for (const auto& each : settings) {
    const auto equals = each.find('=');
    if (equals == std::string::npos)
      throw DiagnosticError(Diagnostic{.where = {},
                                       .what = "'" + each + "' is no setting",
                                       .fix = "for example fault " + name + " command=2"});
    given[each.substr(0, equals)] = each.substr(equals + 1);
  }
  auto made = sim::fault::arm(name, given);
  if (const auto* mistake = std::get_if<sim::fault::Mistake>(&made))
    throw DiagnosticError(Diagnostic{.where = {}, .what = mistake->what, .fix = mistake->fix});
  return std::get<sim::fault::ArmedFault>(std::move(made));
}

}  // namespace

FaultBench::FaultBench(SharedCard& card, ReaderPlace& place) : card_(card), around_(place.host()) {
  faulting_.emplace(card_.contacts(), card_.bare_chip(), script_, around_);
  card_.route(&*faulting_);
}

FaultBench::~FaultBench() {
  card_.route(nullptr);
}

std::string FaultBench::arm(const std::string& name, const std::vector<std::string>& settings) {
  const auto fault = armed_from(name, settings);
  using sim::fault::Means;
  const auto means = fault.fault->means;
  if (means == Means::specification)
    throw DiagnosticError(Diagnostic{
        .where = {}, .what = name + " lies in what the card was made of", .fix = "'defect " + name + " on'"});
  if (means == Means::insertion)
    throw DiagnosticError(
        Diagnostic{.where = {}, .what = name + " is a matter of insertion", .fix = "'out' and 'in' do that"});
  if (means == Means::service)
    throw DiagnosticError(
        Diagnostic{.where = {}, .what = name + " is no card's doing", .fix = "end the PC/SC service itself"});
  card_.with([&](sim::chip::Card& card) {
    if (means == Means::edit)
      sim::fault::edit(fault, card);
    else
      script_.add(fault);
  });
  if (means != Means::edit) armed_.push_back(fault.text());
  return fault.text();
}

void FaultBench::disarm() {
  card_.with([&](sim::chip::Card& card) {
    script_ = {};
    card.set_health(sim::chip::Health::ok);
    faulting_.emplace(card_.contacts(), card_.bare_chip(), script_, around_);
  });
  armed_.clear();
}

}  // namespace karimen::harness::workshop
