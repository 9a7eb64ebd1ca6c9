// What is done at which counter of the police, and when it is open for it.
#pragma once

#include "base/date.hpp"
#include "sim/world/calendar/calendar.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/facility.hpp"

namespace karimen::sim::world {

/// Why somebody comes to a counter, as far as places and hours tell it apart.
enum class Errand {
  standalone_recording,  ///< integration or another change of form, for its own sake
  combined_recording,    ///< integration, renewal or acquisition with a record on the card
  re_recording,
  rewriting,
  erasure,
  giving_up_the_card,  ///< 保有状況の変更 to the plastic licence alone
  submission,          ///< of the signature certificate, and the start of one-stop
  other,
};

/// Whether the facility does it at all.
[[nodiscard]] bool handles(const Facility& facility, Errand errand, const Customs& customs);
/// Whether it is open for it. Where the sources state neither hours nor days, custom decides.
[[nodiscard]] bool open_for(const Facility& facility, Errand errand, Moment now, const Calendar& calendar,
                            const Customs& customs);

}  // namespace karimen::sim::world
