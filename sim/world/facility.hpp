// Police facilities, and what is done where and when.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/date.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

struct Facility {
  std::string id;
  std::string name;  ///< Japanese
  FacilityKind kind = FacilityKind::station;
  std::string prefecture;
};

using Facilities = std::map<std::string, Facility, std::less<>>;

/// fixtures/facilities.yaml. Throws DiagnosticError.
[[nodiscard]] Facilities load_facilities(const std::filesystem::path& file);

/// Whether licence records are written and the holding form is changed here: in Tokyo test centres, renewal
/// centres and the designated stations, in Nagano licence centres and Iida, elsewhere licence centres.
[[nodiscard]] bool records_licences(const Facility& facility);
/// Whether the signature certificate may be submitted here: in Tokyo at every police facility, in Nagano at
/// licence centres and Iida, in Kagoshima at police facilities.
[[nodiscard]] bool takes_submissions(const Facility& facility);
/// Whether it is open for recording without another procedure (Nagano has two windows a day).
[[nodiscard]] bool open_for_recording(const Facility& facility, Moment now, bool last_minute_excluded);
/// Whether it is open for submissions: in Tokyo office hours of working days.
[[nodiscard]] bool open_for_submission(const Facility& facility, Moment now, const Calendar& calendar);

}  // namespace karimen::sim::world
