// karimen runs list, prune and merge: the runs of the history.
#include <ostream>

#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/cli/runs/stored_runs.hpp"
#include "harness/store/merge.hpp"
#include "harness/store/schema.hpp"

namespace karimen::harness::cli {

namespace {

// What is merged is a copy, of which nobody knows: what is wrong is said of the file that was named.
store::Merged merged_from(const std::string& file, store::Database& database,
                          const std::filesystem::path& into) {
  try {
    return store::merge(database, file);
  } catch (const DiagnosticError& error) {
    auto said = error.diagnostics();
    for (auto& each : said)
      if (each.where.file != into.string()) each.where.file = file;
    throw DiagnosticError(std::move(said));
  }
}

}  // namespace

ExitCode runs_list(const Invocation& invocation, const Streams& streams) {
  auto history = history_to_read(invocation);
  store::Runs runs(history.database());
  for (const auto& run : runs.list(invocation.number("last", 20, 1)))
    streams.out << run_line(run, invocation.language) << '\n';
  return ExitCode::ok;
}

ExitCode runs_prune(const Invocation& invocation, const Streams& streams) {
  if (!invocation.has("keep")) throw bad_command_line("how many runs are to stay?", "say --keep N");
  const auto keep = invocation.number("keep", 0, 1);
  store::History history(history_file(invocation));
  const auto pruned = store::Runs(history.database()).prune(keep);
  constexpr Bilingual words{"{} runs removed, the newest {} stay\n",
                            "実行{}件を削除した。新しい{}件は残る\n"};
  constexpr Bilingual going_on{"{} older runs are still going on and stay, too\n",
                               "古い実行のうち{}件はまだ実行中のため残る\n"};
  streams.out << say(words, invocation.language, {std::to_string(pruned.removed), std::to_string(keep)});
  if (pruned.going_on > 0)
    streams.out << say(going_on, invocation.language, {std::to_string(pruned.going_on)});
  return ExitCode::ok;
}

ExitCode runs_merge(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty())
    throw bad_command_line("'karimen runs merge' takes the histories to be merged", "name their files");
  std::filesystem::path into = invocation.get("db");
  if (into == "none") throw bad_command_line("--db none is no history to merge into", "--db FILE");
  if (!invocation.has("db")) {
    into = state_folder() / "history.sqlite";
    std::filesystem::create_directories(into.parent_path());
  }
  must_not_be_read(into.string(), invocation.arguments);
  store::History history(into);
  for (const auto& file : invocation.arguments) {
    const auto merged = merged_from(file, history.database(), into);
    constexpr Bilingual words{"{}: {} runs or shards taken over with {} results, {} were there already\n",
                              "{}：実行（シャード）{}件、結果{}件を取り込んだ。{}件は既にある\n"};
    streams.out << say(
        words, invocation.language,
        {file, std::to_string(merged.parts), std::to_string(merged.results), std::to_string(merged.known)});
  }
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
