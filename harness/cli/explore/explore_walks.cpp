// karimen explore --walks: random walks; what they found, each group cut short and written as a scenario.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/explore/walk/walks.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Explored;
using explore::Finding;

constexpr std::size_t most_open_shown = 10;

constexpr Bilingual progress_words{"{} of {} walks, {} failed", "{}/{}経路、失敗{}件"};
constexpr Bilingual explored_words{"{} walks, {} steps, {} % decided: {} failures in {} groups\n",
                                   "{}経路、{}ステップ、判定済み{}%: 失敗{}件（{}種類）\n"};
constexpr Bilingual not_possible_words{
    "{} walks could not begin: what is given at their start contradicts itself\n",
    "{}経路は初期状態が矛盾するため開始できず\n"};
constexpr Bilingual group_words{"\n{} × {}  {} ({})\n", "\n{}件 {}  {}（{}）\n"};
constexpr Bilingual rules_words{"    rules in all of them: {}\n", "    共通の規則: {}\n"};
constexpr Bilingual file_words{"    {} steps: {}\n", "    {}ステップ: {}\n"};
constexpr Bilingual open_words{"\nundecided most often:\n", "\n未判定の多いもの:\n"};
/// How far the walks are: on a terminal in one line that is written again, elsewhere to who asks.
class WalkProgress {
 public:
  WalkProgress(std::uint64_t walks, const Invocation& invocation, const Streams& streams)
      : walks_(walks), language_(invocation.language), streams_(streams) {}

  void take(std::uint64_t made, std::uint64_t failed) {
    const std::lock_guard lock(mutex_);
    made_ = made;
    failed_ = failed;
    if (streams_.colour_err) streams_.err << '\r' << words() << std::flush;
  }
  void tell() {
    const std::lock_guard lock(mutex_);
    streams_.err << (streams_.colour_err ? "\r" : "") << words() << '\n' << std::flush;
  }

 private:
  [[nodiscard]] std::string words() const {
    return say(progress_words, language_,
               {std::to_string(made_), std::to_string(walks_), std::to_string(failed_)});
  }

  const std::uint64_t walks_;
  const Language language_;
  const Streams& streams_;
  std::mutex mutex_;
  std::uint64_t made_ = 0, failed_ = 0;
};

std::size_t sum(const std::vector<Finding>& findings) {
  std::size_t walks = 0;
  for (const auto& each : findings) walks += each.walks;
  return walks;
}

std::string id_of(std::size_t place) {
  char number[8];
  std::snprintf(number, sizeof number, "%02zu", place);
  return std::string("WALK-") + number;
}

// A scenario file is read by programs and by others: its head is in English, whoever walks.
std::string head_of(const Finding& finding) {
  std::string text = std::to_string(finding.walks) + " x " + finding.mishap.procedure + ": " +
                     to_string(finding.mishap.verdict) + '\n';
  for (const auto& each : finding.mishap.differences) text += each + '\n';
  return text + finding.mishap.detail;
}

std::filesystem::path write(const Finding& finding, std::size_t place, const std::filesystem::path& folder) {
  const auto id = id_of(place);
  return write_scenario(folder, id + '-' + finding.mishap.procedure, head_of(finding),
                        explore::to_yaml(finding.shortest, id, "walk " + std::to_string(finding.number)));
}

void print_group(const Finding& finding, Language language, std::ostream& out) {
  out << say(group_words, language,
             {std::to_string(finding.walks), finding.mishap.procedure, to_string(finding.mishap.verdict),
              *to_string(finding.mishap.failure) == '\0' ? "-" : to_string(finding.mishap.failure)});
  for (const auto& each : finding.mishap.differences) out << "    " << each << '\n';
  if (!finding.mishap.detail.empty()) out << "    " << finding.mishap.detail << '\n';
}

void print(const Explored& explored, const std::filesystem::path& folder, Language language,
           std::ostream& out) {
  std::size_t place = 0;
  for (const auto& each : explored.failures) {
    print_group(each, language, out);
    const auto rules = joined(each.mishap.rules);
    if (!rules.empty()) out << say(rules_words, language, {rules});
    out << say(file_words, language,
               {std::to_string(each.shortest.steps.size()), write(each, ++place, folder).string()});
  }
  if (!explored.open.empty()) out << say(open_words, language);
  for (std::size_t i = 0; i < std::min(explored.open.size(), most_open_shown); ++i) {
    const auto& each = explored.open[i];
    out << "  " << each.walks << "  " << each.mishap.procedure;
    for (const auto& difference : each.mishap.differences) out << "  " << difference;
    out << '\n';
  }
  if (!explored.open.empty() || !explored.failures.empty()) out << '\n';
}

void print_summary(const Explored& explored, Language language, std::ostream& out) {
  char decided[16];
  const double share = explored.steps == 0
                           ? 100.0
                           : 100.0 * static_cast<double>(explored.steps - explored.undecided) /
                                 static_cast<double>(explored.steps);
  std::snprintf(decided, sizeof decided, "%.1f", share);
  if (explored.not_possible > 0)
    out << say(not_possible_words, language, {std::to_string(explored.not_possible)});
  out << say(explored_words, language,
             {std::to_string(explored.walks), std::to_string(explored.steps), decided,
              std::to_string(sum(explored.failures)), std::to_string(explored.failures.size())});
}

}  // namespace

ExitCode tell(const Explored& explored, const Telling& telling) {
  print(explored, telling.folder, telling.language, telling.out);
  print_summary(explored, telling.language, telling.out);
  return explored.failures.empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

ExitCode explore_walks(const Invocation& invocation, const Streams& streams) {
  require_no_paths(invocation);
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const explore::WalkSettings settings{.seed = invocation.get("seed", "1"),
                                       .depth = invocation.number("depth", 12, 1),
                                       .assumptions = all.assumptions};
  const explore::WalkMaker maker(all.lexicon, all.rulebook, all.knows, settings);
  Interrupt interrupt;
  explore::ExploreOptions options{.walks = invocation.number("walks", 1000, 1),
                                  .jobs = all.jobs,
                                  .shard = shard.number,
                                  .shards = shard.of};
  Findings findings{{}, shard.number, shard.of, {}};
  {
    WalkProgress progress(explore::walks_of(options), invocation, streams);
    options.progress = [&](std::uint64_t made, std::uint64_t failed) { progress.take(made, failed); };
    const Answering answering(interrupt, [&] { progress.tell(); });
    findings.found =
        explore::explore(maker, all.lexicon, all.context, all.factory, options, interrupt.flag());
  }
  if (streams.colour_err) streams.err << "\r\x1b[K";
  findings.ground =
      ground_of("walks", {{"walks", options.walks}, {"seed", settings.seed}, {"depth", settings.depth}}, all,
                invocation);
  return tell_and_keep(findings, all.out, interrupt.flag(), invocation, streams);
}

}  // namespace karimen::harness::cli
