#include "base/diagnostic.hpp"
#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {

using namespace sim::world;

const Facility* facility_of(const Call& call) {
  const auto name = call.inputs.text("facility"_fact, "none");
  if (name == "none") return nullptr;
  const auto found = call.world.premises.facilities.find(name);
  if (found == call.world.premises.facilities.end()) {
    throw DiagnosticError(Diagnostic{.what = "no police facility is called " + name});
  }
  return &found->second;
}

Visit visit_of(const Call& call) {
  const Facility* facility = facility_of(call);
  if (facility == nullptr)
    throw DiagnosticError(Diagnostic{.what = "this procedure needs a police facility"});
  return {call.person, facility, call.now};
}

std::optional<std::string> password_of(const Call& call) {
  const auto typed = call.inputs.text("password"_fact);
  return typed == "unknown" ? std::nullopt : std::optional(typed);
}

std::set<RegisterItem> items_of(const Call& call) {
  std::set<RegisterItem> items;
  for (const auto& member : call.inputs.set("items"_fact, {"address", "name", "birth_date"}))
    items.insert(*from_word<RegisterItem>(member));
  return items;
}

bool at_police(const Call& call) {
  return call.inputs.says("office"_fact, "police", {"municipality"});
}

}  // namespace karimen::harness::builtin
