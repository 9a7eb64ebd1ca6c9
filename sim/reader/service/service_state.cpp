#include "sim/reader/service/service_state.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/diagnostic.hpp"

namespace karimen::sim::reader {
namespace {

std::filesystem::path state_file() {
  return state_directory() / "reader.state";
}

}  // namespace

// Not $XDG_RUNTIME_DIR: it is closed to the user nobody, as whom root's pcscd runs, and lies under /run,
// which an unprivileged pcscd may have to see without.
std::filesystem::path state_directory() {
  std::filesystem::path directory = "/tmp/karimen-" + std::to_string(::geteuid());
  std::error_code ignored;
  if (std::filesystem::create_directories(directory, ignored)) {
    std::filesystem::permissions(directory, std::filesystem::perms{0711}, ignored);
  }
  struct stat found = {};
  if (::lstat(directory.c_str(), &found) != 0 || !S_ISDIR(found.st_mode) || found.st_uid != ::geteuid()) {
    throw DiagnosticError({.what = directory.string() + " is not a directory of ours",
                           .fix = "remove it",
                           .exit_code = ExitCode::environment});
  }
  return directory;
}

// Line 1: pid. Line 2: directory. Then one reader a line: port, blank, name.
std::optional<ServiceState> load_state() {
  std::ifstream file(state_file());
  ServiceState state;
  std::string directory, line;
  if (!(file >> state.pid) || !std::getline(file >> std::ws, directory)) return std::nullopt;
  state.directory = directory;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    VpcdReader reader;
    if (fields >> reader.port && std::getline(fields >> std::ws, reader.name))
      state.readers.push_back(reader);
  }
  if (::kill(state.pid, 0) != 0 && errno != EPERM) return std::nullopt;
  return state;
}

void save_state(const ServiceState& state) {
  std::ofstream file(state_file(), std::ios::trunc);
  file << state.pid << '\n' << state.directory.string() << '\n';
  for (const VpcdReader& reader : state.readers) file << reader.port << ' ' << reader.name << '\n';
  if (!file.flush()) {
    throw DiagnosticError(
        {.what = "cannot write " + state_file().string(), .exit_code = ExitCode::environment});
  }
}

void forget_state() {
  std::error_code ignored;
  std::filesystem::remove(state_file(), ignored);
}

std::string export_line(const ServiceState& state) {
  return "export PCSCLITE_CSOCK_NAME=" + state.socket().string();
}

void point_this_process_at(const ServiceState& state) {
  ::setenv("PCSCLITE_CSOCK_NAME", state.socket().c_str(), 1);
}

}  // namespace karimen::sim::reader
