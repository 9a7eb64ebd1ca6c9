#include "harness/cli/frame/library.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "base/checksum.hpp"
#include "base/text.hpp"
#include "base/yaml/folder.hpp"
#include "harness/builtin/fault_words.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/oracle/rulebook/check.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

// A tag of the command line that nobody has; "": there is none.
std::string advice_about_tags(const Selection& selection, std::span<const Scenario> scenarios) {
  std::set<std::string> known;
  if (!selection.tags.empty())
    for (const auto& each : scenarios) known.insert(each.tags.begin(), each.tags.end());
  if (!selection.tags.empty() && known.empty()) return "no scenario here has a tag";
  for (const auto& expression : selection.tags)
    for (const auto& tag : expression.tags())
      if (!known.contains(tag))
        return "no scenario has the tag '" + tag + "': " +
               suggestion(tag, std::vector<std::string>(known.begin(), known.end()), "'karimen list'");
  return "";
}

// Who names a scenario and mistypes it must not be told that all passed.
void require_named(const FoundFiles& found, const ReadFiles& read) {
  for (const auto& [file, meant] : found.meant) {
    if (std::ranges::find(read.unread, file, &UnreadFile::name) != read.unread.end()) continue;
    std::set<std::string> known;
    for (const auto& each : read.scenarios)
      if (each.file == file) known.insert({each.id, each.identity().substr(file.size() + 1)});
    for (const auto& id : meant.ids)
      if (!known.contains(id))
        throw bad_command_line(
            "there is no scenario '" + id + "' in " + file,
            suggestion(id, std::vector<std::string>(known.begin(), known.end()), "'karimen list'"));
  }
}

}  // namespace

std::shared_ptr<const Personas> personas_of(const DataFolders& folders) {
  return std::make_shared<Personas>(folders.personas());
}

DataFolders data_of(const Invocation& invocation) {
  return find_data(invocation.get("data"), invocation.get("rulebook"));
}

Rulebook load_rulebook(const DataFolders& folders) {
  RulebookOptions options;
  if (std::filesystem::exists(folders.sources())) options.catalogue = folders.sources();
  return Rulebook::load(folders.rulebook, options);
}

namespace {

// What was found sound stays so while its files do; to look at every case again would be most of a short run.
std::filesystem::path stamp_of(const std::filesystem::path& rulebook) {
  const auto cache = cache_folder();
  if (cache.empty()) return {};
  Checksum sum;
  for (const auto& file : yaml::all_files_under(rulebook)) {
    std::ifstream in(file, std::ios::binary);
    sum.add(file.filename().string() + '\n');
    sum.add(std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return cache / ("sound-1-" + sum.finish());
}

}  // namespace

Rulebook sound_rulebook(const DataFolders& folders) {
  auto rulebook = load_rulebook(folders);
  std::error_code ignored;
  const auto stamp = stamp_of(folders.rulebook);
  if (!stamp.empty() && std::filesystem::exists(stamp, ignored)) return rulebook;
  if (auto problems = faults(rulebook); !problems.empty()) throw DiagnosticError(std::move(problems));
  if (!stamp.empty()) {
    std::filesystem::create_directories(stamp.parent_path(), ignored);
    std::ofstream{stamp};
  }
  return rulebook;
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
  Selection selection{
      .paths = invocation.arguments, .data = folders.root, .names = invocation.all("name"), .tags = {}};
  for (const auto& text : invocation.all("tags")) selection.tags.emplace_back(text);
  if (selection.paths.empty())
    selection.paths.push_back(std::filesystem::proximate(folders.scenarios()).string());
  return selection;
}

std::size_t most_cases_of(const Invocation& invocation) {
  return invocation.number("max-cases", static_cast<unsigned>(Lexicon{}.most_cases), 1);
}

ReadFiles read_found(FoundFiles found, const Selection& selection, const Lexicon& lexicon,
                     std::string& advice) {
  auto read =
      read_scenario_files(std::move(found.files), lexicon, std::max(1u, std::thread::hardware_concurrency()));
  std::ranges::move(found.unread, std::back_inserter(read.unread));
  std::ranges::sort(read.unread, {}, &UnreadFile::name);
  advice = advice_about_tags(selection, read.scenarios);
  require_named(found, read);
  read.scenarios = select(std::move(read.scenarios), selection, found.meant);
  return read;
}

ReadFiles load_scenarios(const Selection& selection, const Lexicon& lexicon) {
  std::string advice;
  auto read = read_found(find_scenario_files(selection.paths, selection.data), selection, lexicon, advice);
  if (read.scenarios.empty() && read.unread.empty()) throw DiagnosticError(nothing_selected(advice));
  return read;
}

Diagnostic nothing_selected(const std::string& advice) {
  return {.where = {},
          .what = "no scenario is selected",
          .fix = advice.empty() ? "'karimen list' shows them; loosen -k, -t or the paths" : advice,
          .source_line = "",
          .exit_code = ExitCode::nothing_selected};
}

std::vector<Diagnostic> problems_of(const std::vector<UnreadFile>& files) {
  std::vector<Diagnostic> all;
  for (const auto& file : files) std::ranges::copy(file.problems, std::back_inserter(all));
  return all;
}

}  // namespace karimen::harness::cli
