// karimen debug: one scenario, step by step.
#include <poll.h>
#include <unistd.h>

#include <ostream>

#include "harness/cli/debug/debugger.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/context_of.hpp"
#include "harness/cli/run/system_factory.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual begin_words{"{}, {} steps; 'help' lists the commands\n",
                                "{}、ステップ {} 個。コマンドの一覧は 'help'\n"};

// Lines of standard input, until it ends or a signal comes.
class Lines {
 public:
  Lines(const Interrupt& interrupt, const Streams& streams)
      : interrupt_(interrupt), streams_(streams), asks_(isatty(STDIN_FILENO) == 1) {}

  std::optional<std::string> next() {
    if (asks_) streams_.out << "(karimen) " << std::flush;
    for (;;) {
      if (const auto end = buffer_.find('\n'); end != std::string::npos) {
        auto line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return line;
      }
      if (ended_) return buffer_.empty() ? std::nullopt : std::optional(std::exchange(buffer_, ""));
      pollfd watched[] = {{STDIN_FILENO, POLLIN, 0}, {interrupt_.descriptor(), POLLIN, 0}};
      if (poll(watched, 2, -1) < 0 && errno != EINTR) return std::nullopt;
      if (interrupt_.flag()) return std::nullopt;
      if (watched[0].revents != 0) fill();
    }
  }

 private:
  void fill() {
    char some[4096];
    const auto got = read(STDIN_FILENO, some, sizeof some);
    if (got > 0)
      buffer_.append(some, static_cast<std::size_t>(got));
    else
      ended_ = got == 0 || errno != EINTR;
  }

  const Interrupt& interrupt_;
  const Streams& streams_;
  const bool asks_;
  bool ended_ = false;
  std::string buffer_;
};

Scenario only_one(std::vector<Scenario> scenarios) {
  if (scenarios.size() == 1) return std::move(scenarios.front());
  std::string some;
  for (std::size_t i = 0; i < scenarios.size() && i < 3; ++i) some += "\n    " + scenarios[i].identity();
  throw bad_command_line(
      "one scenario is debugged at a time, these are " + std::to_string(scenarios.size()),
      "FILE:LINE or -k NAME, for example -k '" + scenarios.front().identity() + "':" + some);
}

}  // namespace

ExitCode debug_scenario(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.empty() && !invocation.has("name"))
    throw bad_command_line("which scenario?", "karimen debug FILE:LINE, or -k NAME");
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  const auto lexicon = lexicon_of(rulebook, folders);
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  auto scenario = only_one(runnable_scenarios(selection_of(invocation, folders), lexicon, context, folders));
  const auto transport = invocation.get("transport", "direct");
  const auto systems = builtin_factory(transport, 1, folders);
  const auto system = systems(0);
  const Interrupt interrupt;
  streams.out << say(begin_words, invocation.language,
                     {scenario.identity(), std::to_string(scenario.steps.size())});
  Lines lines(interrupt, streams);
  Debugger debugger(std::move(scenario), context, lexicon, *system, transport == "pcsc", invocation, streams);
  if (invocation.has("step")) debugger.begin_before(invocation.get("step"));
  return debugger.run([&] { return lines.next(); }, interrupt.flag());
}

}  // namespace karimen::harness::cli
