// karimen card lint: card files, personas, folders of them; errors and what is probably not meant.
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/yaml/folder.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/workshop/card/lint.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

// No arguments: every persona.
std::vector<fs::path> files_of(const Invocation& invocation, const fs::path& personas) {
  if (invocation.arguments.empty()) return files_in(personas);
  std::vector<fs::path> files;
  for (const auto& each : invocation.arguments) {
    const auto persona = personas / (each + ".yaml");
    if (fs::is_directory(each)) {
      const auto inside = files_in(each);
      files.insert(files.end(), inside.begin(), inside.end());
    } else if (!fs::exists(each) && fs::exists(persona)) {
      files.push_back(persona);
    } else {
      files.emplace_back(each);
    }
  }
  return files;
}

// A person's facts are words of the vocabulary, which the card's own reading does not know. What else is
// wrong with the file was told by that.
std::vector<Diagnostic> wrong_facts(const fs::path& file, const Lexicon& lexicon) {
  std::vector<Diagnostic> elsewhere, problems;
  collect(elsewhere, [&] {
    for (const auto& document : yaml::load_once(file))
      if (const auto* facts = document.is_mapping() ? document.find("facts") : nullptr)
        collect(problems, [&] { (void)read_stated(*facts, lexicon, false); });
  });
  return problems;
}

}  // namespace

ExitCode card_lint(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const sim::blueprint::IssuerMaterial material(folders.fixtures());
  const auto at = parse_date(invocation.get("at"));
  if (!at && invocation.has("at"))
    throw bad_command_line("--at takes a date, not '" + invocation.get("at") + "'", "2026-07-20");
  const auto files = files_of(invocation, folders.personas());
  const auto lexicon = plain_lexicon(folders);
  std::size_t errors = 0, warnings = 0;
  for (const auto& file : files)
    for (const auto& told : {workshop::lint_card(file, material, at), wrong_facts(file, lexicon)})
      for (const auto& each : told) {
        ++(each.severity == Severity::error ? errors : warnings);
        streams.err << render_within(each, invocation.language, streams.columns_err);
      }
  constexpr Bilingual one{"{} card: {} errors, {} warnings\n", "カード{}枚：エラー{}件、警告{}件\n"};
  constexpr Bilingual several{"{} cards: {} errors, {} warnings\n", one.ja};
  streams.out << say(files.size() == 1 ? one : several, invocation.language,
                     {std::to_string(files.size()), std::to_string(errors), std::to_string(warnings)});
  return errors == 0 ? ExitCode::ok : ExitCode::invalid_input;
}

}  // namespace karimen::harness::cli
