// What all counters of the police share: looking at a card, recording, money, the holding form.
#include "sim/chip/application/applications.hpp"
#include "sim/world/card_factory/issuer_terminal.hpp"
#include "sim/world/codes.hpp"
#include "sim/world/days.hpp"
#include "sim/world/desk/card_use.hpp"
#include "sim/world/police/police_facility.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {
namespace {

/// Bytes that the licence application takes (emulator-defined, sim/chip/application).
constexpr std::uint32_t needed_bytes = chip::licence_application_size;

}  // namespace

PoliceFacility::CardView PoliceFacility::look_at(const Person& person, MyNumberCard* card) const {
  CardView view{.card = card};
  if (card == nullptr) return view;
  view.entry = use_.cards.card(card->serial());
  view.reading = use_.terminal.read(*card);
  compare_with_registry(person, view);
  return view;
}

void PoliceFacility::compare_with_registry(const Person& person, CardView& view) const {
  const Driver& driver = use_.drivers.entry(person.id);
  view.carries_own_history = view.carries_history() && view.reading->history->genuine &&
                             view.reading->history->content.history_number == driver.history.number;
  // Whatever else a licence record says than the one in force, be it a number or its signature, it is an old
  // one.
  view.carries_own = view.carries_record() && view.card->holder() == person.id;
  const bool moved =
      errs(Defect::address_makes_stale) && driver.known.address != use_.registers.entry(person.id).address;
  view.carries_current = view.carries_own && !moved && view.reading->record->genuine &&
                         !driver.versions.empty() &&
                         view.reading->record->content == driver.current().content;
}

PoliceFacility::CardView PoliceFacility::before_breaking_off(const Person& person, CardView view,
                                                             bool wants_record) const {
  const auto found = view.card == nullptr ? broken_off_.end() : broken_off_.find(view.card->serial());
  if (found == broken_off_.end() || !view.reading) return view;
  const BrokenOff& before = found->second;
  if (before.erasing && wants_record) return view;
  // Not where somebody else has erased the record since.
  const Driver& driver = use_.drivers.entry(person.id);
  if (driver.record_card != before.record_card || driver.history.card != before.history_card) return view;
  view.reading->record = before.record;
  view.reading->history = before.history;
  compare_with_registry(person, view);
  return view;
}

PoliceFacility::CardView PoliceFacility::look_at_card_of(const Person& person) const {
  CardView view = look_at(person, person.has_card_at_hand() ? person.card : nullptr);
  if (person.card != nullptr) view.entry = use_.cards.card(person.card->serial());
  return view;
}

bool PoliceFacility::has_room(const CardView& view) const {
  return errs(Defect::chip_space_not_asked) || !view.reading || view.reading->licence_application ||
         view.reading->free_space >= needed_bytes;
}

void PoliceFacility::advise_reissue(const CardView& view, Date today, Objections& objections) const {
  objections.remark(warning::reissue_card, view.broken() || !has_room(view));
  objections.remark(warning::reissue_card, view.entry.expired(today));
  objections.remark_of_card(warning::reissue_card, view.entry.lapsed(today));
}

bool PoliceFacility::in_card_window(const CardView& view, Date today) const {
  Date opens = months_before(view.entry.expires, 3);
  if (use_.customs.card_window_opens_day_after) opens = plus_days(opens, 1);
  if (errs(Defect::card_window_opens_a_day_late)) opens = plus_days(opens, 1);
  if (errs(Defect::card_window_closes_a_day_early) && today == view.entry.expires) return false;
  return opens <= today && today <= view.entry.expires;
}

Fee PoliceFacility::re_recording_fee() const {
  return {.charged = true, .amount = use_.customs.re_recording_fee};
}

void PoliceFacility::collect_money(const Person& person, const Fee& fee, Objections& objections) const {
  if (errs(Defect::money_not_counted)) return;
  // Whoever has nothing cannot pay an amount that is not published either.
  const int wanted = fee.amount.value_or(1);
  objections.see(obstacle::fee_short, fee.charged && person.cash < wanted);
}

void PoliceFacility::pay(Person& person, const Fee& fee) const {
  if (fee.charged && fee.amount && !errs(Defect::fee_not_taken)) person.cash -= *fee.amount;
}

void PoliceFacility::remember(const CardView& view, const Driver& driver, bool erasing) {
  broken_off_.insert_or_assign(view.card->serial(),
                               BrokenOff{view.reading->record, view.reading->history, driver.record_card,
                                         driver.history.card, erasing});
}

void PoliceFacility::write(const Visit& visit, const CardView& view, const licence::LicenceRecord& content) {
  remember(view, use_.drivers.entry(visit.person.id), false);
  auto written = content;
  if (errs(Defect::address_on_chip)) written.remarks[1] = visit.person.identity.address;
  try {
    use_.terminal.write_record(*view.card, written, visit.person.licence_pin);
  } catch (const CardRefused&) {
    if (!errs(Defect::write_to_broken_chip_counts)) throw;
  } catch (const reader::LinkError&) {
    if (!errs(Defect::write_to_broken_chip_counts)) throw;
  }
  broken_off_.erase(view.card->serial());
}

