#include "sim/world/facility.hpp"

#include <array>
#include <span>

#include "base/yaml.hpp"

namespace karimen::sim::world {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Window {
  minutes from, until;
};

// 長野県警 Q3: licence centres, and Iida police station half an hour later in the morning.
constexpr std::array centre_windows{Window{hours{10}, hours{11}},
                                    Window{hours{14} + minutes{30}, hours{15} + minutes{30}}};
constexpr std::array iida_windows{Window{hours{10} + minutes{30}, hours{11} + minutes{30}},
                                  Window{hours{14} + minutes{30}, hours{15} + minutes{30}}};
// 原則、平日執務時間内: the office hours of the Tokyo metropolitan government.
constexpr Window office_hours{hours{8} + minutes{30}, hours{17} + minutes{15}};

constexpr auto iida = "iida_station";

bool within(Window window, Moment now, bool last_minute_excluded) {
  const auto minute = std::chrono::floor<minutes>(time_of_day(now));
  return minute >= window.from && (last_minute_excluded ? minute < window.until : minute <= window.until);
}

}  // namespace

Facilities load_facilities(const std::filesystem::path& file) {
  Facilities facilities;
  const auto& documents = yaml::load_once(file);
  for (const auto& [key, value] : documents.at(0).as_mapping()) {
    const auto& kind_node = value.at("kind");
    const auto kind = from_word<FacilityKind>(kind_node.as_text());
    if (!kind) kind_node.fail("\"" + kind_node.as_text() + "\" is no kind of police facility");
    facilities.emplace(key.text,
                       Facility{key.text, value.at("ja").as_text(), *kind, value.at("prefecture").as_text()});
  }
  return facilities;
}

bool records_licences(const Facility& facility) {
  switch (facility.kind) {
    case FacilityKind::test_centre:
    case FacilityKind::renewal_centre:
    case FacilityKind::designated_station:
    case FacilityKind::licence_centre:
      return true;
    case FacilityKind::station:
      return facility.id == iida;
    case FacilityKind::koban_licence_office:
      return false;
  }
  return false;
}

bool takes_submissions(const Facility& facility) {
  if (facility.prefecture != "nagano") return true;
  return facility.kind == FacilityKind::licence_centre || facility.id == iida;
}

bool open_for_recording(const Facility& facility, Moment now, bool last_minute_excluded) {
  if (facility.prefecture != "nagano") return true;
  const std::span<const Window> windows =
      facility.id == iida ? std::span<const Window>(iida_windows) : centre_windows;
  for (const Window& window : windows) {
    if (within(window, now, last_minute_excluded)) return true;
  }
  return false;
}

bool open_for_submission(const Facility& facility, Moment now, const Calendar& calendar) {
  if (facility.prefecture != "tokyo") return true;
  return calendar.is_working_day(date_of(now)) && within(office_hours, now, false);
}

}  // namespace karimen::sim::world
