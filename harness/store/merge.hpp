// One history out of several: of the shards of a run, of machines.
#pragma once

#include <filesystem>

#include "harness/store/database.hpp"

namespace karimen::harness::store {

struct Merged {
  std::size_t parts = 0;    ///< taken over
  std::size_t known = 0;    ///< that were there already, with all their results
  std::size_t results = 0;  ///< taken over
};

/// Takes every run of `other` that `database` does not have. Shards of one run (the same pipeline, seed,
/// version, commit, rulebook, assumptions, rounds, time limit, transport and system) become one run; where
/// one shard was run twice in a pipeline, the later results count. A run with all its shards has the digest
/// of a run without shards. `other` stays as it is; an older schema is read, too. Throws DiagnosticError
/// (environment).
[[nodiscard]] Merged merge(Database& database, const std::filesystem::path& other);

}  // namespace karimen::harness::store
