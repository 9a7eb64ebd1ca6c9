// What the holder does on the portal.
#include <array>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

Login login_of(const Call& call) {
  return {call.person, call.now, call.inputs.word<Medium>("with"_fact)};
}

Result open_portal(const Call& call) {
  return call.world.portal.open(login_of(call));
}
Result link_portal(const Call& call) {
  return call.world.portal.link(login_of(call), password_of(call));
}
Result unlink_portal(const Call& call) {
  return call.world.portal.unlink(login_of(call));
}
Result view_licence(const Call& call) {
  return call.world.portal.view_licence(login_of(call));
}
Result take_online_lecture(const Call& call) {
  return call.world.portal.take_online_lecture(login_of(call));
}
Result change_domicile(const Call& call) {
  return call.world.portal.change_domicile(login_of(call));
}
Result consent_one_stop(const Call& call) {
  return call.world.portal.set_consent(login_of(call), items_of(call), true);
}
Result withdraw_one_stop(const Call& call) {
  return call.world.portal.set_consent(login_of(call), items_of(call), false);
}
Result get_phone_certificates(const Call& call) {
  return call.world.portal.get_phone_certificates(call.person, call.now);
}

constexpr std::array portal_rows{ProcedureRow{"open_portal", open_portal},
                                 ProcedureRow{"link_portal", link_portal},
                                 ProcedureRow{"unlink_portal", unlink_portal},
                                 ProcedureRow{"view_licence", view_licence},
                                 ProcedureRow{"take_online_lecture", take_online_lecture},
                                 ProcedureRow{"change_domicile", change_domicile},
                                 ProcedureRow{"consent_one_stop", consent_one_stop},
                                 ProcedureRow{"withdraw_one_stop", withdraw_one_stop},
                                 ProcedureRow{"get_phone_certificates", get_phone_certificates}};

}  // namespace

std::span<const ProcedureRow> portal_procedures() {
  return portal_rows;
}

}  // namespace karimen::harness::builtin
