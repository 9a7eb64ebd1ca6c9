#include "harness/cli/rules/quotations.hpp"

#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/quotes.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr Bilingual found_in{"{} quotations found in {}, {} not checked", "引用{}件を{}で確認、未確認{}件"};
constexpr Bilingual found_nowhere{"{} quotations found, {} not checked", "引用{}件を確認、未確認{}件"};
constexpr Bilingual not_at_hand{
    ": the documents are not at hand (--sources DIR; docs/sources.yaml names them)",
    ": 資料が手元にない（--sources DIR。docs/sources.yamlに一覧）"};
constexpr Bilingual absent_words{"no {}", "{} がない"}, between_words{", ", "、"};

std::optional<fs::path> documents_of(const Invocation& invocation) {
  const char* variable = std::getenv("KARIMEN_SOURCES");
  const bool said = invocation.has("sources");
  const fs::path folder = said ? invocation.get("sources") : variable != nullptr ? variable : "";
  if (folder.empty() && !said) return std::nullopt;
  if (!fs::is_directory(folder))
    throw DiagnosticError(
        Diagnostic{.where = {folder.string()},
                   .what = std::string("is no folder (") + (said ? "--sources" : "$KARIMEN_SOURCES") + ")",
                   .fix = "name the folder with copies of the documents of docs/sources.yaml"});
  return folder;
}

}  // namespace

std::vector<Diagnostic> check_quotations(const Invocation& invocation, const Rulebook& rulebook,
                                         std::ostream& out) {
  const auto folder = documents_of(invocation);
  auto result = rules::check_quotes(rulebook.program(), folder);
  const auto language = invocation.language;
  const auto found = std::to_string(result.found), unchecked = std::to_string(result.unchecked);
  out << (folder ? say(found_in, language, {found, folder->string(), unchecked})
                 : say(found_nowhere, language, {found, unchecked}));
  if (!folder && result.unchecked > 0)
    out << not_at_hand.in(language);
  else if (result.unchecked > 0)
    for (const auto& name : result.absent)
      out << (name == result.absent.front() ? ": " : between_words.in(language))
          << say(absent_words, language, {name});
  out << '\n';
  return std::move(result.problems);
}

}  // namespace karimen::harness::cli
