// 署名用電子証明書の提出: the holder signs with the card, the police verify with the certificate on it. The
// start of one-stop is such a submission too.
#include <algorithm>

#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/desk/password.hpp"
#include "sim/world/desk/signing.hpp"
#include "sim/world/police/police_facility.hpp"
#include "sim/world/registry/first_submission.hpp"

namespace karimen::sim::world {
namespace {

Result receipt(const char* procedure, Moment at) {
  return {.sheets = {{"receipt", {{"手続", procedure}, {"日時", to_string(at)}}}}, .receipt_at = at};
}

}  // namespace

void PoliceFacility::collect_submission(const Visit& visit, const SubmissionRequest& request,
                                        Objections& objections) const {
  const auto& person = visit.person;
  const CardView view = look_at_card_of(person);
  objections.ask_drivers(use_.systems.driver_registry);
  objections.ask_cards(use_.systems.card_registry);
  const bool at_home = visit.facility == nullptr;
  const bool elsewhere = !at_home && visit.facility->prefecture != person.prefecture &&
                         !use_.customs.submission_in_any_prefecture;
  objections.see(obstacle::facility, at_home || (elsewhere && !errs(Defect::submission_in_any_prefecture)));
  objections.see(obstacle::terminal_down, errs(Defect::submission_on_integration_day_only) &&
                                              person.papers.record_printout == Papers{}.record_printout);
  if (!at_home && !elsewhere) collect_counter(visit, Errand::submission, objections);
  objections.see(obstacle::terminal_down, !request.terminal_up);
  objections.see(obstacle::card_certificate_required, !request.card_certificate);
  collect_recordable(visit, view, objections);
  objections.see(obstacle::no_my_number_licence, view.reading && !view.carries_either());
  objections.hear_of_card(obstacle::cert_not_valid, !view.entry.signature.valid_on(visit.today()));
  collect_password(request.password, objections);
}

std::optional<Result> PoliceFacility::sign(const Visit& visit, const SubmissionRequest& request,
                                           const Objections& objections, const std::string& what) {
  if (!objections.none()) return objections.refusal();
  // Where something else stands in the way, nobody asks the card.
  const std::string statement = what + " " + visit.person.identity.name + " " + to_string(visit.now);
  const auto outcome =
      sign_unless_blocked(use_.desk, *visit.person.card, *request.password, to_bytes(statement));
  if (const auto* obstacle = obstacle_of(outcome)) return refused({obstacle});
  return std::nullopt;
}

Result PoliceFacility::submit_signature_certificate(Visit visit, const SubmissionRequest& request) {
  if (visit.today() < records_begin) return not_started();
  Objections objections;
  collect_submission(visit, request, objections);
  if (auto refusal = sign(visit, request, objections, "submission")) return *refusal;

  // 警視庁: 「事前に警察へ署名用電子証明書を提出」: who has submitted stays somebody who did, since then.
  Driver& driver = use_.drivers.entry(visit.person.id);
  auto& submission = driver.submission;
  if (!submission.submitted || errs(Defect::later_submission_counts)) {
    submission.submitted = !errs(Defect::wrong_certificate_tied);
    submission.at = visit.now;
  }
  // 警察庁, 4: kept until the second submission, where there will be one.
  submission.items = first_submission_due(driver, use_.customs)
                         ? std::optional(use_.registers.entry(visit.person.id).four_items() -
                                         (errs(Defect::four_items_incomplete) ? 1 : 0))
                         : std::nullopt;
  return receipt("署名用電子証明書の提出", visit.now);
}

Result PoliceFacility::start_one_stop(Visit visit, const SubmissionRequest& request,
                                      const std::set<RegisterItem>& items) {
  if (visit.today() < records_begin) return not_started();
  Driver& driver = use_.drivers.entry(visit.person.id);
  Objections objections;
  collect_submission(visit, request, objections);
  objections.hear(obstacle::no_licence,
                  !use_.drivers.in_force(visit.person.id, visit.today()) && !driver.history.on_card());
  const auto given = [&](auto item) { return driver.one_stop.consents.contains(item); };
  objections.hear(obstacle::consent_unchanged, driver.one_stop.started && std::ranges::all_of(items, given));
  objections.hear(obstacle::not_my_number_only,
                  !driver.holds_card_alone() && !errs(Defect::any_form_starts_one_stop));
  objections.hear(obstacle::service_stopped, driver.link.state == LinkState::stopped);
  if (auto refusal = sign(visit, request, objections, "one-stop")) return *refusal;
  driver.one_stop.started = true;
  driver.one_stop.consents.insert(items.begin(), items.end());
  return receipt("ワンストップサービスの利用開始", visit.now);
}

Result PoliceFacility::stop_portal_service(Person& person) {
  Driver& driver = use_.drivers.entry(person.id);
  Objections objections;
  objections.ask_drivers(use_.systems.driver_registry);
  objections.hear(obstacle::service_stopped, driver.link.state == LinkState::stopped);
  objections.hear(obstacle::not_linked,
                  driver.link.state == LinkState::never || driver.link.state == LinkState::unlinked);
  if (!objections.none()) return objections.refusal();
  // 警察庁, 8: 「当該行為を行った利用者から収集した情報を抹消し、本サービスを停止する」.
  driver.link.state = LinkState::stopped;
  driver.submission = {};
  driver.one_stop = {};
  return {};
}

}  // namespace karimen::sim::world
