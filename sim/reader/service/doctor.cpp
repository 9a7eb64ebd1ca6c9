#include "sim/reader/service/doctor.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "base/diagnostic.hpp"
#include "sim/reader/service/private_service.hpp"
#include "sim/reader/service/reader_conf.hpp"

namespace karimen::sim::reader {
namespace {

constexpr const char* machine_socket = "/run/pcscd/pcscd.comm";
constexpr std::uint16_t machine_vpcd_port = 35963;

bool answers(int domain, const sockaddr* address, socklen_t size) {
  const int socket = ::socket(domain, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const bool connected = ::connect(socket, address, size) == 0;
  ::close(socket);
  return connected;
}

bool machine_pcscd_answers() {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, machine_socket);
  return answers(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// A look without a connection: to connect would be to put a card into the reader.
bool machine_vpcd_listens() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(machine_vpcd_port);
  const bool taken = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0;
  ::close(socket);
  return taken;
}

Finding file(const char* check, const std::optional<std::filesystem::path>& path, const char* fix) {
  return {check, path.has_value(), path ? path->string() : "not found", path ? "" : fix};
}

Finding can_listen() {
  try {
    const auto blocks = choose_blocks(most_blocks);
    return {"free TCP ports for sixteen readers", true, "from " + std::to_string(blocks.front().port), ""};
  } catch (const DiagnosticError& error) {
    return {"free TCP ports for sixteen readers", false, error.diagnostics().front().what,
            error.diagnostics().front().fix};
  }
}

Finding can_write() {
  try {
    return {"a directory for the private service", true, state_directory().string(), ""};
  } catch (const DiagnosticError& error) {
    return {"a directory for the private service", false, error.diagnostics().front().what,
            error.diagnostics().front().fix};
  }
}

// What `installed` is needed for cannot be mended by what needs it.
Finding private_service_state(bool installed) {
  const auto state = load_state();
  return {"private PC/SC service left by 'karimen reader up'", state.has_value(),
          state ? std::to_string(state->readers.size()) + " readers, pid " + std::to_string(state->pid)
                : "none runs",
          state || !installed ? "" : "karimen reader up", false};
}

}  // namespace

std::vector<Finding> examine_pcsc() {
  const auto daemon = find_pcscd(), driver = find_vpcd_driver();
  const bool installed = daemon && driver;
  std::vector<Finding> findings{
      file("the PC/SC daemon pcscd", daemon, "apt-get install pcscd"),
      file("vpcd's driver libifdvpcd.so", driver, "apt-get install vsmartcard-vpcd"),
      can_write(),
      can_listen(),
  };
  const bool pcscd = machine_pcscd_answers(), vpcd = machine_vpcd_listens();
  findings.push_back({"the machine's own pcscd", pcscd, pcscd ? machine_socket : "does not answer",
                      pcscd || !daemon ? "" : "systemctl start pcscd.socket, or use a private service",
                      false});
  findings.push_back({"the machine's own vpcd reader", vpcd,
                      vpcd ? "port 35963 is taken" : "nobody has port 35963",
                      vpcd || !installed ? "" : "it starts with pcscd", false});
  findings.push_back(private_service_state(installed));
  findings.push_back({"without PC/SC", true,
                      "everything runs in process: 'karimen run --transport direct', 'karimen card apdu'", "",
                      false});
  findings.push_back({"who can reach the readers", true, exposure_note(), "", false});
  return findings;
}

}  // namespace karimen::sim::reader
