// A pcscd of our own, beside whatever PC/SC service the machine has (vpcd.md 3).
#pragma once

#include "sim/reader/service/launch.hpp"
#include "sim/reader/service/service_state.hpp"

namespace karimen::sim::reader {

/// pcscd's limit. One block of its configuration gives two readers.
constexpr int most_readers = 16;

struct ServiceOptions {
  int readers = 2;  ///< 1–16
  bool detached =
      false;  ///< outlives this process, as `karimen reader up` wants it; else ends with it, however it ends
};

/// Starts pcscd with `readers` vpcd readers on free ports and waits until it lists them all; points this
/// process at it. Throws DiagnosticError (environment): pcscd or its vpcd driver missing, no socket, no free
/// ports. The path of its socket is the same for all services that one process starts, as libpcsclite reads
/// it only once; hence one at a time.
[[nodiscard]] ServiceState start_service(const ServiceOptions& options);

/// Ends pcscd and removes its directory. Nothing happens if it is gone already.
void stop_service(const ServiceState& state);

/// A service that lives as long as the object.
class PrivateService {
 public:
  explicit PrivateService(int readers = 2);
  ~PrivateService();
  PrivateService(const PrivateService&) = delete;
  PrivateService& operator=(const PrivateService&) = delete;

  [[nodiscard]] const ServiceState& state() const { return state_; }
  [[nodiscard]] const std::vector<VpcdReader>& readers() const { return state_.readers; }
  /// False once pcscd has ended, however it did.
  [[nodiscard]] bool alive() const;
  /// After pcscd died: starts it again with readers of the same names on the same ports.
  void restart();

 private:
  ServiceState state_;
  Keeper keeper_;
};

/// What everyone who runs a vpcd should know: Debian's driver listens on every address of the machine.
[[nodiscard]] std::string exposure_note();

}  // namespace karimen::sim::reader