void PoliceFacility::record(const Visit& visit, const CardView& view, Result& result) {
  const MyNumberCard& card = *view.card;
  Driver& driver = use_.drivers.entry(visit.person.id);
  const LicenceVersion& version = driver.current();
  write(visit, view, version.content);
  if (!errs(Defect::record_card_not_registered)) driver.record_card = card.serial();
  if (driver.history.card == card.serial()) driver.history.card.clear();
  if (errs(Defect::card_expiry_follows_licence) && version.content.expires)
    write_last_day(use_.desk, *view.card, *version.content.expires);
  if (errs(Defect::printout_forgotten)) return;
  visit.person.papers.record_printout = version.number;
  result.printout = {version.content.record_number, version.content.expires,
                     colour_class_of(version.content.colour), version.photograph};
  result.sheets.push_back(
      {"record_printout",
       {{"免許情報記録番号", result.printout.number},
        {"有効期間の末日", result.printout.expires ? to_string(*result.printout.expires) : ""},
        {"色区分", version.content.colour},
        {"写真", result.printout.photograph}}});
}

void PoliceFacility::record_unless_suspended(const Visit& visit, const CardView& view, Result& result) {
  if (!use_.drivers.is_suspended(visit.person.id, visit.today())) record(visit, view, result);
}

void PoliceFacility::erase_from(const CardView& view) {
  if (view.has_application() && !view.carries_history()) {
    remember(view, use_.drivers.entry(view.card->holder()), true);
    use_.terminal.erase_record(*view.card);
  }
  if (view.card != nullptr) broken_off_.erase(view.card->serial());
}

void PoliceFacility::set_form(const Visit& visit, HoldingForm form) {
  use_.drivers.change_form(use_.drivers.entry(visit.person.id), form);
  auto& document = visit.person.papers.licence_document;
  if (form == HoldingForm::my_number_only && document == DocumentStatus::held &&
      !errs(Defect::paper_stays_valid))
    document = DocumentStatus::returned;
}

void PoliceFacility::issue_document(const Visit& visit, Result& result) {
  Driver& driver = use_.drivers.entry(visit.person.id);
  visit.person.papers.licence_document = DocumentStatus::held;
  if (!errs(Defect::document_day_forgotten)) driver.document_issued_on = visit.today();
  result.document = {driver.licence_number, driver.expires};
  result.sheets.push_back(
      {"licence_document",
       {{"免許証番号", result.document.number}, {"有効期間の末日", to_string(*result.document.expires)}}});
}

Result PoliceFacility::not_started(bool asks_card_registry) const {
  CodeSet obstacles{obstacle::not_started};
  if (!use_.systems.driver_registry || (asks_card_registry && !use_.systems.card_registry))
    obstacles.insert(obstacle::system_down);
  return refused(std::move(obstacles));
}

void PoliceFacility::collect_counter(const Visit& visit, Errand errand, Objections& objections) const {
  const bool handled = handles(*visit.facility, errand, use_.customs);
  objections.see(errand == Errand::submission ? obstacle::facility : obstacle::facility_not_supported,
                 !handled);
  objections.see(obstacle::out_of_hours,
                 handled && !open_for(*visit.facility, errand, visit.now, use_.calendar, use_.customs));
}

void PoliceFacility::collect_recordable(const Visit& visit, const CardView& view,
                                        Objections& objections) const {
  const bool broken = view.broken() && !errs(Defect::write_to_broken_chip_counts);
  collect_card_use(view.entry, visit.today(), view.card != nullptr, broken, use_.systems.card_registry,
                   objections);
}

void PoliceFacility::collect_for_recording_again(const Visit& visit, Errand errand, const CardView& view,
                                                 Objections& objections) const {
  objections.ask_drivers(use_.systems.driver_registry);
  objections.ask_cards(use_.systems.card_registry);
  collect_counter(visit, errand, objections);
  // Whoever holds out somebody else's card is sent away for that, whatever else is wrong with it.
  if (view.card != nullptr && view.card->holder() != visit.person.id) return;
  // 長野県警 A5 tells a card that has lapsed from others; one that nobody brought may have lapsed as well.
  objections.see(obstacle::card_lapsed,
                 view.entry.expired(visit.today()) && !errs(Defect::lapsed_card_taken));
  objections.see(obstacle::card_not_active, view.card == nullptr);
  objections.hear_of_card(obstacle::card_not_active, view.entry.status != CardStatus::active);
  objections.see(obstacle::chip_broken, view.broken());
  objections.see(obstacle::chip_full, !has_room(view));
  advise_reissue(view, visit.today(), objections);
}

void PoliceFacility::collect_licence_again(const Visit& visit, const CardView& view,
                                           Objections& objections) const {
  const auto& person = visit.person;
  objections.hear(obstacle::licence_status, !use_.drivers.in_force(person.id, visit.today()) ||
                                                use_.drivers.is_suspended(person.id, visit.today()));
  objections.hear(obstacle::not_a_holder, !use_.drivers.entry(person.id).holds_my_number_licence());
  objections.hear(obstacle::nothing_to_record,
                  view.carries_current && !errs(Defect::current_record_written_again));
}

}  // namespace karimen::sim::world
