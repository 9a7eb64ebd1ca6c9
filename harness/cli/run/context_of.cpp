#include "harness/cli/run/context_of.hpp"

#include "base/duration.hpp"
#include "harness/cli/run/history/run_origin.hpp"
#include "harness/runner/assume.hpp"

namespace karimen::harness::cli {
namespace {

std::string git_commit() {
  auto commit = commit_of(std::filesystem::current_path());
  if (commit.empty())
    throw bad_command_line("--seed git: there is no git commit here",
                           "run it inside a repository, or give a number");
  return commit;
}

std::string seed_of(const Invocation& invocation) {
  const auto seed = invocation.get("seed", "karimen");
  return seed == "git" ? git_commit() : seed;
}

std::optional<std::chrono::milliseconds> time_limit_of(const Invocation& invocation) {
  if (!invocation.has("timeout")) return std::nullopt;
  const auto text = invocation.get("timeout");
  const auto limit = read_duration(text);
  if (!limit)
    throw bad_command_line("--timeout takes a time, for example 500ms, 30s or 2min, not '" + text + "'");
  return limit;
}

}  // namespace

RunContext context_of(const Invocation& invocation, const Rulebook& rulebook, const DataFolders& folders,
                      Facilities facilities) {
  auto assumed = read_assumptions(invocation.all("assume"), rulebook);
  return {.rulebook = rulebook,
          .calendar = Calendar::load(folders.holidays()),
          .facilities = std::move(facilities),
          .seed = seed_of(invocation),
          .assumptions = std::move(assumed.shared),
          .oracle_assumptions = std::move(assumed.oracle),
          .time_limit = time_limit_of(invocation)};
}

}  // namespace karimen::harness::cli
