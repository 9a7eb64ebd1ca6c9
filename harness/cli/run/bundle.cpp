#include "harness/cli/run/bundle.hpp"

#include <algorithm>
#include <fstream>

#include "harness/report/reporter.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

// "'a b'" for a shell.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// A folder that was not there before; empty if none can be made.
fs::path fresh_folder(const fs::path& parent) {
  std::error_code error;
  fs::create_directories(parent, error);
  for (int number = 1; number < 10000; ++number) {
    auto folder = parent / ("replay-" + std::to_string(number));
    if (fs::create_directory(folder, error)) return folder;
    if (error) return {};
  }
  return {};
}

void spell(std::ostream& out, const char* what, const Facts& facts) {
  for (const auto& [name, value] : facts) out << what << ' ' << name << '=' << to_string(value) << '\n';
}

}  // namespace

void Bundles::take(const Event& event) {
  if (std::holds_alternative<RunStarted>(event) || std::holds_alternative<RunFinished>(event)) return;
  events_.push_back(event);
  const auto* finished = std::get_if<ScenarioFinished>(&event);
  if (finished == nullptr) return;
  if (finished->internal) write(*finished);
  events_.clear();
}

void Bundles::write(const ScenarioFinished& finished) {
  auto folder = fresh_folder(folder_);
  if (folder.empty()) folder = fresh_folder(fs::temp_directory_path() / "karimen-replay");
  constexpr Bilingual bug{"karimen: a bug of ours: {} ({})\n", "karimen: このプログラムの不具合: {}（{}）\n"};
  constexpr Bilingual kept{"what is needed to see it again is in {}: please send it to us\n",
                           "再現に必要なものは {} にある。開発者に送ってほしい\n"};
  err_ << say(bug, language_, {finished.detail, finished.id});
  if (folder.empty()) return;
  std::error_code ignored;
  std::ofstream replay(folder / "replay.txt");
  replay << "cd " << quoted(fs::current_path(ignored).string()) << " && karimen";
  for (const auto& word : line_) replay << ' ' << quoted(word);
  replay << "\nscenario " << finished.id << "\nstep " << finished.step << "\nseed " << context_.seed << '\n';
  spell(replay, "assume", context_.assumptions);
  spell(replay, "assume oracle:", context_.oracle_assumptions);
  replay << "what " << finished.detail << '\n';
  fs::copy_file(finished.path, folder / "scenario.yaml", ignored);
  std::ofstream trace(folder / "trace.ndjson");
  for (const auto& event : events_) trace << report::to_json(event) << '\n';
  err_ << say(kept, language_, {folder.string()});
}

}  // namespace karimen::harness::cli
