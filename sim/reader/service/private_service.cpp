#include "sim/reader/service/private_service.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/diagnostic.hpp"
#include "sim/reader/service/reader_conf.hpp"

namespace karimen::sim::reader {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds start_patience{5};
constexpr int attempts = 3;

/// One path per process for its whole life, whichever thread asks.
fs::path directory_of(const ServiceOptions& options) {
  return state_directory() / (options.detached ? "service" : std::to_string(::getpid()));
}

bool lists_all(const ServiceState& state) {
  const auto deadline = std::chrono::steady_clock::now() + start_patience;
  while (std::chrono::steady_clock::now() < deadline && ::waitpid(state.pid, nullptr, WNOHANG) == 0) {
    try {
      const std::vector<std::string> known = list_readers();
      if (std::ranges::all_of(state.readers, [&](const VpcdReader& reader) {
            return std::ranges::count(known, reader.name);
          })) {
        return true;
      }
    } catch (const LinkError&) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

[[noreturn]] void not_shown(const fs::path& directory) {
  std::ifstream log(directory / "log");
  std::string line, words;
  while (std::getline(log, line)) words = ": " + line;
  throw DiagnosticError({.what = "the private pcscd does not show its readers" + words,
                         .fix = "'karimen doctor' looks for what is missing",
                         .exit_code = ExitCode::environment});
}

// Another program may take a port between the choice and pcscd's own binding; then other ports are tried.
ServiceState launch(const ServiceOptions& options, const fs::path& directory) {
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto blocks = choose_blocks((options.readers + 1) / 2);
    write_reader_conf(directory, blocks);
    ServiceState state{0, directory, readers_of(blocks, options.readers)};
    point_this_process_at(state);
    state.pid = launch_pcscd(directory);
    if (lists_all(state)) return state;
    end_process(state.pid);
  }
  not_shown(directory);
}

fs::path make_directory(const ServiceOptions& options) {
  if (options.readers < 1 || options.readers > most_readers) {
    throw DiagnosticError(
        {.what = "a PC/SC service has 1 to 16 readers, not " + std::to_string(options.readers),
         .exit_code = ExitCode::bad_command_line});
  }
  fs::path directory = directory_of(options);
  std::error_code error;
  if (!fs::create_directory(directory, error)) {
    throw DiagnosticError(
        {.what = "cannot make " + directory.string() + (error ? ": " + error.message() : ": it exists"),
         .fix = "one private service at a time; 'karimen reader down' ends one that was left",
         .exit_code = ExitCode::environment});
  }
  fs::permissions(directory, fs::perms{0711});
  return directory;
}

/// Calls `action`; if it throws, nothing is left of `directory`.
auto or_remove(const fs::path& directory, auto action) {
  try {
    return action();
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(directory, ignored);
    throw;
  }
}

}  // namespace

ServiceState start_service(const ServiceOptions& options) {
  const fs::path directory = make_directory(options);
  return or_remove(directory, [&] { return launch(options, directory); });
}

void stop_service(const ServiceState& state) {
  end_process(state.pid);
  std::error_code ignored;
  fs::remove_all(state.directory, ignored);
}

PrivateService::PrivateService(int readers) {
  const ServiceOptions options{.readers = readers};
  const fs::path directory = make_directory(options);
  keeper_ = launch_keeper(directory);
  try {
    state_ = or_remove(directory, [&] { return launch(options, directory); });
  } catch (...) {
    dismiss(keeper_);
    throw;
  }
}

PrivateService::~PrivateService() {
  dismiss(keeper_);
  stop_service(state_);
}

bool PrivateService::alive() const {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(state_.pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

void PrivateService::restart() {
  end_process(state_.pid);
  state_.pid = launch_pcscd(state_.directory);
  if (!lists_all(state_)) not_shown(state_.directory);
}

std::string exposure_note() {
  return "vpcd, the driver behind the virtual readers, listens on 0.0.0.0: while it runs, whoever can reach "
         "its TCP "
         "ports (35963 and 35964 for the machine's own, those of 'karimen reader list' for a private "
         "service) can put "
         "a card into the readers. Karimen itself only connects to 127.0.0.1. Close the ports towards the "
         "network "
         "with a firewall where that matters.";
}

}  // namespace karimen::sim::reader
