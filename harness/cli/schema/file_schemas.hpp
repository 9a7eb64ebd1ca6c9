// JSON Schemas (2020-12) of the other files: card files, the rulebook, karimen.toml, event streams. Keys are
// those of the tables that the readers use; what a value may be beyond a choice of words, the readers say.
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::cli {

[[nodiscard]] std::string card_schema(const DataFolders& folders, Language language);
[[nodiscard]] std::string rulebook_schema(const Lexicon& lexicon, Language language);
[[nodiscard]] std::string configuration_schema(const Lexicon& lexicon, Language language);
[[nodiscard]] std::string event_schema_text(Language language);

}  // namespace karimen::harness::cli
