// What all counters of the police share: looking at a card, recording, money, the holding form.
#include "sim/chip/application/applications.hpp"
#include "sim/world/codes.hpp"
#include "sim/world/police/police_facility.hpp"

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
  view.carries_own = view.carries_current = false;
  if (!view.carries_record() || !view.reading->record->genuine) return;
  const Driver& driver = use_.drivers.entry(person.id);
  const auto& content = view.reading->record->content;
  view.carries_own = content.record_number == driver.record_number;
  view.carries_current = !driver.versions.empty() && content == driver.current().content;
}

PoliceFacility::CardView PoliceFacility::before_breaking_off(const Person& person, CardView view) const {
  const auto found = view.card == nullptr ? broken_off_.end() : broken_off_.find(view.card->serial());
  if (found == broken_off_.end() || !view.reading) return view;
  // Not where somebody else has erased the record since.
  if (use_.drivers.entry(person.id).record_card != found->second.record_card) return view;
  view.reading->record = found->second.record;
  compare_with_registry(person, view);
  return view;
}

PoliceFacility::CardView PoliceFacility::look_at_card_of(const Person& person) const {
  CardView view = look_at(person, person.has_card_at_hand() ? person.card : nullptr);
  if (person.card != nullptr) view.entry = use_.cards.card(person.card->serial());
  return view;
}

bool PoliceFacility::has_room(const CardView& view) const {
  return !view.reading || view.reading->licence_application || view.reading->free_space >= needed_bytes;
}

bool PoliceFacility::needs_reissue(const CardView& view, Date today) const {
  return view.entry.lapsed(today) || view.broken() || !has_room(view);
}

bool PoliceFacility::in_card_window(const CardView& view, Date today) const {
  Date opens = months_before(view.entry.expires, 3);
  if (use_.customs.card_window_opens_day_after) opens = plus_days(opens, 1);
  return opens <= today && today <= view.entry.expires;
}

Fee PoliceFacility::re_recording_fee() const {
  return {.charged = true, .amount = use_.customs.re_recording_fee};
}

bool PoliceFacility::cannot_pay(const Person& person, const Fee& fee) {
  return fee.charged && fee.amount && person.cash < *fee.amount;
}

void PoliceFacility::pay(Person& person, const Fee& fee) {
  if (fee.charged && fee.amount) person.cash -= *fee.amount;
}

void PoliceFacility::record(const Visit& visit, const CardView& view, Result& result) {
  MyNumberCard& card = *view.card;
  Driver& driver = use_.drivers.entry(visit.person.id);
  const LicenceVersion& version = driver.current();
  broken_off_.insert_or_assign(card.serial(), BrokenOff{view.reading->record, driver.record_card});
  use_.terminal.write_record(card, version.content, visit.person.licence_pin);
  broken_off_.erase(card.serial());
  driver.record_card = card.serial();
  visit.person.papers.record_printout = version.number;
  result.sheets.push_back(
      {"record_printout",
       {{"免許情報記録番号", version.content.record_number},
        {"有効期間の末日", version.content.expires ? to_string(*version.content.expires) : ""},
        {"色区分", version.content.colour},
        {"写真", version.photograph}}});
}

void PoliceFacility::record_unless_suspended(const Visit& visit, const CardView& view, Result& result) {
  const auto status = use_.drivers.status(visit.person.id, visit.today());
  if (status == LicenceStatus::valid) record(visit, view, result);
}

void PoliceFacility::set_form(const Visit& visit, HoldingForm form) {
  use_.drivers.entry(visit.person.id).form = form;
  auto& document = visit.person.papers.licence_document;
  if (form != HoldingForm::my_number_only) document = DocumentStatus::held;
  if (form == HoldingForm::my_number_only && document == DocumentStatus::held)
    document = DocumentStatus::returned;
}

void PoliceFacility::collect_for_recording_again(const Visit& visit, const CardView& view,
                                                 CodeSet& obstacles) const {
  if (visit.today() < Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{24}}) {
    obstacles.insert(obstacle::not_started);
  }
  if (!records_licences(*visit.facility)) {
    obstacles.insert(obstacle::facility_not_supported);
  } else if (!use_.customs.re_recording_at_any_time &&
             !open_for_recording(*visit.facility, visit.now, use_.customs.last_minute_excluded)) {
    obstacles.insert(obstacle::out_of_hours);
  }
  // 長野県警 A5 tells a card that has lapsed from others; one that nobody brought may have lapsed as well.
  if (view.entry.expired(visit.today())) obstacles.insert(obstacle::card_lapsed);
  if (view.card == nullptr || view.entry.status != CardStatus::active)
    obstacles.insert(obstacle::card_not_active);
  if (view.broken()) obstacles.insert(obstacle::chip_broken);
  if (!has_room(view)) obstacles.insert(obstacle::chip_full);
  if (!use_.drivers.in_force(visit.person.id, visit.today()) ||
      use_.drivers.is_suspended(visit.person.id, visit.today())) {
    obstacles.insert(obstacle::licence_status);
  }
  if (!use_.drivers.entry(visit.person.id).holds_my_number_licence())
    obstacles.insert(obstacle::not_a_holder);
  if (view.carries_current) obstacles.insert(obstacle::nothing_to_record);
}

}  // namespace karimen::sim::world
