#include "sim/reader/service/reader_conf.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/diagnostic.hpp"

namespace karimen::sim::reader {
namespace {

namespace fs = std::filesystem;

// Below the ports that the kernel hands out to clients, above the registered services people run.
constexpr int first_port = 20000;
constexpr int last_port = 32000;

// What the variable says stands alone: a machine without the usual places is thus described, or imitated.
std::optional<fs::path> first_existing(const char* variable, std::initializer_list<const char*> paths) {
  if (const char* said = std::getenv(variable); said != nullptr && *said != '\0')
    return fs::exists(said) ? std::optional<fs::path>(said) : std::nullopt;
  for (const char* path : paths) {
    std::error_code ignored;
    if (fs::exists(path, ignored)) return path;
  }
  return std::nullopt;
}

// vpcd binds every address, so a port is free for it only if it is free on every address.
bool is_free(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool free = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return free;
}

std::string friendly_name(const ReaderBlock& block) {
  return "Karimen " + std::to_string(block.number);
}

fs::path driver_copy(const fs::path& directory, const ReaderBlock& block) {
  return directory / ("driver-" + std::to_string(block.number) + ".so");
}

}  // namespace

std::optional<fs::path> find_vpcd_driver() {
  return first_existing("KARIMEN_VPCD_DRIVER", {"/usr/lib/pcsc/drivers/serial/libifdvpcd.so",
                                                "/usr/local/lib/pcsc/drivers/serial/libifdvpcd.so",
                                                "/usr/lib64/pcsc/drivers/serial/libifdvpcd.so"});
}

std::optional<fs::path> find_pcscd() {
  return first_existing("KARIMEN_PCSCD", {"/usr/sbin/pcscd", "/usr/local/sbin/pcscd", "/sbin/pcscd"});
}

std::vector<ReaderBlock> choose_blocks(int count) {
  std::vector<ReaderBlock> blocks;
  const int span = last_port - first_port;
  const int start = static_cast<int>(::getpid()) * 2 * most_blocks % span;
  for (int step = 0; step < span && static_cast<int>(blocks.size()) < count; step += 2) {
    const int port = first_port + (start + step) % span;
    if (is_free(port) && is_free(port + 1)) {
      blocks.push_back({static_cast<int>(blocks.size()) + 1, static_cast<std::uint16_t>(port)});
    }
  }
  if (static_cast<int>(blocks.size()) < count) {
    throw DiagnosticError({.what = "no free TCP ports between 20000 and 32000 for the readers",
                           .fix = "end the programs that hold them, or ask for fewer readers",
                           .exit_code = ExitCode::environment});
  }
  return blocks;
}

void write_reader_conf(const fs::path& directory, const std::vector<ReaderBlock>& blocks) {
  const auto driver = find_vpcd_driver();
  if (!driver) {
    throw DiagnosticError({.what = "the vpcd driver (libifdvpcd.so) is not installed",
                           .fix = "apt-get install vsmartcard-vpcd",
                           .exit_code = ExitCode::environment});
  }
  fs::create_directories(directory / "conf");
  std::ofstream conf(directory / "conf" / "karimen");
  for (const ReaderBlock& block : blocks) {
    const fs::path copy = driver_copy(directory, block);
    fs::copy_file(*driver, copy, fs::copy_options::overwrite_existing);
    conf << std::showbase << std::hex << "FRIENDLYNAME \"" << friendly_name(block)
         << "\"\nDEVICENAME /dev/null:" << block.port << "\nLIBPATH " << copy.string() << "\nCHANNELID "
         << block.port << "\n\n";
  }
  conf.close();
  fs::permissions(directory / "conf", fs::perms{0755});  // readable for nobody, whatever our umask
  fs::permissions(directory / "conf" / "karimen", fs::perms{0644});
}

std::vector<VpcdReader> readers_of(const std::vector<ReaderBlock>& blocks, int count) {
  std::vector<VpcdReader> readers;
  for (const ReaderBlock& block : blocks) {
    for (int slot = 0; slot < 2 && static_cast<int>(readers.size()) < count; ++slot) {
      readers.push_back({friendly_name(block) + " 00 0" + std::to_string(slot),
                         static_cast<std::uint16_t>(block.port + slot)});
    }
  }
  return readers;
}

}  // namespace karimen::sim::reader
