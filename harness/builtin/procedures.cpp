#include "harness/builtin/procedures.hpp"

#include <map>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using Procedures = std::map<std::string, Procedure, std::less<>>;

Procedures all_procedures() {
  Procedures all;
  for (const auto rows : {police_procedures(), portal_procedures(), municipal_procedures(),
                          registry_procedures(), checks_and_bookings()})
    for (const auto& [name, procedure] : rows) all.emplace(name, procedure);
  return all;
}

}  // namespace

Procedure find_procedure(const std::string& name) {
  static const Procedures procedures = all_procedures();
  const auto found = procedures.find(name);
  return found == procedures.end() ? nullptr : found->second;
}

}  // namespace karimen::harness::builtin
