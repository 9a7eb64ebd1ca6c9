// Steps of random walks a second on one core: drawn, predicted, done, observed and judged. What OpenSSL takes
// for signatures in them is measured where it is called and taken off: keys, not Karimen, decide it.
// Usage: walks_bench SCALE (of bench/measure.py). Lines: name value bound ok|short.
#include <atomic>
#include <iostream>
#include <string>

#include "bench/signing.hpp"
#include "bench/timing.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/explore/walk/walks.hpp"

namespace {

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::bench;

constexpr int rounds = 5;
constexpr std::uint64_t walks = 1500;
constexpr double bound = 5000;

struct Round {
  double steps_a_second;
  double without_signatures;
  double signatures_a_step;
};

Round walked(const explore::WalkMaker& maker, const Lexicon& lexicon, const RunContext& context,
             const SystemFactory& factory) {
  const std::atomic<bool> stop = false;
  (void)take_signing();
  const double begin = cpu_seconds();
  const auto explored = explore::explore(maker, lexicon, context, factory, {.walks = walks}, stop);
  const double seconds = cpu_seconds() - begin;
  const auto signing = take_signing();
  if (signing.signatures == 0)
    throw std::runtime_error("no walk signed anything: what is measured is not what is meant");
  const auto steps = static_cast<double>(explored.steps);
  return {steps / seconds, steps / (seconds - signing.seconds),
          static_cast<double>(signing.signatures) / steps};
}

}  // namespace

int main(int, char** argv) try {
  const double scale = std::stod(argv[1]);
  const cli::DataFolders folders{.root = KARIMEN_SOURCE_DIR,
                                 .rulebook = KARIMEN_SOURCE_DIR "/harness/rulebook"};
  const auto rulebook = cli::load_rulebook(folders);
  const auto context = cli::plain_context(rulebook, folders);
  const auto lexicon = cli::lexicon_of(rulebook, folders);
  const auto factory = cli::builtin_factory("direct", 1, folders);
  const auto names = rulebook.vocabulary().procedure_names();
  std::vector<double> all, without;
  double share = 0;
  for (int round = 0; round < rounds; ++round) {
    const explore::WalkMaker maker(lexicon, rulebook, {names.begin(), names.end()},
                                   {.seed = std::to_string(round), .assumptions = {}});
    const auto each = walked(maker, lexicon, context, factory);
    all.push_back(each.steps_a_second);
    without.push_back(each.without_signatures);
    share = each.signatures_a_step;
  }
  show("walks.signatures_a_step", share, "");
  show("walks.steps_a_second", median(all), "");
  return at_least("walks.steps_a_second_without_signatures", median(without), bound / scale) ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "walks_bench: " << error.what() << '\n';
  return 6;
}
