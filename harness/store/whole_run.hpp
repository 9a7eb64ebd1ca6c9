// What a run is as a whole, when its parts are there.
#pragma once

#include <cstdint>
#include <string>

#include "harness/store/database.hpp"

namespace karimen::harness::store {

/// The digest over all results that a run has, however many parts it took.
[[nodiscard]] std::string digest_of_results(Database& database, std::int64_t run);

/// All that the run selected has a result: its digest is over them. Within a transaction of the caller's.
void set_whole(Database& database, std::int64_t run);

/// A run whose last result is there, but not its end: it was killed between the two.
void close_run(Database& database, std::int64_t run);

}  // namespace karimen::harness::store
