#include "harness/cli/frame/shard.hpp"

#include <charconv>
#include <cstdlib>
#include <ostream>

#include "harness/cli/frame/library.hpp"

namespace karimen::harness::cli {
namespace {

// Which variables say the number of a job and how many there are. The first number is `first`, or what
// `least` says; `step` lies between two of them.
struct Variables {
  const char* system;
  const char *number, *count;  ///< count "": nothing says it
  unsigned first;
  const char *least = "", *step = "";
};
constexpr Variables known_systems[] = {
    {"GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1},
    {"CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0},
    {"Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0},
    {"Kubernetes", "JOB_COMPLETION_INDEX", "", 0},
    {"Slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0, "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_STEP"},
};

std::optional<unsigned> whole_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<unsigned> of_variable(const char* name, std::string& said) {
  const char* text = *name == '\0' ? nullptr : std::getenv(name);
  if (text == nullptr || *text == '\0') return std::nullopt;
  const auto value = whole_number(text);
  if (!value)
    throw bad_command_line("--shard auto: " + std::string(name) + " is no whole number: '" + text + "'",
                           "give --shard I/N");
  said += (said.empty() ? "" : ", ") + std::string(name) + '=' + text;
  return value;
}

Shard checked(const Shard& shard) {
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  throw bad_command_line("--shard auto: there is no such part: " + shard.said_by, "give --shard I/N");
}

// What one system says; nullopt: nothing.
std::optional<Shard> said_by(const Variables& variables, std::optional<unsigned> total) {
  std::string said;
  const auto number = of_variable(variables.number, said);
  const auto count = of_variable(variables.count, said);
  if (!number && !count) return std::nullopt;
  if (!number && *count == 1) return Shard{.said_by = std::move(said)};  // GitLab, where nothing is parallel
  if (!number)
    throw bad_command_line("--shard auto: " + said + ", but " + variables.number + " is not set",
                           "give --shard I/N");
  if (count && total && *count != *total)
    throw bad_command_line("--shard auto/" + std::to_string(*total) + " contradicts " + said,
                           "give --shard auto");
  if (!count && !total)
    throw bad_command_line("--shard auto: " + said + ", and nothing says of how many",
                           "give the number of jobs: --shard auto/N");
  const auto least = of_variable(variables.least, said).value_or(variables.first);
  const auto step = of_variable(variables.step, said).value_or(1);
  const bool regular = step > 0 && *number >= least && (*number - least) % step == 0;
  return checked({.number = regular ? (*number - least) / step + 1 : 0,
                  .of = count ? *count : *total,
                  .said_by = std::move(said)});
}

Shard automatic(std::optional<unsigned> total) {
  std::optional<Shard> found;
  for (const auto& variables : known_systems) {
    const auto here = said_by(variables, total);
    if (!here || (here->of == 1 && found)) continue;
    if (found && found->of > 1 && (found->number != here->number || found->of != here->of))
      throw bad_command_line("--shard auto: " + found->said_by + " contradicts " + here->said_by,
                             "give --shard I/N, or unset the variables of one of them");
    found = here;
  }
  if (found) return *found;
  std::string names;
  for (const auto& each : known_systems)
    names += (names.empty() ? "" : ", ") + std::string(each.number) + " (" + each.system + ')';
  throw bad_command_line("--shard auto: no variable says which part this is",
                         "one of: " + names + "; or give --shard I/N");
}

}  // namespace

Shard read_shard(const std::string& text) {
  const auto slash = text.find('/');
  const auto part = text.substr(0, slash);
  const auto total = slash == std::string::npos ? std::nullopt : whole_number(text.substr(slash + 1));
  const bool whole = slash == std::string::npos || total.value_or(0) > 0;
  if (part == "auto" && whole) return automatic(total);
  const auto number = whole_number(part);
  if (!whole || !total || number.value_or(0) == 0)
    throw bad_command_line("--shard takes I/N, for example 2/4, or auto, not '" + text + "'");
  if (*number > *total) throw bad_command_line("--shard " + text + ": there is no such shard");
  return {*number, *total};
}

Shard asked_shard(const Invocation& invocation, std::ostream& err) {
  if (!invocation.has("shard")) return {};
  auto shard = read_shard(invocation.get("shard"));
  constexpr Bilingual told{"part {} of {} ({})\n", "{1}分割の{0}番目（{2}）\n"};
  if (!shard.said_by.empty())
    err << say(told, invocation.language,
               {std::to_string(shard.number), std::to_string(shard.of), shard.said_by});
  return shard;
}

Selection selection_and_shard_of(const Invocation& invocation, const DataFolders& folders,
                                 std::ostream& err) {
  auto selection = selection_of(invocation, folders);
  const auto shard = asked_shard(invocation, err);
  selection.shard = shard.number;
  selection.shards = shard.of;
  return selection;
}

}  // namespace karimen::harness::cli
