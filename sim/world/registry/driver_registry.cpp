#include "sim/world/registry/driver_registry.hpp"

#include <algorithm>

#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {

const LicenceVersion* Driver::version(int number) const {
  const auto found = std::ranges::find(versions, number, &LicenceVersion::number);
  return found == versions.end() ? nullptr : &*found;
}

Date DriverRegistry::licence_end(Date printed) const {
  return customs_.licence_end_moves_to_working_day ? calendar_.working_day_from(printed) : printed;
}

LicenceStatus DriverRegistry::status(const std::string& person, Date day) const {
  const Driver& driver = entry(person);
  const auto decided = driver.disposition;
  const bool suspension =
      decided == LicenceStatus::suspended || decided == LicenceStatus::provisionally_suspended;
  if (decided != LicenceStatus::valid && !suspension) return decided;
  if (day > licence_end(driver.expires)) return LicenceStatus::lapsed;
  if (suspension && driver.suspended_until && day > *driver.suspended_until) return LicenceStatus::valid;
  return decided;
}

bool DriverRegistry::in_force(const std::string& person, Date day) const {
  const auto today = status(person, day);
  return today == LicenceStatus::valid || today == LicenceStatus::suspended ||
         today == LicenceStatus::provisionally_suspended;
}

bool DriverRegistry::is_suspended(const std::string& person, Date day) const {
  const auto today = status(person, day);
  return today == LicenceStatus::suspended ||
         (today == LicenceStatus::provisionally_suspended && customs_.provisional_counts_as_suspension);
}

bool DriverRegistry::run_lapse(const std::string& person, Date day) {
  if (status(person, day) != LicenceStatus::lapsed) return false;
  Driver& driver = entry(person);
  driver.form = HoldingForm::none;
  driver.submission = {};
  return true;
}

void DriverRegistry::add_version(Driver& driver, licence::LicenceRecord content, bool by_renewal) {
  const int number = driver.versions.empty() ? 1 : driver.current().number + 1;
  content.remarks[0] = version_remark(number);
  driver.versions.push_back({number, std::move(content), driver.photograph, by_renewal});
}

const LicenceVersion* DriverRegistry::find(const std::string& person,
                                           const licence::LicenceRecord& content) const {
  const auto among = [&](const Driver& driver) -> const LicenceVersion* {
    const auto found = std::ranges::find(driver.versions, content, &LicenceVersion::content);
    return found == driver.versions.end() ? nullptr : &*found;
  };
  if (const auto own = drivers_.find(person); own != drivers_.end()) {
    if (const auto* version = among(own->second)) return version;
  }
  for (const auto& [id, driver] : drivers_) {
    if (const auto* version = among(driver)) return version;
  }
  return nullptr;
}

}  // namespace karimen::sim::world
