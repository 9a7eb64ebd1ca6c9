// What the history's database holds, in which schema, and how an older one becomes today's.
#pragma once

#include "harness/store/database.hpp"

namespace karimen::harness::store {

/// Today's.
inline constexpr int schema = 6;

/// The name of the copy that is kept of a database of an older schema: FILE.schema-1, where FILE itself lies
/// when it is reached by a link.
[[nodiscard]] std::filesystem::path backup_of(const std::filesystem::path& file, std::int64_t older);

/// Makes the tables in a new database; takes an older one to today's schema, in one transaction, with a copy
/// of it beside it. Throws DiagnosticError (environment): a newer schema than ours, a database of somebody
/// else's, or the copy cannot be written; nothing has changed then.
void bring_up_to_date(Database& database);

/// Of a database that may only be read. Throws DiagnosticError (environment): another schema, or none.
void require_today(Database& database);

}  // namespace karimen::harness::store
