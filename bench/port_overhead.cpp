// What a call of the port takes: every scenario in turn with the built-in system alone and with one beside it
// that echoes what it is told, in one process, so that what disturbs the machine disturbs both. Once it is
// told and asked for the few facts that docs/your-system.md begins with, and once for every one that can be.
// Usage: port_overhead ECHO. Lines: name value bound ok|short.
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>

#include "base/diagnostic.hpp"
#include "bench/one_core.hpp"
#include "bench/timing.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/cli/sut/hybrid_run.hpp"
#include "harness/runner/requirements.hpp"
#include "harness/runner/scenario_runner.hpp"

namespace {

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::bench;

constexpr int rounds = 3;
constexpr double bound_us = 60;
const std::vector<std::string> few{"driver_registry.holding_form", "licence.record",
                                   "delivery_notice.licence_record", "licence_document.status",
                                   "holder.cash"};

struct Catalogue {
  cli::DataFolders folders{.root = KARIMEN_SOURCE_DIR, .rulebook = KARIMEN_SOURCE_DIR "/harness/rulebook"};
  Rulebook rulebook = cli::load_rulebook(folders);
  RunContext context = cli::plain_context(rulebook, folders);
  std::vector<Scenario> scenarios =
      cli::runnable_scenarios({.paths = {folders.scenarios()}, .data = folders.root},
                              cli::lexicon_of(rulebook, folders), context, folders);
  cli::HostFactory hosts = cli::builtin_factory("direct", 1, folders);
  port::Words words = cli::port_words(rulebook, folders);
};

std::vector<std::string> all_asked(const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const auto& fact : catalogue.words.vocabulary.facts())
    if (port::is_asked(fact)) names.push_back(fact.name);
  return names;
}

// Seconds of one scenario.
double taken(ScenarioRunner& runner, const Scenario& scenario, System& system) {
  const std::atomic<bool> stop = false;
  bool broken = false;
  const auto seconds = timed(1, [&] { (void)runner.run(scenario, system, stop, broken); });
  if (broken) throw std::runtime_error(scenario.identity() + " broke its system");
  return seconds;
}

// Microseconds a call: of each scenario the quickest of its rounds, which nothing disturbed.
double overhead_us(const Catalogue& catalogue, const std::string& echo, const std::string& told,
                   const std::vector<std::string>& facts) {
  const auto count = std::filesystem::temp_directory_path() / ("port_overhead." + std::to_string(::getpid()));
  port::Setup setup{.address = {.command = {echo, count, told}}};
  setup.address.command.insert(setup.address.command.end(), facts.begin(), facts.end());
  const auto alone = catalogue.hosts(0);
  auto beside =
      std::make_unique<port::HybridSystem>(catalogue.hosts(0), catalogue.words, setup,
                                           [](const std::string& what) { throw std::runtime_error(what); });
  ScenarioRunner runner(catalogue.context), other(catalogue.context);
  double difference = 0;
  for (const auto& scenario : catalogue.scenarios) {
    if (!why_skipped(scenario, {.beside = Offer::Beside{.name = "echo", .procedures = {}, .facts = {}}})
             .empty())
      continue;
    auto quickest = std::array{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
    for (int round = 0; round < rounds; ++round) {
      quickest[0] = std::min(quickest[0], taken(runner, scenario, *alone));
      quickest[1] = std::min(quickest[1], taken(other, scenario, *beside));
    }
    difference += quickest[1] - quickest[0];
  }
  beside.reset();
  std::size_t calls = 0;
  std::ifstream(count) >> calls;
  std::filesystem::remove(count);
  if (calls == 0) throw std::runtime_error("the echo was never called");
  return difference * rounds / static_cast<double>(calls) * 1e6;
}

}  // namespace

int main(int, char** argv) try {
  stay_on_one_core();
  const Catalogue catalogue;
  const auto all = all_asked(catalogue);
  const auto good =
      at_most("port.overhead_a_call", overhead_us(catalogue, argv[1], "those", few), bound_us, "us");
  const auto name = "port.overhead_a_call_of_" + std::to_string(all.size()) + "_facts";
  show(name.c_str(), overhead_us(catalogue, argv[1], "all", all), "us");
  return good ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "port_overhead: " << error.what() << '\n';
  return 6;
}
