#include "harness/cli/run/report/progress.hpp"

#include <unistd.h>

#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/standard_streams.hpp"

namespace karimen::harness::cli {
namespace {

// Faster than this nobody reads; a run that is over before the first line needs none.
constexpr std::chrono::milliseconds between_frames{50}, before_first{300};
constexpr std::chrono::seconds between_progress_lines{5}, before_first_line{10};

constexpr Bilingual run_progress{"{} of {} scenarios", "シナリオ {}／{}"};
constexpr Bilingual run_progress_problems{", {} failed, {} undecided, {} errors",
                                          "、不合格 {}、判断不能 {}、エラー {}"};
constexpr Bilingual run_progress_running{"; running: {}", "。実行中: {}"};

std::size_t error_width() {
  constexpr std::size_t most_terminals = 80;
  return terminal_columns(STDERR_FILENO).value_or(most_terminals);
}

std::string cut_to_width(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  auto characters = to_code_points(text);
  while (!characters.empty() && display_width(to_utf8(characters)) + 1 > width) characters.pop_back();
  return to_utf8(characters) + "…";
}

}  // namespace

Progress::Progress(std::size_t scenarios, const Streams& streams, Language language, bool in_conversation)
    : scenarios_(scenarios), streams_(streams), language_(language) {
  if (!in_conversation) thread_ = std::jthread([this] { work(); });
}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    wipe();
  }
  over_.notify_all();
}

void Progress::at(unsigned worker, const std::string& scenario, const std::string& step) {
  const std::lock_guard lock(mutex_);
  if (scenario.empty())
    running_.erase(worker);
  else
    running_[worker] = step.empty() ? scenario : scenario + ':' + step;
}

void Progress::count_event(const Event& event) {
  if (const auto* finished = std::get_if<ScenarioFinished>(&event)) count(counts_, finished->verdict);
}

void Progress::wipe() {
  if (!std::exchange(shown_, false)) return;
  streams_.err << "\r\x1b[K" << std::flush;
  last_.clear();
}

void Progress::tell() {
  const std::lock_guard lock(mutex_);
  wipe();
  streams_.err << line(std::string::npos) << '\n' << std::flush;
}

std::string Progress::line(std::size_t width) const {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  const auto told = verdicts_in(counts_);
  auto text = say(run_progress, language_, {number(told), number(scenarios_)});
  if (told > counts_.pass + counts_.skip + counts_.xfail)
    text += say(run_progress_problems, language_,
                {number(counts_.fail), number(counts_.undecided), number(counts_.error)});
  if (!running_.empty())
    text += say(run_progress_running, language_,
                {joined(running_, ", ", [](const auto& each) { return each.second; })});
  return cut_to_width(text, width);
}

void Progress::work() {
  std::unique_lock lock(mutex_);
  const bool frames = streams_.live_err;
  if (over_.wait_for(lock, frames ? std::chrono::milliseconds(before_first) : before_first_line,
                     [&] { return ended_; }))
    return;
  do {
    const auto text = line(frames ? error_width() - 1 : 400);
    if (text == last_) continue;
    if (frames)
      streams_.err << '\r' << text << "\x1b[K" << std::flush;
    else
      streams_.err << text << '\n' << std::flush;
    shown_ = frames;
    last_ = text;
  } while (!over_.wait_for(lock, frames ? between_frames : std::chrono::milliseconds(between_progress_lines),
                           [&] { return ended_; }));
}

}  // namespace karimen::harness::cli
