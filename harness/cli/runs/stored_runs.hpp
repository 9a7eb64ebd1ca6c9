// What the commands about the history share: its file, which run is meant, how a run is told.
#pragma once

#include <string>

#include "harness/cli/frame/command.hpp"
#include "harness/store/history.hpp"
#include "harness/store/runs.hpp"

namespace karimen::harness::cli {

/// --db FILE, else the one in the user's state folder. Throws DiagnosticError (nothing selected) where there
/// is none.
[[nodiscard]] std::filesystem::path history_file(const Invocation& invocation);
/// That one, for whoever only reads it.
[[nodiscard]] store::History history_to_read(const Invocation& invocation);

/// "12", "last", "last~1" (the one before it). Throws DiagnosticError: there is no such run.
[[nodiscard]] store::StoredRun run_meant(store::Runs& runs, const std::string& word);

/// As `karimen run` would have ended. 6: an error, something not finished, or shards are missing.
[[nodiscard]] ExitCode ending_of(const store::StoredRun& run);

/// "#12  2026-11-29 09:13:29  2424 passed, ...  direct  55c6663  seed karimen", with what is unusual at its
/// end.
[[nodiscard]] std::string run_line(const store::StoredRun& run, Language language);

/// A verdict as reports call it.
[[nodiscard]] std::string verdict_words(const std::string& verdict, Language language);

}  // namespace karimen::harness::cli
