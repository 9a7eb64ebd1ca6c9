// A run with a system of somebody else's: which one, who does what, and one process a worker.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/data.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/port/hybrid_system.hpp"

namespace karimen::harness::cli {

/// What --sut, --profile and karimen.toml say; nullopt: the built-in system alone. The file is the nearest
/// one above `paths`, which are run; above none of them, that of the working directory. Throws
/// DiagnosticError.
[[nodiscard]] std::optional<port::Setup> setup_of(const Invocation& invocation, const Vocabulary& vocabulary,
                                                  std::span<const std::string> paths = {});

/// The words of a rulebook, for the port.
[[nodiscard]] port::Words port_words(const Rulebook& rulebook, const DataFolders& folders);

/// The systems of such a run. Outlives them.
class HybridRun {
 public:
  /// Starts the first one, and is introduced. Throws DiagnosticError (environment).
  HybridRun(HostFactory hosts, port::Words words, port::Setup setup);

  [[nodiscard]] const port::Introduction& introduction() const { return introduction_; }
  /// One a worker. Throws EnvironmentError where it cannot be started again.
  [[nodiscard]] SystemFactory factory();
  /// After the last system has gone: tells of those that did not end well. Whether there is none.
  bool finish(Language language, std::ostream& err);

 private:
  [[nodiscard]] std::unique_ptr<port::HybridSystem> start(unsigned worker);

  HostFactory hosts_;
  port::Words words_;
  port::Setup setup_;
  port::Introduction introduction_;
  std::mutex mutex_;
  std::unique_ptr<System> first_;  ///< of worker 0, until it asks for it
  std::vector<std::string> complaints_;
};

/// Who does what, before the first step.
void tell_introduction(const HybridRun& run, Language language, std::ostream& err);

}  // namespace karimen::harness::cli
