// A run of some scenarios on the desk, with their verdicts as they fall.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "harness/cli/desk/desk_library.hpp"
#include "harness/port/message.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::cli {

/// In process: the readers of the desk stay as they are. All members may be called from any thread.
class FolderRun {
 public:
  /// `told`: from time to time, while verdicts fall and at the end, on any thread.
  FolderRun(LazyLibrary& library, std::function<void()> told) : library_(library), told_(std::move(told)) {}
  ~FolderRun();
  FolderRun(const FolderRun&) = delete;
  FolderRun& operator=(const FolderRun&) = delete;

  /// Those whose file is in `folder` ("": all); a run that is under way is ended first. Throws
  /// DiagnosticError.
  void start(const std::string& folder);
  void stop();
  /// Counts, and the verdicts from number `after` on.
  [[nodiscard]] port::Json state(std::size_t after);

 private:
  void take(const Event& event);
  void end();

  struct Result {
    std::string id, step;
    Verdict verdict = Verdict::pass;
    double ms = 0;
  };

  LazyLibrary& library_;
  const std::function<void()> told_;
  std::mutex using_;
  std::thread runner_;
  std::atomic<bool> stopped_ = false;

  std::mutex mutex_;  ///< guards what follows
  std::string folder_, digest_;
  BilingualText broken_;
  std::size_t all_ = 0, number_ = 0;  ///< scenarios; the number of the run
  bool running_ = false;
  std::vector<Result> results_;
};

}  // namespace karimen::harness::cli
