#include "harness/cli/frame/library.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <thread>

#include "harness/builtin/fault_words.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

unsigned shard_part(std::string_view text, const std::string& whole) {
  unsigned value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || value == 0)
    throw bad_command_line("--shard takes I/N, for example 2/4, not '" + whole + "'");
  return value;
}

void read_shard(const std::string& text, Selection& selection) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) (void)shard_part("", text);
  selection.shard = shard_part(std::string_view(text).substr(0, slash), text);
  selection.shards = shard_part(std::string_view(text).substr(slash + 1), text);
  if (selection.shard > selection.shards)
    throw bad_command_line("--shard " + text + ": there is no such shard");
}

std::shared_ptr<const Personas> personas_of(const DataFolders& folders) {
  return std::make_shared<Personas>(folders.personas());
}

}  // namespace

DataFolders data_of(const Invocation& invocation) {
  return find_data(invocation.get("data"), invocation.get("rulebook"));
}

Rulebook load_rulebook(const DataFolders& folders) {
  RulebookOptions options;
  if (std::filesystem::exists(folders.sources())) options.catalogue = folders.sources();
  return Rulebook::load(folders.rulebook, options);
}

RunContext plain_context(const Rulebook& rulebook, const DataFolders& folders) {
  return {.rulebook = rulebook,
          .calendar = Calendar::load(folders.holidays()),
          .facilities = load_facilities(folders.facilities()),
          .assumptions = {},
          .oracle_assumptions = {}};
}

Lexicon plain_lexicon(const DataFolders& folders) {
  auto lexicon = make_lexicon(load_documents(folders.rulebook), load_facilities(folders.facilities()),
                              personas_of(folders));
  lexicon.faults = builtin::fault_words();
  lexicon.photographs = photographs_in(folders.photographs());
  return lexicon;
}

Lexicon lexicon_of(const Rulebook& rulebook, const DataFolders& folders) {
  Lexicon lexicon{.vocabulary = rulebook.vocabulary(),
                  .assumptions = {},
                  .rules = {},
                  .derived = rulebook.derived_facts(),
                  .facilities = load_facilities(folders.facilities()),
                  .personas = personas_of(folders),
                  .faults = builtin::fault_words(),
                  .photographs = photographs_in(folders.photographs())};
  for (const auto& each : rulebook.assumptions()) lexicon.assumptions.emplace(each.id, each.type);
  for (const auto& decision : rulebook.decisions()) {
    for (const auto& rule : decision.rules) lexicon.rules.insert(rule.id);
    if (decision.otherwise) lexicon.rules.insert(decision.otherwise->id);
  }
  return lexicon;
}

Selection selection_of(const Invocation& invocation, const DataFolders& folders) {
  Selection selection{.paths = invocation.arguments,
                      .data = folders.root,
                      .names = invocation.all("name"),
                      .tags = invocation.all("tags")};
  if (selection.paths.empty())
    selection.paths.push_back(std::filesystem::proximate(folders.scenarios()).string());
  if (invocation.has("shard")) read_shard(invocation.get("shard"), selection);
  return selection;
}

std::size_t most_cases_of(const Invocation& invocation) {
  return invocation.number("max-cases", static_cast<unsigned>(Lexicon{}.most_cases), 1);
}

ReadFiles load_scenarios(const Selection& selection, const Lexicon& lexicon) {
  auto found = find_scenario_files(selection.paths, selection.data);
  auto read = read_scenario_files(found.files, lexicon, std::max(1u, std::thread::hardware_concurrency()));
  std::ranges::move(found.unread, std::back_inserter(read.unread));
  std::ranges::sort(read.unread, {}, &UnreadFile::name);
  read.scenarios = select(std::move(read.scenarios), selection, found.lines);
  if (read.scenarios.empty() && read.unread.empty())
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "no scenario is selected",
                                     .fix = "'karimen list' shows them; loosen -k, -t or the paths",
                                     .exit_code = ExitCode::nothing_selected});
  return read;
}

std::vector<Diagnostic> problems_of(const std::vector<UnreadFile>& files) {
  std::vector<Diagnostic> all;
  for (const auto& file : files) std::ranges::copy(file.problems, std::back_inserter(all));
  return all;
}

}  // namespace karimen::harness::cli
