#include "harness/cli/run/select/choice.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/run/select/changed.hpp"
#include "harness/cli/run/select/repetition.hpp"
#include "harness/cli/run/select/unedited.hpp"
#include "harness/runner/all_assumptions.hpp"

namespace karimen::harness::cli {

namespace {

// "--changed main": what follows is an argument, and no path.
void advise_equals_sign(const Invocation& invocation) {
  for (const auto* name : {"changed", "shuffle"})
    for (const auto& argument : invocation.arguments)
      if (invocation.has(name) && invocation.get(name).empty() && argument != "-" &&
          !std::filesystem::exists(split_path(argument).path))
        throw bad_command_line(
            "'" + argument + "' is neither a file nor a folder",
            "a value stands behind an equals sign: --" + std::string(name) + '=' + argument);
}

// By its own name or, where it could not be read, by its file's.
bool is_itself_in(const std::set<std::string>& names, const Scenario& scenario) {
  return names.contains(scenario.identity()) || names.contains(scenario.file);
}

// Of --all-assumptions what is repeated may be a variant, without what it is one of.
std::vector<Scenario> with_variants(std::vector<Scenario> scenarios, const std::set<std::string>& names,
                                    const Rulebook& rulebook) {
  std::vector<Scenario> all;
  for (auto& each : scenarios) {
    auto variants = variants_called(each, rulebook, names);
    if (is_itself_in(names, each)) all.push_back(std::move(each));
    std::ranges::move(variants, std::back_inserter(all));
  }
  return all;
}

Diagnostic nothing_changed(const std::string& revision) {
  return {.where = {},
          .what = "nothing that is selected has changed since " + revision,
          .fix = "with --allow-empty that ends with 0",
          .source_line = "",
          .severity = Severity::warning,
          .exit_code = ExitCode::nothing_selected};
}

}  // namespace

ReadFiles choose_scenarios(Selection selection, const Invocation& invocation, const DataFolders& folders,
                           const Lexicon& lexicon, const RunContext& context, RunHistory& history,
                           const Streams& streams) {
  advise_equals_sign(invocation);
  std::optional<Repeatable> repeatable;
  if (invocation.has("failed") || invocation.has("resume")) {
    const bool again = invocation.has("resume");
    const auto run = static_cast<std::int64_t>(invocation.number("resume", 0));
    repeatable = again ? history.to_resume(run) : history.to_repeat();
    if (again)
      require_unedited({run, history.texts_in(run), repeatable->files, history.measured_start_of(run)},
                       selection, invocation.arguments.empty(), lexicon, folders.personas());
    selection.also.emplace_back([&repeatable, again](const Scenario& scenario) {
      return (again || scenario.skip.empty()) &&
             (is_itself_in(repeatable->ids, scenario) || may_have_variant(scenario, repeatable->ids));
    });
  }
  std::optional<ChangedFiles> changed;
  const auto given = invocation.get("changed"), revision = given.empty() ? "HEAD" : given;
  if (invocation.has("changed")) {
    changed.emplace(changed_since(revision, selection, context, folders));
    selection.also.emplace_back([&](const Scenario& scenario) { return changed->touch(scenario); });
  }
  auto found = repeatable ? find_again(*repeatable, selection, invocation.arguments.empty())
                          : find_scenario_files(selection.paths, selection.data);
  history.found(found.files);
  if (repeatable) print(what_is_gone(*repeatable), invocation.language, streams);
  const auto files = repeatable ? found.files : std::vector<ScenarioFile>{};
  std::string advice;
  auto read = read_found(std::move(found), selection, lexicon, advice);
  if (repeatable && !invocation.has("all-assumptions"))
    read.scenarios = with_variants(std::move(read.scenarios), repeatable->ids, context.rulebook);
  if (!read.scenarios.empty() || !read.unread.empty()) return read;
  auto nothing = changed      ? nothing_changed(revision)
                 : repeatable ? nothing_to_repeat(*repeatable, files)
                              : nothing_selected(advice);
  if (!invocation.has("allow-empty")) throw DiagnosticError(std::move(nothing));
  nothing.severity = Severity::warning;
  nothing.fix.clear();
  streams.err << render(nothing, invocation.language);
  return read;
}

}  // namespace karimen::harness::cli
