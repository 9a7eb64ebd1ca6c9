// What the API answers with: JSON, also where something is wrong.
#pragma once

#include <span>
#include <string>

#include "base/diagnostic.hpp"
#include "harness/port/message.hpp"
#include "harness/serve/api/station.hpp"
#include "harness/serve/http/message.hpp"

namespace karimen::harness::serve {

using port::Json;

[[nodiscard]] Response answer_of(const Json& json, int status = 200);
/// {"errors": [{message, fix, ...}]}; individual numbers are masked. `field`: the member that is wrong.
[[nodiscard]] Response error_of(int status, const std::string& what, const std::string& fix,
                                Language language, const std::string& field = "");
[[nodiscard]] Response error_of(std::span<const Diagnostic> diagnostics, Language language);
/// Each with its message, and where it is known fix, file, line and column.
[[nodiscard]] Json json_of(std::span<const Diagnostic> diagnostics, Language language);

/// The same in both languages, {"en": [...], "ja": [...]}: for a page that changes its own.
[[nodiscard]] Json json_in_both(std::span<const Diagnostic> diagnostics);

[[nodiscard]] Json json_of(const Station& station, const StationState& state);
[[nodiscard]] Json json_of(const Bilingual& text);
[[nodiscard]] Json json_of(const BilingualText& text);

}  // namespace karimen::harness::serve
