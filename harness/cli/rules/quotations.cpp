#include "harness/cli/rules/quotations.hpp"

#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/quotes.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

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
  out << result.found << " quotations found";
  if (folder) out << " in " << folder->string();
  out << ", " << result.unchecked << " not checked";
  if (!folder && result.unchecked > 0)
    out << ": the documents are not at hand (--sources DIR; docs/sources.yaml names them)";
  else if (result.unchecked > 0)
    for (const auto& name : result.absent) out << (name == result.absent.front() ? ": no " : ", no ") << name;
  out << '\n';
  return std::move(result.problems);
}

}  // namespace karimen::harness::cli
