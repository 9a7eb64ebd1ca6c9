#include "harness/cli/explain/step_named.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/context_of.hpp"
#include "harness/cli/run/select/repetition.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/cli/runs/stored_runs.hpp"
#include "harness/runner/assume.hpp"
#include "harness/store/history.hpp"

namespace karimen::harness::cli {
namespace {

constexpr const char* forms =
    "RUN/SCENARIO:STEP, FILE:LINE:STEP or SCENARIO:STEP, for example last/INH-20:personalise_card";

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

bool is_run(const std::string& text) {
  return is_number(text) || text == "last" || (text.starts_with("last~") && is_number(text.substr(5)));
}

DiagnosticError no_such_step(std::string what) {
  return DiagnosticError(
      Diagnostic{.what = std::move(what), .fix = forms, .exit_code = ExitCode::nothing_selected});
}

DiagnosticError ambiguous(const std::string& what, const std::set<std::string>& names,
                          const std::string& before) {
  constexpr std::size_t most = 5;
  std::string some;
  for (const auto& name : names)
    if (std::count(some.begin(), some.end(), '\n') < static_cast<std::ptrdiff_t>(most))
      some += "\n    " + before + name;
  return bad_command_line(
      what, "name one of them" + std::string(names.size() > most ? ", for example:" : ":") + some);
}

// What is called so exactly, else all of which that is a part.
std::set<std::string> called(const std::set<std::string>& names, const std::string& word) {
  std::set<std::string> parts, whole;
  for (const auto& name : names) {
    if (name.find(word) != std::string::npos) parts.insert(name);
    if (name == word || name.ends_with('/' + word) || name.ends_with('#' + word)) whole.insert(name);
  }
  return whole.empty() ? parts : whole;
}

// Before the step: a colon in brackets is a moment's, of a case.
std::size_t colon_of_step(const std::string& word) {
  const auto colon = word.rfind(':'), bracket = word.rfind(']');
  return colon != std::string::npos && bracket != std::string::npos && colon < bracket ? std::string::npos
                                                                                       : colon;
}

class StepFinder {
 public:
  StepFinder(const Invocation& invocation, const Rulebook& rulebook, const DataFolders& folders)
      : invocation_(invocation),
        folders_(folders),
        lexicon_(lexicon_of(rulebook, folders)),
        named_{.context = context_of(invocation, rulebook, folders, lexicon_.facilities),
               .scenario = {},
               .step = {},
               .run = {},
               .result = {}} {}

  StepNamed find(const std::string& word) {
    const auto slash = word.find('/');
    const auto run = word.substr(0, std::min(slash, word.find(':')));
    if (is_run(run) && !std::filesystem::exists(word.substr(0, word.find(':')))) {
      auto rest = word.substr(run.size());
      if (rest.starts_with('/')) rest.erase(0, 1);
      in_history(run, rest);
    } else {
      in_files(word);
    }
    return std::move(named_);
  }

 private:
  void in_history(const std::string& word, const std::string& rest) {
    const auto colon = colon_of_step(rest);
    const auto name = rest.substr(0, colon);
    if (colon != std::string::npos) named_.step = rest.substr(colon + 1);
    auto history = history_to_read(invocation_);
    store::Runs runs(history.database());
    named_.run = run_meant(runs, word);
    const auto results = runs.results(named_.run->id);
    std::set<std::string> all, broken;
    for (const auto& [id, result] : results) {
      all.insert(id);
      if (result.verdict != "pass" && result.verdict != "skip") broken.insert(id);
    }
    const auto meant = name.empty() ? broken : called(all, name);
    const auto number = std::to_string(named_.run->id);
    if (meant.empty() && name.empty()) throw no_such_step("everything passed in run " + number);
    if (meant.empty()) throw no_such_step("no scenario of run " + number + " has '" + name + "' in its name");
    const auto several = std::to_string(meant.size());
    if (meant.size() > 1 && name.empty())
      throw ambiguous(several + " scenarios of run " + number + " did not pass", meant, number + '/');
    if (meant.size() > 1)
      throw ambiguous(several + " scenarios of run " + number + " have '" + name + "' in their names", meant,
                      number + '/');
    named_.result = results.at(*meant.begin());
    if (named_.step.empty()) named_.step = named_.result->step;
    with_knobs_of_run();
    scenario_of(*meant.begin(), history.places());
  }

  void with_knobs_of_run() {
    std::vector<std::string> texts = words_in(named_.run->assumptions);
    auto assumed = read_assumptions(texts, named_.context.rulebook);
    named_.context.assumptions = std::move(assumed.shared);
    named_.context.oracle_assumptions = std::move(assumed.oracle);
    named_.context.seed = named_.run->seed;
  }

  void scenario_of(const std::string& identity, const store::Places& places) {
    const auto file = file_in(identity, {.ids = {}, .files = places});
    const auto place = places.find(file);
    if (place == places.end() || !std::filesystem::exists(place->second))
      throw DiagnosticError(
          Diagnostic{.what = "the file of '" + identity + "' is not where it was when it was run",
                     .fix = "name it: karimen explain FILE:LINE:STEP",
                     .exit_code = ExitCode::nothing_selected});
    const auto id = identity.substr(file.size());
    Selection selection{.paths = {place->second.string()}, .data = folders_.root, .names = {}, .tags = {}};
    selection.also.emplace_back([&](const Scenario& each) { return each.identity().ends_with(id); });
    take(runnable_scenarios(selection, lexicon_, named_.context, folders_), "");
  }

  // FILE:LINE:STEP, FILE:LINE, FILE#ID:STEP, FILE:STEP, or SCENARIO:STEP.
  void in_files(const std::string& word) {
    auto place = word;
    if (!exists(place) || !split_path(place).id.empty()) {
      const auto colon = colon_of_step(word);
      if (colon != std::string::npos) {
        named_.step = word.substr(colon + 1);
        place = word.substr(0, colon);
      }
    }
    Selection selection{.paths = {place}, .data = folders_.root, .names = {}, .tags = {}};
    if (!exists(place)) {
      selection.paths = {folders_.scenarios().string()};
      selection.names = {place};
    }
    auto scenarios = runnable_scenarios(selection, lexicon_, named_.context, folders_);
    take(std::move(scenarios), selection.names.empty() ? "" : place);
  }

  static bool exists(const std::string& place) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(split_path(place).path, ignored);
  }

  void take(std::vector<Scenario> scenarios, const std::string& name) {
    std::set<std::string> identities;
    for (const auto& each : scenarios) identities.insert(each.identity());
    const auto meant = name.empty() ? identities : called(identities, name);
    if (meant.size() > 1)
      throw ambiguous("one step of one scenario is explained, these are " + std::to_string(meant.size()),
                      meant, "");
    for (auto& each : scenarios)
      if (meant.contains(each.identity())) named_.scenario = std::move(each);
  }

  const Invocation& invocation_;
  const DataFolders& folders_;
  const Lexicon lexicon_;
  StepNamed named_;
};

}  // namespace

bool names_a_step(const std::string& word) {
  const auto run = word.substr(0, word.find('/'));
  return word.find_first_of(":#") != std::string::npos || run == "last" || run.starts_with("last~") ||
         (run.size() < word.size() && is_number(run));
}

StepNamed step_named(const std::string& word, const Invocation& invocation, const Rulebook& rulebook,
                     const DataFolders& folders) {
  return StepFinder(invocation, rulebook, folders).find(word);
}

}  // namespace karimen::harness::cli
