// 再記録 and 書き換え: the record is put again on a card that lacks it, or brought up to date.
#include <algorithm>

#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

/// The next record number: the last eleven digits counted up.
std::string next_number(std::string number) {
  for (auto digit = number.rbegin(); digit != number.rend(); ++digit) {
    *digit = *digit == '9' ? '0' : static_cast<char>(*digit + 1);
    if (*digit != '0') break;
  }
  return number;
}

}  // namespace

/// Whether the papers shown make a re-recording free.
struct PoliceFacility::Waiver {
  bool granted = false;
  bool document_shown = false;  ///< a notice or its equivalent, of this card
  bool says_recorded = false;   ///< although the chip is empty
  bool after_loss = false;      ///< the card was reissued for loss or damage: no notice is asked for
};

PoliceFacility::Waiver PoliceFacility::waiver_for(const Visit& visit, const ReRecordingRequest& request,
                                                  const CardView& view) const {
  const Papers& papers = visit.person.papers;
  // A notice names its card, whether that is at hand or not.
  const MyNumberCard* card = view.card != nullptr ? view.card : visit.person.card;
  const bool of_this_card =
      card != nullptr && (papers.notice.card == card->serial() || errs(Defect::any_notice_counts));
  const bool notice = request.delivery_notice && visit.person.holds_notice() && of_this_card;
  const bool equivalent = request.equivalent_document &&
                          papers.equivalent_document != DocumentContent::none &&
                          !errs(Defect::equivalent_not_taken);
  Waiver waiver{.document_shown = notice || equivalent};
  const bool silent = papers.notice.record == NoticeRecord::no_mention && errs(Defect::silent_notice_waives);
  const bool says_not_recorded = (notice && (silent || papers.notice.record == NoticeRecord::not_recorded)) ||
                                 (equivalent && papers.equivalent_document == DocumentContent::not_recorded);
  // Nobody sees of a chip that does not answer whether it is empty, nor of somebody else's what should be on
  // it.
  const bool own = view.card != nullptr && view.card->holder() == visit.person.id;
  waiver.says_recorded = own && view.reading && !view.carries_either() &&
                         ((notice && papers.notice.record == NoticeRecord::recorded) ||
                          (equivalent && papers.equivalent_document == DocumentContent::recorded));
  // What somebody else's card was made for says nothing of one's own.
  const bool others = request.other_card != nullptr && visit.person.card != nullptr;
  const Reason made_for =
      others ? use_.cards.card(visit.person.card->serial()).made_for : view.entry.made_for;
  waiver.after_loss = !others && (made_for == Reason::lost || made_for == Reason::damaged);
  // 警視庁: 「紛失、破損及び有効期間切れ(失効)により更新を行う方」 are named together.
  const bool charged_all_the_same =
      (waiver.after_loss || made_for == Reason::lapsed_validity) && use_.customs.loss_charges_despite_notice;
  // The page that waives the fee is about the scheme, and so are the papers that it names.
  const bool scheme = visit.today() >= inheritance_begins;
  waiver.granted =
      scheme && ((says_not_recorded && (!papers.notice.used || errs(Defect::waiver_used_twice)) &&
                  !charged_all_the_same) ||
                 (waiver.says_recorded && use_.customs.empty_despite_notice_free));
  return waiver;
}

Result PoliceFacility::re_record(Visit visit, const ReRecordingRequest& request) {
  if (visit.today() < records_begin) return not_started();
  const auto& person = visit.person;
  const CardView view = before_breaking_off(
      person, request.other_card != nullptr ? look_at(person, request.other_card) : look_at_card_of(person),
      true);
  const Waiver waiver = waiver_for(visit, request, view);
  Driver& driver = use_.drivers.entry(person.id);
  // 警視庁 names マイナ経歴証明書 and 運転経歴情報 beside the licence throughout; a condition of the licence
  // is none of it.
  const bool of_history = driver.history.on_card();
  // What is old only the registry can tell.
  const bool compared = use_.systems.driver_registry;
  const bool rewriting = !of_history && compared && view.carries_own && !view.carries_current;
  const bool free = waiver.granted || errs(Defect::re_recording_always_free);
  const Fee fee = rewriting ? rewriting_fee(visit, view) : free ? Fee{} : re_recording_fee();
  Objections objections;
  collect_for_recording_again(visit, rewriting ? Errand::rewriting : Errand::re_recording, view, objections);
  if (of_history)
    objections.hear(obstacle::nothing_to_record, view.carries_own_history);
  else
    collect_licence_again(visit, view, objections);
  objections.see(obstacle::holder_mismatch, view.card != nullptr && view.card->holder() != person.id &&
                                                !errs(Defect::other_persons_card_recorded));
  objections.see(obstacle::no_reservation,
                 errs(Defect::re_recording_wants_reservation) && !booked_for(visit));
  collect_money(person, fee, objections);

  // 警視庁: 「①の場合は、…「交付通知書」又はそれに代わる書類の提示」, ① being a renewal.
  const bool answered = use_.systems.driver_registry && use_.systems.card_registry;
  objections.remark(warning::no_document,
                    answered && !waiver.document_shown && !waiver.after_loss && !rewriting);
  objections.remark(warning::incident, waiver.says_recorded || request.other_persons_notice);
  if (!objections.none()) return objections.refusal();

  Result result{.warnings = objections.warnings(), .fee = fee};
  or_as_before(driver, [&] {
    if (of_history) return record_history(visit, view);
    if (use_.customs.re_recording_gives_new_number && !rewriting) {
      driver.former_record_numbers.insert(driver.record_number);
      driver.record_number = next_number(driver.record_number);
      driver.versions.back().content.record_number = driver.record_number;
    }
    record(visit, view, result);
  });
  if (waiver.granted && !errs(Defect::notice_not_marked)) visit.person.papers.notice.used = true;
  pay(visit.person, fee);
  return result;
}

Fee PoliceFacility::rewriting_fee(const Visit& visit, const CardView& view) const {
  if (errs(Defect::rewriting_charged)) return {.charged = true, .amount = 1500};
  if (!view.carries_own || view.carries_current || !use_.customs.rewriting_charges_content_change) return {};
  const auto& on_chip = view.reading->record->content;
  const auto& in_force = use_.drivers.entry(visit.person.id).current().content;
  // A renewal gives another end and another photograph; other changes leave both.
  const bool renewed_since = on_chip.expires != in_force.expires || on_chip.photograph != in_force.photograph;
  return renewed_since ? Fee{} : re_recording_fee();
}

Result PoliceFacility::rewrite(Visit visit) {
  if (visit.today() < records_begin) return not_started();
  const CardView view = before_breaking_off(visit.person, look_at_card_of(visit.person), true);
  Objections objections;
  collect_for_recording_again(visit, Errand::rewriting, view, objections);
  collect_licence_again(visit, view, objections);
  objections.see(obstacle::no_my_number_licence, view.reading && !view.carries_record());

  const Fee fee = rewriting_fee(visit, view);
  collect_money(visit.person, fee, objections);
  if (!objections.none()) return objections.refusal();

  Result result{.warnings = objections.warnings(), .fee = fee};
  record(visit, view, result);
  pay(visit.person, fee);
  return result;
}

}  // namespace karimen::sim::world
