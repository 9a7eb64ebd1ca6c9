// Counters of the police.
#include <array>

#include "harness/builtin/procedures/rows.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;

HoldingForm form_of(const Call& call, HoldingForm fallback) {
  return call.inputs.word("form"_fact, fallback);
}

Result integrate_licence(const Call& call) {
  return call.world.police.integrate(visit_of(call), form_of(call, HoldingForm::my_number_only),
                                     call.inputs.word<CombinedWith>("combined_with"_fact));
}

Result submit_signature_certificate(const Call& call) {
  const SubmissionRequest request{password_of(call),
                                  !call.inputs.says("certificate"_fact, "mobile", {"card"}),
                                  !call.inputs.says("terminal"_fact, "down", {"up"})};
  return call.world.police.submit_signature_certificate({call.person, facility_of(call), call.now}, request);
}

Result start_one_stop(const Call& call) {
  return call.world.police.start_one_stop(visit_of(call), {password_of(call)}, items_of(call));
}

Result re_record_licence(const Call& call) {
  const auto documents =
      call.inputs.set("documents"_fact, {"delivery_notice", "equivalent_document", "earlier_notice",
                                         "other_persons_notice", "verbal_statement"});
  ReRecordingRequest request{.delivery_notice = documents.contains("delivery_notice"),
                             .equivalent_document = documents.contains("equivalent_document"),
                             .earlier_notice = documents.contains("earlier_notice"),
                             .other_persons_notice = documents.contains("other_persons_notice"),
                             .verbal_statement = documents.contains("verbal_statement")};
  if (call.inputs.says("presents"_fact, "other_persons_card", {"own_card"}))
    request.other_card = call.world.somebody_else(call.person.id).card;
  return call.world.police.re_record(visit_of(call), request);
}

Result rewrite_licence_record(const Call& call) {
  return call.world.police.rewrite(visit_of(call));
}
Result erase_licence_record(const Call& call) {
  return call.world.police.erase(visit_of(call));
}
Result change_holding_form(const Call& call) {
  return call.world.police.change_form(visit_of(call), form_of(call, HoldingForm::licence_only));
}
Result renew_licence(const Call& call) {
  return call.world.police.renew(visit_of(call), form_of(call, HoldingForm::licence_only),
                                 call.inputs.word<Lecture>("lecture"_fact));
}
Result acquire_licence(const Call& call) {
  return call.world.police.acquire(visit_of(call), form_of(call, HoldingForm::licence_only));
}
Result return_licence(const Call& call) {
  return call.world.police.take_back(visit_of(call));
}
Result issue_history_certificate(const Call& call) {
  return call.world.police.issue_history(visit_of(call),
                                         call.inputs.word("form"_fact, HistoryForm::paper_only));
}
Result reissue_licence_document(const Call& call) {
  return call.world.police.reissue_document(visit_of(call));
}
Result change_licence_content(const Call& call) {
  return call.world.police.change_content(visit_of(call), call.inputs.word<ContentChange>("change"_fact),
                                          !call.inputs.says("card"_fact, "not_presented", {"presented"}));
}
Result report_change(const Call& call) {
  return call.world.police.report_change(visit_of(call));
}
Result stop_portal_service(const Call& call) {
  return call.world.police.stop_portal_service(call.person);
}

constexpr std::array police_rows{ProcedureRow{"integrate_licence", integrate_licence},
                                 ProcedureRow{"submit_signature_certificate", submit_signature_certificate},
                                 ProcedureRow{"start_one_stop", start_one_stop},
                                 ProcedureRow{"re_record_licence", re_record_licence},
                                 ProcedureRow{"rewrite_licence_record", rewrite_licence_record},
                                 ProcedureRow{"erase_licence_record", erase_licence_record},
                                 ProcedureRow{"change_holding_form", change_holding_form},
                                 ProcedureRow{"renew_licence", renew_licence},
                                 ProcedureRow{"acquire_licence", acquire_licence},
                                 ProcedureRow{"return_licence", return_licence},
                                 ProcedureRow{"issue_history_certificate", issue_history_certificate},
                                 ProcedureRow{"reissue_licence_document", reissue_licence_document},
                                 ProcedureRow{"change_licence_content", change_licence_content},
                                 ProcedureRow{"report_change", report_change},
                                 ProcedureRow{"stop_portal_service", stop_portal_service}};

}  // namespace

std::span<const ProcedureRow> police_procedures() {
  return police_rows;
}

}  // namespace karimen::harness::builtin
