// karimen run --defect all: the catalogue against institutions that each err in one thing.
#include "harness/cli/defect/defects.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/shard.hpp"
#include "harness/cli/run/context_of.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/runner/run.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual defects_progress{"\r{} of {} defects", "\r欠陥{}/{}"};

// Those that pass where nobody errs: what fails anyway finds nobody out.
std::vector<Scenario> sound_ones(const std::vector<Scenario>& scenarios, const RunContext& context,
                                 const SystemFactory& factory, const RunOptions& options,
                                 const std::atomic<bool>& stop) {
  std::vector<Scenario> sound;
  std::size_t next = 0;
  (void)run(
      scenarios, context, factory, options,
      [&](Event&& event) {
        const auto* finished = std::get_if<ScenarioFinished>(&event);
        if (finished == nullptr || next >= scenarios.size()) return;
        if (finished->verdict == Verdict::pass) sound.push_back(scenarios[next]);
        ++next;
      },
      stop);
  return sound;
}

}  // namespace

ExitCode run_against_defects(const Invocation& invocation, const Streams& streams) {
  if (invocation.has("sut") || invocation.has("profile"))
    throw bad_command_line("the institutions that err are the built-in ones", "leave out --sut");
  const auto folders = data_of(invocation);
  const auto rulebook = load_rulebook(folders);
  auto lexicon = lexicon_of(rulebook, folders);
  lexicon.most_cases = most_cases_of(invocation);
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  const auto scenarios =
      runnable_scenarios(selection_and_shard_of(invocation, folders, streams.err), lexicon, context, folders);
  const Interrupt interrupt;
  RunOptions options{.jobs = invocation.jobs(std::max(1u, std::thread::hardware_concurrency()))};
  const auto sound =
      sound_ones(scenarios, context, builtin_factory("direct", 1, folders), options, interrupt.flag());
  options.fail_fast = true;
  std::vector<Noticed> noticed;
  const auto rows = sim::world::defects();
  for (const auto& row : rows) {
    if (interrupt.flag()) return ExitCode::interrupted;
    sim::world::Defects one;
    one.commit(row.defect);
    auto& each = noticed.emplace_back(Noticed{&row, ""});
    (void)run(
        sound, context, builtin_factory("direct", 1, folders, one), options,
        [&](Event&& event) {
          const auto* finished = std::get_if<ScenarioFinished>(&event);
          if (finished != nullptr && finished->verdict >= Verdict::fail && each.by.empty())
            each.by = finished->id + ' ' + finished->step;
        },
        interrupt.flag());
    if (streams.live_err)
      streams.err << say(defects_progress, invocation.language,
                         {std::to_string(noticed.size()), std::to_string(rows.size())})
                  << std::flush;
  }
  if (streams.live_err) streams.err << "\r\x1b[K";
  return print_noticed(noticed, invocation.language, streams.out);
}

}  // namespace karimen::harness::cli
