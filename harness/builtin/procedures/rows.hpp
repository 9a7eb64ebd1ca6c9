// The procedures, one table an institution, and what their inputs are read with.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "harness/builtin/procedures.hpp"

namespace karimen::harness::builtin {

struct ProcedureRow {
  const char* name;
  Procedure procedure;
};

[[nodiscard]] std::span<const ProcedureRow> police_procedures();
[[nodiscard]] std::span<const ProcedureRow> portal_procedures();
[[nodiscard]] std::span<const ProcedureRow> municipal_procedures();
[[nodiscard]] std::span<const ProcedureRow> registry_procedures();
[[nodiscard]] std::span<const ProcedureRow> checks_and_bookings();

/// The facility named by the input; nullptr for none. A name that nobody knows is a broken request.
[[nodiscard]] const sim::world::Facility* facility_of(const Call& call);
/// At the facility named. Throws DiagnosticError where none is.
[[nodiscard]] sim::world::Visit visit_of(const Call& call);
/// As typed; absent: "unknown", the holder does not know it.
[[nodiscard]] std::optional<std::string> password_of(const Call& call);
/// Items of one-stop.
[[nodiscard]] std::set<sim::world::RegisterItem> items_of(const Call& call);
[[nodiscard]] bool at_police(const Call& call);

}  // namespace karimen::harness::builtin
