// What must hold of the facts after a cut, and after the procedure was repeated. Pure functions.
#pragma once

#include <string>

#include "harness/explore/tear_sweep.hpp"

namespace karimen::harness::explore {

/// Which record the cards hold in `torn`: &Tally::old_record, no_record or new_record; nullptr: part of one.
[[nodiscard]] std::size_t Tally::*record_of(const Facts& torn, const Facts& before, const Facts& after);

/// "" if nothing moved that must not: registries and papers stand where they stood in `before`, and no retry
/// counter is higher than in both. Else a sentence.
[[nodiscard]] std::string moved(const Facts& torn, const Facts& before, const Facts& after,
                                const Vocabulary& vocabulary);

/// Whether the cut took the last try of a secret: there is no free try, and the procedure stays refused.
[[nodiscard]] bool last_try_spent(const Facts& torn, const Facts& before);

/// "" if the repeated procedure ended as the undisturbed one. Where the procedure spends tries, they may be
/// fewer, and the answer another.
[[nodiscard]] std::string ended_otherwise(const Facts& again, const PerformResult& repeated,
                                          const Facts& before, const Facts& after,
                                          const PerformResult& undisturbed);

}  // namespace karimen::harness::explore
