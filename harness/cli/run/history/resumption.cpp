#include "harness/cli/run/history/resumption.hpp"

#include <ostream>

#include "base/text.hpp"
#include "harness/cli/runs/stored_runs.hpp"
#include "harness/store/whole_run.hpp"

namespace karimen::harness::cli {

Invocation as_resumed(const Invocation& invocation) {
  store::Database database(history_file(invocation), store::Access::read);
  store::Runs runs(database);
  const auto run = run_meant(runs, invocation.get("resume"));
  if (run.counts.not_run == 0 && !run.finished()) {
    store::Database writable(history_file(invocation), store::Access::write);
    store::close_run(writable, run.id);
  }
  if (run.counts.not_run == 0)
    throw DiagnosticError(Diagnostic{.what = "run " + std::to_string(run.id) + " has come to its end",
                                     .fix = "--failed runs again what did not pass in it",
                                     .exit_code = ExitCode::nothing_selected});
  if (run.shards_present > 1)
    throw bad_command_line("run " + std::to_string(run.id) + " was merged from shards",
                           "resume each shard with its own history");
  auto resumed = invocation;
  resumed.options["resume"] = {std::to_string(run.id)};
  resumed.options.try_emplace("seed", std::vector{run.seed});
  resumed.options.try_emplace("transport", std::vector{run.transport});
  if (!run.timeout.empty()) resumed.options.try_emplace("timeout", std::vector{run.timeout});
  if (run.rounds > 1) resumed.options["repeat"] = {std::to_string(run.rounds)};
  if (!run.assumptions.empty()) resumed.options.try_emplace("assume", words_in(run.assumptions));
  return resumed;
}

ExitCode tell_whole_run(RunHistory& history, const Streams& streams, Language language) {
  const auto run = history.whole();
  if (!run) return ExitCode::ok;
  constexpr Bilingual whole{"with what was finished before: ", "以前に終わった分を含めて: "};
  constexpr Bilingual with_digest{"digest {}\n", "ダイジェスト {}\n"};
  streams.err << whole.in(language) << run_line(*run, language) << '\n';
  if (run->finished()) streams.err << say(with_digest, language, {*run->digest});
  return ending_of(*run);
}

}  // namespace karimen::harness::cli
