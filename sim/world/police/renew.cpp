// 免許の更新.
#include "sim/world/codes.hpp"
#include "sim/world/police/police_facility.hpp"

namespace karimen::sim::world {
namespace {

using licence::DriverClass;

constexpr int age_of_elderly_lecture = 70;

bool with_card(HoldingForm form) {
  return form == HoldingForm::my_number_only || form == HoldingForm::both;
}

// 鹿児島県警: 更新手数料.
int renewal_amount(HoldingForm form) {
  return form == HoldingForm::both ? 2950 : form == HoldingForm::my_number_only ? 2100 : 2850;
}

// 鹿児島県警: 対面講習.
int lecture_amount(DriverClass driver_class) {
  switch (driver_class) {
    case DriverClass::excellent:
      return 500;
    case DriverClass::general:
      return 800;
    case DriverClass::violation:
    case DriverClass::first_time:
      return 1400;
  }
  return 1400;
}

/// emulator-defined: renewal periods, in months.
int validity_months(DriverClass driver_class) {
  return driver_class == DriverClass::excellent || driver_class == DriverClass::general ? 60 : 36;
}

/// photo-01 → photo-02.
std::string next_photograph(const std::string& id) {
  const auto dash = id.rfind('-');
  const int number = dash == std::string::npos ? 0 : std::atoi(id.c_str() + dash + 1);
  const std::string digits = std::to_string(number + 1);
  return "photo-" + std::string(digits.size() < 2 ? 1 : 0, '0') + digits;
}

}  // namespace

Date PoliceFacility::renewal_window_start(const Person& person) const {
  const Driver& driver = use_.drivers.entry(person.id);
  return months_before(use_.calendar.birthday_until(person.identity.birth_date, driver.expires), 1);
}

Fee PoliceFacility::renewal_fee(const Visit& visit, HoldingForm form, Lecture lecture,
                                const CardView& view) const {
  const Driver& driver = use_.drivers.entry(visit.person.id);
  const bool known = visit.facility->prefecture == "kagoshima" || use_.customs.renewal_amounts_national;
  Fee fee{.charged = true};
  if (known)
    fee.amount =
        renewal_amount(form) + (lecture == Lecture::in_person ? lecture_amount(driver.driver_class) : 0);
  const bool record_missing = driver.holds_my_number_licence() && with_card(form) && !view.carries_record();
  if (use_.customs.renewal_charges_missing_record && record_missing) {
    const Fee recording = re_recording_fee();
    fee.amount =
        fee.amount && recording.amount ? std::optional(*fee.amount + *recording.amount) : std::nullopt;
  }
  return fee;
}

Result PoliceFacility::renew(Visit visit, HoldingForm form, Lecture lecture) {
  const auto& person = visit.person;
  const Date today = visit.today();
  const CardView view = before_breaking_off(person, look_at_card_of(person));
  const Date window_end = use_.drivers.licence_end(use_.drivers.entry(person.id).expires);
  const auto status = use_.drivers.status(person.id, today);
  const bool card_fit = view.reading && view.entry.usable(today) && has_room(view);
  Result result{.fee = renewal_fee(visit, form, lecture, view)};
  auto& obstacles = result.obstacles;

  if (status == LicenceStatus::lapsed) obstacles.insert(obstacle::lapsed);
  if (status != LicenceStatus::lapsed && !use_.drivers.in_force(person.id, today))
    obstacles.insert(obstacle::no_licence);
  const bool in_force = use_.drivers.in_force(person.id, today);
  if (in_force && today < renewal_window_start(person)) obstacles.insert(obstacle::too_early);
  if (with_card(form) && !records_licences(*visit.facility))
    obstacles.insert(obstacle::facility_not_supported);
  if (with_card(form) && today < Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{24}}) {
    obstacles.insert(obstacle::not_started);
  }
  if (!card_fit && (with_card(form) || (use_.customs.bad_card_refuses_renewal && person.card != nullptr))) {
    obstacles.insert(obstacle::form_not_possible);
  }
  if (use_.calendar.age(person.identity.birth_date, window_end) >= age_of_elderly_lecture &&
      lecture != Lecture::elderly) {
    obstacles.insert(obstacle::elderly_lecture_required);
  }
  if (use_.customs.renewal_refused_while_suspended &&
      (status == LicenceStatus::suspended || status == LicenceStatus::provisionally_suspended)) {
    obstacles.insert(obstacle::licence_suspended);
  }
  // 長野県警 A5: during a suspension nobody integrates, so nobody gives the plastic licence away for a record
  // either.
  if (with_card(form) && use_.drivers.is_suspended(person.id, today) &&
      !use_.drivers.entry(person.id).holds_my_number_licence()) {
    obstacles.insert(obstacle::licence_suspended);
  }
  if (cannot_pay(person, result.fee)) obstacles.insert(obstacle::fee_short);

  // 警視庁: 「更新時期が近い場合、…マイナンバーカード本体を先に」, and after the new card has come.
  const bool application_open = use_.cards.application(person.id).open();
  if (with_card(form) && (application_open || in_card_window(view, today)))
    result.warnings.insert(warning::card_first);
  if (with_card(form) && needs_reissue(view, today)) result.warnings.insert(warning::reissue_card);
  if (!obstacles.empty()) return refused(std::move(obstacles), std::move(result.warnings));

  // The chip comes last: the registry must know the new version before it is written. Should the card vanish,
  // the renewal is taken back.
  Driver& driver = use_.drivers.entry(person.id);
  const Driver before = driver;
  driver.expires = months_after(driver.expires, validity_months(driver.driver_class));
  driver.photograph = next_photograph(driver.photograph);
  auto content = driver.current().content;
  content.expires = driver.expires;
  content.photograph = use_.photographs.bytes(driver.photograph);
  use_.drivers.add_version(driver, std::move(content), true);
  try {
    if (with_card(form)) record_unless_suspended(visit, view, result);
    if (!with_card(form) && view.carries_own) {
      if (view.reading->licence_application) use_.terminal.erase_record(*view.card);
      broken_off_.erase(view.card->serial());
    }
  } catch (...) {
    driver = before;
    throw;
  }
  if (!with_card(form)) driver.record_card.clear();
  set_form(visit, form);
  pay(visit.person, result.fee);
  return result;
}

}  // namespace karimen::sim::world
