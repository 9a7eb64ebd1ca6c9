// Days that the sources name.
#pragma once

#include "base/date.hpp"

namespace karimen::sim::world {

/// 鹿児島県警, 長野県警 Q2: 令和7年3月24日. Before, nothing is recorded, and no amount of theirs holds.
inline constexpr Date records_begin{std::chrono::year{2025}, std::chrono::March, std::chrono::day{24}};
/// 警視庁: 「令和7年9月1日(月曜)から…継続利用できるように」.
inline constexpr Date inheritance_begins{std::chrono::year{2025}, std::chrono::September,
                                         std::chrono::day{1}};
/// 警視庁: 「受付開始：2025年09月18日 09時00分」; before, no booking can be made, nor demanded.
inline constexpr Moment bookings_begin =
    std::chrono::local_days{std::chrono::year{2025} / std::chrono::September / 18} + std::chrono::hours{9};

/// 警察庁: 「令和８年３月27日現在」; what these terms alone say is not known of earlier days.
inline constexpr Date terms_begin{std::chrono::year{2026}, std::chrono::March, std::chrono::day{27}};

}  // namespace karimen::sim::world
