#include "sim/world/registry/driver_registry.hpp"

#include <algorithm>

#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {
namespace {

constexpr int age_of_elderly_lecture = 70;
constexpr int months_for_history = 60;  ///< emulator-defined

}  // namespace

const LicenceVersion* Driver::version(int number) const {
  const auto found = std::ranges::find(versions, number, &LicenceVersion::number);
  return found == versions.end() ? nullptr : &*found;
}

Date DriverRegistry::licence_end(Date printed) const {
  return customs_.licence_end_moves_to_working_day && !customs_.errs(Defect::end_not_moved)
             ? calendar_.working_day_from(printed)
             : printed;
}

LicenceStatus DriverRegistry::status(const std::string& person, Date day) const {
  const Driver& driver = entry(person);
  const auto decided = driver.disposition;
  const bool suspension =
      decided == LicenceStatus::suspended || decided == LicenceStatus::provisionally_suspended;
  if (decided != LicenceStatus::valid && !suspension) return decided;
  const bool last_day = day == licence_end(driver.expires) && customs_.errs(Defect::lapses_on_last_day);
  if (day > licence_end(driver.expires) || last_day) return LicenceStatus::lapsed;
  const Date counted = plus_days(day, customs_.errs(Defect::suspension_ends_a_day_early) ? 1 : 0);
  if (driver.suspended_until && counted > *driver.suspended_until) return LicenceStatus::valid;
  return decided;
}

bool DriverRegistry::in_force(const std::string& person, Date day) const {
  const auto today = status(person, day);
  return today == LicenceStatus::valid || today == LicenceStatus::suspended ||
         today == LicenceStatus::provisionally_suspended;
}

bool DriverRegistry::is_stopped(const std::string& person, Date day) const {
  const auto today = status(person, day);
  return today == LicenceStatus::suspended || today == LicenceStatus::provisionally_suspended;
}

bool DriverRegistry::is_suspended(const std::string& person, Date day) const {
  const auto today = status(person, day);
  return today == LicenceStatus::suspended ||
         (today == LicenceStatus::provisionally_suspended && customs_.provisional_counts_as_suspension);
}

Date DriverRegistry::renewal_opens(const Driver& driver, Date birth_date) const {
  const int months = customs_.errs(Defect::renewal_opens_on_birthday) ? 0 : 1;
  return months_before(calendar_.birthday_until(birth_date, driver.expires), months);
}

bool DriverRegistry::elderly(const Driver& driver, Date birth_date) const {
  const int from = age_of_elderly_lecture + (customs_.errs(Defect::elderly_a_year_late) ? 1 : 0);
  return calendar_.age(birth_date, licence_end(driver.expires)) >= from;
}

Date DriverRegistry::end_after_renewal(const Driver& driver, Date birth_date, int years) const {
  const Date birthday = calendar_.birthday_until(birth_date, driver.expires);
  const int months = customs_.errs(Defect::renewed_until_birthday) ? 0 : 1;
  return months_after(calendar_.birthday(birth_date, static_cast<int>(birthday.year()) + years), months);
}

void DriverRegistry::end_consents(Driver& driver) const {
  if (customs_.errs(Defect::consents_outlive_form)) return;
  if (!driver.holds_card_alone() && !customs_.consents_dormant) driver.one_stop.consents.clear();
}

void DriverRegistry::change_form(Driver& driver, HoldingForm form) const {
  driver.form = form;
  end_consents(driver);
}

void DriverRegistry::change_history(Driver& driver, HistoryForm form) const {
  driver.history.form = form;
  end_consents(driver);
}

bool DriverRegistry::may_have_history(const std::string& person, Date day) const {
  const Driver& driver = entry(person);
  const auto in_time = [&](Date ended) {
    return customs_.history_at_any_time || day <= months_after(ended, months_for_history);
  };
  switch (status(person, day)) {
    case LicenceStatus::revoked_on_request:
      return !driver.returned_on || in_time(*driver.returned_on);
    case LicenceStatus::lapsed:
      return in_time(licence_end(driver.expires));
    case LicenceStatus::never:
    case LicenceStatus::valid:
    case LicenceStatus::suspended:
    case LicenceStatus::provisionally_suspended:
    case LicenceStatus::revoked_disciplinary:
      break;
  }
  return false;
}

void DriverRegistry::end_licence(Driver& driver) const {
  change_form(driver, HoldingForm::none);
  if (!customs_.errs(Defect::submission_outlives_licence)) driver.submission = {};
  driver.one_stop.started = false;
  if (customs_.errs(Defect::link_outlives_licence)) return;
  const auto link = driver.link.state;
  if (link == LinkState::linked || link == LinkState::unlinked) driver.link.licence_ended = true;
}

void DriverRegistry::add_version(Driver& driver, licence::LicenceRecord content) {
  const int number = driver.versions.empty() ? 1 : driver.current().number + 1;
  content.remarks[0] = version_remark(number);
  driver.versions.push_back({number, std::move(content), driver.photograph});
}

const LicenceVersion* DriverRegistry::find(const std::string& person,
                                           const licence::LicenceRecord& content) const {
  const auto own_entry = drivers_.find(person);
  const Driver* const own = own_entry == drivers_.end() ? nullptr : &own_entry->second;
  const auto among = [&](const Driver& driver) -> const LicenceVersion* {
    // A record keeps the number that it was written with, should the holder's have changed since.
    const auto same = [&](const LicenceVersion& version) {
      auto other = version.content;
      if (&driver == own && own->former_record_numbers.contains(content.record_number))
        other.record_number = content.record_number;
      return other == content;
    };
    const auto found = std::ranges::find_if(driver.versions, same);
    return found == driver.versions.end() ? nullptr : &*found;
  };
  if (own != nullptr)
    if (const auto* version = among(*own)) return version;
  for (const auto& [id, driver] : drivers_) {
    if (const auto* version = among(driver)) return version;
  }
  return nullptr;
}

}  // namespace karimen::sim::world
