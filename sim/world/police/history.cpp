// 運転経歴証明書 and マイナ経歴証明書: what is left of a licence that was returned or has lapsed.
#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/police/police_facility.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {

void PoliceFacility::record_history(const Visit& visit, const CardView& view) {
  Driver& driver = use_.drivers.entry(visit.person.id);
  write(visit, view,
        history_content(driver.history.number, visit.today(), driver.driver_class,
                        use_.photographs.bytes(driver.photograph)));
  driver.history.card = view.card->serial();
  // One application, one record: what a licence left behind on this card has given way.
  if (driver.record_card == view.card->serial()) driver.record_card.clear();
}

void PoliceFacility::erase_history_from(const CardView& view) {
  if (!view.has_application() || !view.carries_history()) return;
  remember(view, use_.drivers.entry(view.card->holder()), true);
  use_.terminal.erase_record(*view.card);
  broken_off_.erase(view.card->serial());
}

void PoliceFacility::end_history(const Visit& visit, const CardView& view, bool overwritten) {
  Driver& driver = use_.drivers.entry(visit.person.id);
  if (!overwritten) erase_history_from(view);
  driver.history.form = HistoryForm::none;
  driver.history.card.clear();
  auto& document = visit.person.papers.history_document;
  if (document == DocumentStatus::held) document = DocumentStatus::returned;
}

void PoliceFacility::set_history_form(const Visit& visit, HistoryForm form, Result& result) {
  Driver& driver = use_.drivers.entry(visit.person.id);
  use_.drivers.change_history(driver, form);
  auto& document = visit.person.papers.history_document;
  const bool held = document == DocumentStatus::held;
  if (form == HistoryForm::card_only) {
    if (held) document = DocumentStatus::returned;
    return;
  }
  if (held) return;
  document = DocumentStatus::held;
  result.sheets.push_back({"history_document", {{"交付日", to_string(visit.today())}}});
}

void PoliceFacility::collect_history(const Visit& visit, HistoryForm form, const CardView& view,
                                     Objections& objections) const {
  const auto& person = visit.person;
  const Driver& driver = use_.drivers.entry(person.id);
  const bool in_force = use_.drivers.in_force(person.id, visit.today());
  const bool first = driver.history.form == HistoryForm::none;
  objections.ask_drivers(use_.systems.driver_registry);
  collect_counter(visit, Errand::other, objections);
  objections.hear(obstacle::licence_in_force, in_force);
  objections.hear(obstacle::not_eligible,
                  first && !in_force && !use_.drivers.may_have_history(person.id, visit.today()));
  const bool paper_missing =
      form != HistoryForm::card_only && person.papers.history_document != DocumentStatus::held;
  objections.hear(obstacle::same_form, driver.history.form == form && !paper_missing);
  if (!on_card(form)) return;
  collect_recordable(visit, view, objections);
  objections.see(obstacle::chip_full, !has_room(view));
  advise_reissue(view, visit.today(), objections);
}

Result PoliceFacility::issue_history(Visit visit, HistoryForm form) {
  if (on_card(form) && visit.today() < records_begin) return not_started();
  const CardView view = before_breaking_off(visit.person, look_at_card_of(visit.person), on_card(form));
  const Fee fee{.charged = !use_.customs.history_free};  // no source says how much
  Objections objections;
  collect_history(visit, form, view, objections);
  collect_money(visit.person, fee, objections);
  if (!objections.none()) return objections.refusal();

  Result result{.fee = fee};
  Driver& driver = use_.drivers.entry(visit.person.id);
  or_as_before(driver, [&] {
    if (driver.form != HoldingForm::none)
      use_.drivers.end_licence(driver);  // a lapse that no run has seen yet
    if (on_card(form)) {
      if (!view.carries_own_history) record_history(visit, view);
      driver.history.card = view.card->serial();
    } else if (driver.history.on_card()) {
      erase_history_from(view);
      driver.history.card.clear();
    }
  });
  set_history_form(visit, form, result);
  // 警察庁, 5: 「マイナ経歴証明書を保有した場合」 the link is carried over.
  if (on_card(form) && driver.link.state == LinkState::linked) {
    driver.link.licence_ended = false;
    // No second submission is to come that the four items would be compared with.
    driver.submission.items.reset();
  }
  return result;
}

}  // namespace karimen::sim::world
