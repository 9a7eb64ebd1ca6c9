// The municipality, the card factory, and what becomes of the card and the papers in the holder's hands.
#include <array>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

bool without_signature_certificate(const Call& call) {
  return call.inputs.says("signature_certificate"_fact, "not_wanted", {"wanted"});
}

Result apply_for_card(const Call& call) {
  ApplicationForm form{.channel = call.inputs.word<Channel>("channel"_fact),
                       .reason = call.inputs.word<Reason>("reason"_fact),
                       .wish = call.inputs.word("wish"_fact, Wish::not_offered),
                       .number = call.inputs.text_or_empty("number"_fact),
                       .signature_certificate_wanted = !without_signature_certificate(call)};
  return call.world.municipality.apply(call.person, call.now, form);
}
Result cancel_application(const Call& call) {
  return call.world.municipality.cancel(call.person);
}
Result personalise_card(const Call& call) {
  return call.world.factory.personalise(call.person, call.now);
}
Result send_delivery_notice(const Call& call) {
  return call.world.municipality.send_notice(call.person);
}
Result deliver_card(const Call& call) {
  return call.world.municipality.deliver(call.person, call.now,
                                         !call.inputs.says("old_card"_fact, "kept", {"returned"}));
}
Result report_card_lost(const Call& call) {
  return call.world.municipality.report_lost(call.person);
}
Result find_lost_card(const Call& call) {
  return call.world.municipality.find_lost(call.person);
}
Result reissue_card(const Call& call) {
  return call.world.municipality.reissue(call.person, call.now, call.inputs.word("reason"_fact, Reason::lost),
                                         at_police(call));
}
Result break_chip(const Call& call) {
  call.person.card->break_chip();
  return {};
}
Result renew_certificates(const Call& call) {
  return call.world.municipality.renew_certificates(call.person, call.now,
                                                    !without_signature_certificate(call));
}
Result extend_card(const Call& call) {
  const auto last_day = call.inputs.date("last_day"_fact).value_or(call.person.card->expires());
  return call.world.municipality.extend(call.person, call.now, last_day);
}
Result reset_pin(const Call& call) {
  const auto pin = call.inputs.word("pin"_fact, LicencePin::signature_password);
  const bool police = at_police(call);
  if (pin == LicencePin::licence_pin && police) {
    return call.world.police.reset_licence_pin({call.person, nullptr, call.now});
  }
  return call.world.municipality.reset_pin(call.person, call.now, pin, police);
}
Result lose_notice(const Call& call) {
  if (!call.person.holds_notice()) return refused({obstacle::no_notice});
  call.person.papers.notice.state = NoticeState::lost;
  return {};
}
Result issue_equivalent_document(const Call& call) {
  return call.world.municipality.issue_equivalent_document(
      call.person, call.inputs.word("content"_fact, DocumentContent::not_recorded));
}
Result change_register(const Call& call) {
  return call.world.municipality.change_register(call.person, call.now,
                                                 call.inputs.word<RegisterItem>("item"_fact));
}

constexpr std::array municipal_rows{ProcedureRow{"apply_for_card", apply_for_card},
                                    ProcedureRow{"cancel_application", cancel_application},
                                    ProcedureRow{"personalise_card", personalise_card},
                                    ProcedureRow{"send_delivery_notice", send_delivery_notice},
                                    ProcedureRow{"deliver_card", deliver_card},
                                    ProcedureRow{"report_card_lost", report_card_lost},
                                    ProcedureRow{"find_lost_card", find_lost_card},
                                    ProcedureRow{"reissue_card", reissue_card},
                                    ProcedureRow{"break_chip", break_chip},
                                    ProcedureRow{"renew_certificates", renew_certificates},
                                    ProcedureRow{"extend_card", extend_card},
                                    ProcedureRow{"reset_pin", reset_pin},
                                    ProcedureRow{"lose_notice", lose_notice},
                                    ProcedureRow{"issue_equivalent_document", issue_equivalent_document},
                                    ProcedureRow{"change_register", change_register}};

}  // namespace

std::span<const ProcedureRow> municipal_procedures() {
  return municipal_rows;
}

}  // namespace karimen::harness::builtin
