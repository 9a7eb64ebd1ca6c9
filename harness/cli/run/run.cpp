// karimen run: scenarios through the runner, into reports.
#include "harness/runner/run.hpp"

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <thread>

#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/bundle.hpp"
#include "harness/cli/run/reports.hpp"
#include "harness/cli/run/run_history.hpp"
#include "harness/cli/run/sweep.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/report/mask_events.hpp"
#include "harness/runner/assume.hpp"

namespace karimen::harness::cli {
namespace {

std::string git_commit() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen("git rev-parse HEAD 2>/dev/null", "r"), pclose);
  char text[64] = {};
  if (pipe == nullptr || std::fgets(text, sizeof text, pipe.get()) == nullptr)
    throw bad_command_line("--seed git: there is no git commit here",
                           "run it inside a repository, or give a number");
  std::string commit = text;
  while (!commit.empty() && commit.back() == '\n') commit.pop_back();
  return commit;
}

std::string seed_of(const Invocation& invocation) {
  const auto seed = invocation.get("seed", "karimen");
  return seed == "git" ? git_commit() : seed;
}

RunContext context_of(const Invocation& invocation, const Rulebook& rulebook, const DataFolders& folders,
                      Facilities facilities) {
  auto assumed = read_assumptions(invocation.all("assume"), rulebook);
  return {.rulebook = rulebook,
          .calendar = Calendar::load(folders.holidays()),
          .facilities = std::move(facilities),
          .seed = seed_of(invocation),
          .assumptions = std::move(assumed.shared),
          .oracle_assumptions = std::move(assumed.oracle)};
}

// Another number of workers, another order, another locale and time zone: the digest must not move.
bool deterministic(std::span<const Scenario> scenarios, const RunContext& context,
                   const SystemFactory& factory, RunOptions options, const std::string& digest,
                   const std::atomic<bool>& stop, Language language, const Streams& streams) {
  setenv("TZ", "America/New_York", 1);
  if (std::setlocale(LC_ALL, "tr_TR.UTF-8") == nullptr) std::setlocale(LC_ALL, "C.UTF-8");
  const auto most = options.jobs;
  options.fail_fast = false;
  for (const unsigned jobs : {1u, most}) {
    options.jobs = jobs;
    options.shuffle = 0x9E3779B97F4A7C15 + jobs;
    const auto again = run(
        scenarios, context, factory, options, [](const Event&) {}, stop);
    if (stop) return true;
    if (again.digest == digest) continue;
    constexpr Bilingual differs{"not deterministic: with {} workers and another order the digest is {}\n",
                                "非決定的: ワーカー{}、別の順序でのダイジェストは {}\n"};
    streams.err << say(differs, language, {std::to_string(jobs), again.digest});
    return false;
  }
  constexpr Bilingual same{"deterministic: the same digest with other workers, order, locale and time zone\n",
                           "決定的: ワーカー数、順序、ロケール、時間帯を変えてもダイジェストは同じ\n"};
  streams.err << say(same, language);
  return true;
}

// Which of the two says more (architecture.md 9).
ExitCode with_broken_history(ExitCode code) {
  return code == ExitCode::ok || code == ExitCode::undecided || code == ExitCode::not_deterministic
             ? ExitCode::environment
             : code;
}

}  // namespace

ExitCode run_scenarios(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = Rulebook::load(folders.rulebook);
  const auto lexicon = lexicon_of(rulebook, folders);
  auto selection = selection_of(invocation, folders);
  RunHistory history(invocation, streams);
  if (invocation.has("failed")) selection.identities = history.failed();
  const auto scenarios = load_scenarios(selection, lexicon);
  const auto transport = invocation.get("transport", "direct");
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  const auto jobs =
      invocation.number("jobs", transport == "pcsc" ? invocation.number("readers", 2, 1) : cores, 1);
  const auto readers = invocation.number("readers", jobs, 1);
  const RunOptions options{.jobs = transport == "pcsc" ? std::min(jobs, readers) : jobs,
                           .fail_fast = invocation.has("fail-fast"),
                           .transport = transport};
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  admit(scenarios, context, folders);
  if (invocation.has("sweep")) {
    const Interrupt interrupt;
    return sweep_scenarios(scenarios, context, folders, invocation, streams, interrupt.flag());
  }
  const report::Wording wording(invocation.language, &rulebook.vocabulary());
  Reports reports(invocation.all("reporter"), invocation.has("verbose"), wording, streams);
  reports.trace_as(invocation);
  const auto factory = builtin_factory(transport, readers, folders);
  const Interrupt interrupt;
  Bundles bundles(invocation.line, context, state_folder(), streams.err, invocation.language);
  report::EventMasker masker;
  const bool unmasked = invocation.has("unmasked");
  const auto take = [&](Event&& happened) {
    const auto event = unmasked ? std::move(happened) : masker.masked(std::move(happened));
    reports.take(event);
    history.take(event);
    bundles.take(event);
  };
  const auto summary = run(scenarios, context, factory, options, take, interrupt.flag());
  reports.finish();
  std::vector<Scenario> torn;
  std::ranges::copy_if(scenarios, std::back_inserter(torn), &Scenario::sweep);
  auto code = history.broken() ? with_broken_history(summary.exit_code()) : summary.exit_code();
  if (!torn.empty() && (code == ExitCode::ok || code == ExitCode::undecided))
    if (const auto swept = sweep_scenarios(torn, context, folders, invocation, streams, interrupt.flag());
        swept != ExitCode::ok)
      code = swept;
  if (invocation.has("check-determinism") && !summary.interrupted &&
      !deterministic(scenarios, context, factory, options, summary.digest, interrupt.flag(),
                     invocation.language, streams) &&
      code == ExitCode::ok)
    code = ExitCode::not_deterministic;
  if (interrupt.flag() && code != ExitCode::internal && invocation.has("check-determinism"))
    code = ExitCode::interrupted;
  return code;
}

}  // namespace karimen::harness::cli
