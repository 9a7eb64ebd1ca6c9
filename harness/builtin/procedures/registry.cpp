// Dispositions, time, and what registries and systems do of themselves.
#include <array>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

Result suspend_licence(const Call& call) {
  return call.world.commission.suspend(call.person, call.now, call.inputs.date("until"_fact));
}
Result provisionally_suspend_licence(const Call& call) {
  return call.world.commission.suspend_provisionally(call.person, call.now, call.inputs.date("until"_fact));
}
Result lift_suspension(const Call& call) {
  return call.world.commission.lift_suspension(call.person, call.now);
}
Result revoke_licence(const Call& call) {
  return call.world.commission.revoke(call.person, call.now,
                                      call.inputs.says("record"_fact, "erased", {"left"}));
}
Result lapse_licence(const Call& call) {
  return call.world.registry_office.run_lapse(call.person, call.now);
}
Result pass_time(const Call&) {
  return {};
}
Result send_renewal_notice(const Call& call) {
  return call.world.registry_office.announce_renewal(call.person, call.now);
}
Result plan_trip_abroad(const Call& call) {
  return call.world.registry_office.advise_on_trip_abroad(call.person);
}
Result take_elderly_lecture(const Call& call) {
  return call.world.driving_school.lecture_for_elderly(call.person, call.now);
}
Result change_system(const Call& call) {
  return call.world.registry_office.change_system(call.inputs.word<SystemName>("system"_fact),
                                                  call.inputs.says("state"_fact, "up", {"down"}));
}

constexpr std::array registry_rows{
    ProcedureRow{"suspend_licence", suspend_licence},
    ProcedureRow{"provisionally_suspend_licence", provisionally_suspend_licence},
    ProcedureRow{"lift_suspension", lift_suspension},
    ProcedureRow{"revoke_licence", revoke_licence},
    ProcedureRow{"lapse_licence", lapse_licence},
    ProcedureRow{"pass_time", pass_time},
    ProcedureRow{"send_renewal_notice", send_renewal_notice},
    ProcedureRow{"plan_trip_abroad", plan_trip_abroad},
    ProcedureRow{"take_elderly_lecture", take_elderly_lecture},
    ProcedureRow{"change_system", change_system}};

}  // namespace

std::span<const ProcedureRow> registry_procedures() {
  return registry_rows;
}

}  // namespace karimen::harness::builtin
