#include "harness/builtin/procedures.hpp"

#include <map>

#include "base/diagnostic.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

constexpr auto none = "none";

/// The facility named by the input; nullptr for none. A name that nobody knows is a broken request.
const Facility* facility_of(const Call& call) {
  const auto name = call.inputs.text("facility", none);
  if (name == none) return nullptr;
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

bool at_police(const Call& call) {
  return call.inputs.says("office", "police", {"municipality"});
}
bool without_signature_certificate(const Call& call) {
  return call.inputs.says("signature_certificate", "not_wanted", {"wanted"});
}

// --- police counters

Result integrate_licence(const Call& call) {
  return call.world.police.integrate(visit_of(call), call.inputs.word("form", HoldingForm::my_number_only),
                                     call.inputs.word<CombinedWith>("combined_with"));
}

Result submit_signature_certificate(const Call& call) {
  SubmissionRequest request{.card_certificate = !call.inputs.says("certificate", "mobile", {"card"}),
                            .terminal_up = !call.inputs.says("terminal", "down", {"up"})};
  if (const auto typed = call.inputs.text("password"); typed != "unknown") request.password = typed;
  return call.world.police.submit_signature_certificate({call.person, facility_of(call), call.now}, request);
}

Result re_record_licence(const Call& call) {
  const auto documents =
      call.inputs.set("documents", {"delivery_notice", "equivalent_document", "earlier_notice",
                                    "other_persons_notice", "verbal_statement"});
  ReRecordingRequest request{.delivery_notice = documents.contains("delivery_notice"),
                             .equivalent_document = documents.contains("equivalent_document"),
                             .earlier_notice = documents.contains("earlier_notice"),
                             .other_persons_notice = documents.contains("other_persons_notice"),
                             .verbal_statement = documents.contains("verbal_statement")};
  if (call.inputs.says("presents", "other_persons_card", {"own_card"}))
    request.other_card = call.world.somebody_else(call.person.id).card;
  return call.world.police.re_record(visit_of(call), request);
}

Result rewrite_licence_record(const Call& call) {
  return call.world.police.rewrite(visit_of(call));
}

Result renew_licence(const Call& call) {
  return call.world.police.renew(visit_of(call), call.inputs.word("form", HoldingForm::licence_only),
                                 call.inputs.word<Lecture>("lecture"));
}

Result reissue_licence_document(const Call& call) {
  return call.world.police.reissue_document(visit_of(call));
}

Result change_licence_content(const Call& call) {
  return call.world.police.change_content(visit_of(call), call.inputs.word<ContentChange>("change"),
                                          !call.inputs.says("card", "not_presented", {"presented"}));
}

// --- dispositions and time

Result suspend_licence(const Call& call) {
  return call.world.commission.suspend(call.person, call.now, call.inputs.date("until"));
}
Result provisionally_suspend_licence(const Call& call) {
  return call.world.commission.suspend_provisionally(call.person, call.now, call.inputs.date("until"));
}
Result lift_suspension(const Call& call) {
  return call.world.commission.lift_suspension(call.person, call.now);
}
Result revoke_licence(const Call& call) {
  return call.world.commission.revoke(call.person, call.now, call.inputs.says("record", "erased", {"left"}));
}
Result lapse_licence(const Call& call) {
  return call.world.drivers.run_lapse(call.person.id, date_of(call.now)) ? Result{} : refused({"NOT_LAPSED"});
}
Result pass_time(const Call&) {
  return {};
}

// --- the card

Result apply_for_card(const Call& call) {
  ApplicationForm form{.channel = call.inputs.word<Channel>("channel"),
                       .reason = call.inputs.word<Reason>("reason"),
                       .wish = call.inputs.word("wish", Wish::not_offered),
                       .number = call.inputs.text_or_empty("number"),
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
                                         !call.inputs.says("old_card", "kept", {"returned"}));
}
Result report_card_lost(const Call& call) {
  return call.world.municipality.report_lost(call.person);
}
Result find_lost_card(const Call& call) {
  return call.world.municipality.find_lost(call.person);
}
Result reissue_card(const Call& call) {
  return call.world.municipality.reissue(call.person, call.now, call.inputs.word("reason", Reason::lost),
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
Result reset_pin(const Call& call) {
  const auto pin = call.inputs.word("pin", LicencePin::signature_password);
  const bool police = at_police(call);
  if (pin == LicencePin::licence_pin && police) {
    return call.world.police.reset_licence_pin({call.person, nullptr, call.now});
  }
  return call.world.municipality.reset_pin(call.person, call.now, pin, police);
}
Result lose_notice(const Call& call) {
  if (!call.person.holds_notice()) return refused({"NO_NOTICE"});
  call.person.papers.notice.state = NoticeState::lost;
  return {};
}
Result issue_equivalent_document(const Call& call) {
  return call.world.municipality.issue_equivalent_document(
      call.person, call.inputs.word("content", DocumentContent::not_recorded));
}

// --- checks

Result roadside_check(const Call& call) {
  const auto presents =
      call.inputs.set("presents", {"card", "previous_card", "other_persons_card", "licence_document",
                                   "smartphone", "record_printout", "delivery_notice"});
  const auto& person = call.person;
  Presented presented{.other_persons_card = presents.contains("other_persons_card"),
                      .reading_allowed = !call.inputs.says("reading", "refused", {"allowed"})};
  if (presents.contains("card") && person.has_card_at_hand()) presented.card = person.card;
  if (presents.contains("previous_card") && person.previous != nullptr &&
      person.previous->possession != Possession::returned) {
    presented.previous_card = person.previous;
  }
  presented.licence_document =
      presents.contains("licence_document") && person.papers.licence_document == DocumentStatus::held;
  return call.world.officer.check(person, presented, call.now,
                                  !call.inputs.says("mode", "offline", {"online"}));
}
Result read_with_app(const Call& call) {
  return call.world.app.read(call.person, call.inputs.text("pin", "8642"));
}

const std::map<std::string, Procedure, std::less<>> procedures{
    {"integrate_licence", integrate_licence},
    {"submit_signature_certificate", submit_signature_certificate},
    {"re_record_licence", re_record_licence},
    {"rewrite_licence_record", rewrite_licence_record},
    {"renew_licence", renew_licence},
    {"reissue_licence_document", reissue_licence_document},
    {"change_licence_content", change_licence_content},
    {"suspend_licence", suspend_licence},
    {"provisionally_suspend_licence", provisionally_suspend_licence},
    {"lift_suspension", lift_suspension},
    {"revoke_licence", revoke_licence},
    {"lapse_licence", lapse_licence},
    {"pass_time", pass_time},
    {"apply_for_card", apply_for_card},
    {"cancel_application", cancel_application},
    {"personalise_card", personalise_card},
    {"send_delivery_notice", send_delivery_notice},
    {"deliver_card", deliver_card},
    {"report_card_lost", report_card_lost},
    {"find_lost_card", find_lost_card},
    {"reissue_card", reissue_card},
    {"break_chip", break_chip},
    {"renew_certificates", renew_certificates},
    {"reset_pin", reset_pin},
    {"lose_notice", lose_notice},
    {"issue_equivalent_document", issue_equivalent_document},
    {"roadside_check", roadside_check},
    {"read_with_app", read_with_app},
};

}  // namespace

Procedure find_procedure(const std::string& name) {
  const auto found = procedures.find(name);
  return found == procedures.end() ? nullptr : found->second;
}

}  // namespace karimen::harness::builtin
