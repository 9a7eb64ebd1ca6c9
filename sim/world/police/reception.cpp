#include "sim/world/police/reception.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace karimen::sim::world {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Window {
  minutes from, until;
};
using Windows = std::span<const Window>;

// 長野県警 Q3, Q4: licence centres, and Iida police station half an hour later in the morning.
constexpr std::array centre_windows{Window{hours{10}, hours{11}},
                                    Window{hours{14} + minutes{30}, hours{15} + minutes{30}}};
constexpr std::array iida_windows{Window{hours{10} + minutes{30}, hours{11} + minutes{30}},
                                  Window{hours{14} + minutes{30}, hours{15} + minutes{30}}};
// 長野県警 Q4: the other stations, and kōban that handle licences.
constexpr std::array erasure_windows{Window{hours{9}, hours{11} + minutes{30}}, Window{hours{13}, hours{16}}};
// 原則、平日執務時間内: the office hours of the Tokyo metropolitan government.
constexpr std::array office_hours{Window{hours{8} + minutes{30}, hours{17} + minutes{15}}};

constexpr auto iida = "iida_station";
/// 長野県警 Q4: 「警察署（長野南、佐久、塩尻、飯田警察署を除く）」; Iida has hours of its own.
constexpr std::array no_erasure{"nagano_minami_station", "saku_station", "shiojiri_station"};

bool in_tokyo(const Facility& facility) {
  return facility.prefecture == "tokyo";
}
bool in_nagano(const Facility& facility) {
  return facility.prefecture == "nagano";
}
bool centre_or_iida(const Facility& facility) {
  return facility.kind == FacilityKind::licence_centre || facility.id == iida;
}

/// 警視庁: 「再記録を実施している警察施設」; 長野県警 Q1, Q9; elsewhere licence centres.
bool on_list_of_recording(const Facility& facility) {
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

bool erases(const Facility& facility) {
  return std::ranges::find(no_erasure, facility.id) == no_erasure.end();
}

/// What is published of a counter's opening. Absent: no hours are.
struct Opening {
  std::optional<Windows> windows;
  bool working_days_only = false;
};

Opening published(const Facility& facility, Errand errand) {
  if (in_tokyo(facility) && errand == Errand::submission) return {Windows(office_hours), true};
  if (!in_nagano(facility)) return {};
  const Windows recording = facility.id == iida ? Windows(iida_windows) : Windows(centre_windows);
  switch (errand) {
    case Errand::standalone_recording:
    case Errand::re_recording:
    case Errand::rewriting:
      return {recording};
    case Errand::erasure:
    case Errand::giving_up_the_card:
      return {centre_or_iida(facility) ? recording : Windows(erasure_windows)};
    case Errand::combined_recording:
    case Errand::submission:
    case Errand::other:
      break;
  }
  return {};
}

bool within(Windows windows, Moment now, const Customs& customs) {
  const auto minute = std::chrono::floor<minutes>(time_of_day(now));
  return std::ranges::any_of(windows, [&](const Window& window) {
    return minute >= window.from &&
           (customs.last_minute_excluded ? minute < window.until : minute <= window.until);
  });
}

/// What custom knows instead of the sources: no limit at all.
bool without_limit(const Facility& facility, Errand errand, const Customs& customs) {
  if (errand == Errand::erasure) return !in_nagano(facility);
  const bool again = errand == Errand::re_recording || errand == Errand::rewriting;
  return again && in_nagano(facility) && customs.re_recording_at_any_time;
}

}  // namespace

bool handles(const Facility& facility, Errand errand, const Customs& customs) {
  const bool everywhere_in_tokyo = in_tokyo(facility) && !customs.tokyo_list_for_every_recording;
  switch (errand) {
    case Errand::standalone_recording:
    case Errand::combined_recording:
      return everywhere_in_tokyo || on_list_of_recording(facility);
    case Errand::re_recording:
      return on_list_of_recording(facility);
    case Errand::rewriting:  // 警視庁: 「警察施設において免許情報の書き換え手続」
      return in_tokyo(facility) || on_list_of_recording(facility);
    case Errand::erasure:
      return erases(facility);
    case Errand::giving_up_the_card:
      return in_nagano(facility) ? erases(facility) : everywhere_in_tokyo || on_list_of_recording(facility);
    case Errand::submission:  // 警視庁: 「都内全警察施設で提出できます」; 長野県警 Q7, Q14
      return !in_nagano(facility) || centre_or_iida(facility);
    case Errand::other:
      return true;
  }
  return true;
}

bool open_for(const Facility& facility, Errand errand, Moment now, const Calendar& calendar,
              const Customs& customs) {
  if (without_limit(facility, errand, customs)) return true;
  Opening opening = published(facility, errand);
  if (customs.unstated_hours == UnstatedHours::office_hours) {
    if (!opening.windows) opening.windows = Windows(office_hours);
    opening.working_days_only = true;
  }
  if (opening.working_days_only && !calendar.is_working_day(date_of(now))) return false;
  return !opening.windows || within(*opening.windows, now, customs);
}

}  // namespace karimen::sim::world
