#include "harness/cli/desk/folder_run.hpp"

#include <algorithm>
#include <chrono>

#include "harness/cli/run/system_factory.hpp"
#include "harness/runner/run.hpp"
#include "harness/serve/api/answers.hpp"

namespace karimen::harness::cli {
namespace {

using port::Json;
constexpr std::chrono::milliseconds between_tellings{100};

}  // namespace

FolderRun::~FolderRun() {
  stop();
}

void FolderRun::end() {
  stopped_ = true;
  if (runner_.joinable()) runner_.join();
  stopped_ = false;
}

void FolderRun::start(const std::string& folder) {
  const auto& library = library_.get();
  std::vector<Scenario> chosen;
  std::ranges::copy_if(library.scenarios, std::back_inserter(chosen), [&](const Scenario& each) {
    return folder.empty() || each.file.starts_with(folder + '/') || each.file == folder;
  });
  if (chosen.empty()) throw bad_command_line("no scenario is in '" + folder + "'");
  const std::lock_guard alone(using_);
  end();
  {
    const std::lock_guard lock(mutex_);
    folder_ = folder;
    digest_.clear();
    broken_ = {};
    all_ = chosen.size();
    ++number_;
    running_ = true;
    results_.clear();
  }
  runner_ = std::thread([this, &library, scenarios = std::move(chosen)] {
    std::string digest;
    BilingualText broken;
    try {
      const auto systems = builtin_factory("direct", 1, library.folders);
      auto told = std::chrono::steady_clock::now();
      digest = run(
                   scenarios, library.context, systems, {},
                   [&](Event&& event) {
                     take(event);
                     const auto now = std::chrono::steady_clock::now();
                     if (now - told < between_tellings) return;
                     told = now;
                     told_();
                   },
                   stopped_)
                   .digest;
    } catch (const std::exception& error) {
      broken = trouble_of(error);
    }
    {
      const std::lock_guard lock(mutex_);
      running_ = false;
      digest_ = stopped_ ? "" : digest;
      broken_ = broken;
    }
    told_();
  });
}

void FolderRun::stop() {
  const std::lock_guard alone(using_);
  end();
}

void FolderRun::take(const Event& event) {
  const auto* finished = std::get_if<ScenarioFinished>(&event);
  if (finished == nullptr) return;
  const std::lock_guard lock(mutex_);
  results_.push_back({finished->id, finished->step, finished->verdict, finished->measured_ms});
}

Json FolderRun::state(std::size_t after) {
  const std::lock_guard lock(mutex_);
  Json results = Json::array();
  for (auto i = after; i < results_.size(); ++i)
    results.push_back({results_[i].id, to_string(results_[i].verdict), results_[i].step, results_[i].ms});
  return {{"number", number_},   {"folder", folder_}, {"all", all_},
          {"running", running_}, {"digest", digest_}, {"broken", serve::json_of(broken_)},
          {"after", after},      {"results", results}};
}

}  // namespace karimen::harness::cli
