// karimen shrink: a failing scenario with everything left out that its failure does not need.
#include <optional>
#include <ostream>

#include "harness/cli/debug/kept_text.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/reproduce/own_text.hpp"
#include "harness/cli/reproduce/text_pieces.hpp"
#include "harness/cli/run/context_of.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/explore/walk/finding.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual before_words{"{}: {} in {}\n", "{}: {}、{}\n"};
constexpr Bilingual after_words{"{} lines of {} are left, after {} runs\n",
                                "{1} 行中 {0} 行が残った（実行 {2} 回）\n"};

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class Shrinker {
 public:
  Shrinker(const RunContext& context, const Lexicon& lexicon, const DataFolders& folders, System& system,
           const std::atomic<bool>& stop)
      : context_(context),
        lexicon_(lexicon),
        folders_(folders),
        system_(system),
        stop_(stop),
        runner_(context) {}

  std::optional<explore::Mishap> failure_of(const Scenario& scenario) {
    ++runs_;
    bool system_broken = false;
    const auto events = runner_.run(scenario, system_, stop_, system_broken);
    auto mishap = explore::mishap_of(events);
    return mishap && mishap->verdict >= Verdict::fail ? mishap : std::nullopt;
  }

  /// Text that fails as `kind` says, every piece of which it needs.
  std::string shrink(std::string text, const std::string& kind) {
    for (bool shorter = true; shorter && !stop_;) {
      shorter = false;
      auto pieces = pieces_of(yaml::load_text(text, name), text, "title");
      for (std::size_t i = 0; i < pieces.size() && !stop_;) {
        auto without = text.substr(0, pieces[i].begin) + text.substr(pieces[i].end);
        if (!fails_as(without, kind)) {
          ++i;
          continue;
        }
        text = std::move(without);
        pieces = pieces_of(yaml::load_text(text, name), text, "title");
        shorter = true;
      }
    }
    return text;
  }

  /// What is no scenario any more does not fail.
  bool fails_as(const std::string& text, const std::string& kind) {
    ReadFiles read;
    try {
      read.scenarios = read_scenarios(text, name, lexicon_);
    } catch (const DiagnosticError&) {
      return false;
    }
    admit(read, context_, folders_);
    for (const auto& scenario : read.scenarios)
      if (const auto mishap = failure_of(scenario); mishap && mishap->kind() == kind) return true;
    return false;
  }

  [[nodiscard]] std::size_t runs() const { return runs_; }

 private:
  static constexpr auto name = "shrunk";

  const RunContext& context_;
  const Lexicon& lexicon_;
  const DataFolders& folders_;
  System& system_;
  const std::atomic<bool>& stop_;
  ScenarioRunner runner_;
  std::size_t runs_ = 0;
};

void write(const std::string& text, const Invocation& invocation, const Streams& streams) {
  const auto file = invocation.get("output");
  if (file.empty() || file == "-") {
    streams.out << text << std::flush;
    return;
  }
  report::OutputFile out(file);
  out.stream() << text;
  out.commit();
}

}  // namespace

ExitCode shrink_scenario(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() > 1 || (invocation.arguments.empty() && !invocation.has("name")))
    throw bad_command_line("'karimen shrink' takes one scenario",
                           "name its file, and its line: mine.yaml:20, or -k NAME");
  must_be_new(invocation.get("output"));
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  const auto lexicon = lexicon_of(rulebook, folders);
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  const auto scenarios = runnable_scenarios(selection_of(invocation, folders), lexicon, context, folders);
  const auto system = builtin_factory("direct", 1, folders)(0);
  const Interrupt interrupt;
  Shrinker shrinker(context, lexicon, folders, *system, interrupt.flag());
  for (const auto& scenario : scenarios) {
    const auto mishap = shrinker.failure_of(scenario);
    if (!mishap) continue;
    streams.err << say(before_words, invocation.language,
                       {scenario.identity(), to_string(mishap->verdict), mishap->procedure});
    auto own = own_text(scenario);
    const auto whole = own.joined();
    if (scenario.chosen) own.scenario = text_of_one(own.scenario, *scenario.chosen);
    const auto one = own.joined();
    const auto text = shrinker.shrink(shrinker.fails_as(one, mishap->kind()) ? one : whole, mishap->kind());
    if (interrupt.flag()) return ExitCode::interrupted;
    write(text, invocation, streams);
    streams.err << say(
        after_words, invocation.language,
        {std::to_string(lines_in(text)), std::to_string(lines_in(whole)), std::to_string(shrinker.runs())});
    return ExitCode::verdict_failed;
  }
  throw DiagnosticError(
      Diagnostic{.what = "nothing fails here",
                 .fix = "name a scenario that fails, or give the --rulebook and --assume under which it does",
                 .exit_code = ExitCode::nothing_selected});
}

}  // namespace karimen::harness::cli
