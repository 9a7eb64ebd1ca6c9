// What is known of a running private PC/SC service, and where that is remembered between two commands.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <vector>

#include "sim/reader/vpcd_slot.hpp"

namespace karimen::sim::reader {

struct ServiceState {
  pid_t pid = 0;                    ///< of pcscd
  std::filesystem::path directory;  ///< everything the service owns; removed with it
  std::vector<VpcdReader> readers;
  bool operator==(const ServiceState&) const = default;

  /// The socket on which clients reach it: $PCSCLITE_CSOCK_NAME.
  [[nodiscard]] std::filesystem::path socket() const { return directory / "s"; }
};

/// /tmp/karimen-UID, made if missing, mode 0711.
/// 0711. Throws DiagnosticError (environment) where it belongs to someone else.
[[nodiscard]] std::filesystem::path state_directory();

/// The service that `karimen reader up` left running; nullopt if there is none, or none that still lives.
[[nodiscard]] std::optional<ServiceState> load_state();
void save_state(const ServiceState& state);
void forget_state();

/// The line for a shell that points other PC/SC programs at the service: "export PCSCLITE_CSOCK_NAME=…".
[[nodiscard]] std::string export_line(const ServiceState& state);

/// Points this process at the service. Must come before the process's first PC/SC call: libpcsclite reads it
/// once.
void point_this_process_at(const ServiceState& state);

}  // namespace karimen::sim::reader
