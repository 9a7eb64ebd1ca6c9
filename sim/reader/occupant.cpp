#include "sim/reader/occupant.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/rest_of.hpp"
#include "base/text.hpp"

namespace karimen::sim::reader {
namespace {

namespace fs = std::filesystem;

/// A row of /proc/net/tcp: an open connection as one of its ends has it.
struct End {
  unsigned own_port = 0, other_port = 0;
  std::string inode;  ///< "0": not yet accepted by anybody
};

unsigned port_of(const std::string& address) {
  unsigned port = 0;
  const auto colon = address.find(':');
  if (colon != std::string::npos)
    std::from_chars(address.data() + colon + 1, address.data() + address.size(), port, 16);
  return port;
}

std::vector<End> connections() {
  const std::string established = "01";
  std::ifstream table("/proc/net/tcp");
  std::vector<End> found;
  std::string line;
  std::getline(table, line);  // headings
  while (std::getline(table, line)) {
    const auto words = words_in(line);
    if (words.size() > 9 && words[3] == established)
      found.push_back({port_of(words[1]), port_of(words[2]), words[9]});
  }
  return found;
}

bool holds(const fs::path& process, const fs::path& socket) {
  std::error_code error;
  for (fs::directory_iterator file(process / "fd", error), end; !error && file != end;
       file.increment(error)) {
    std::error_code unreadable;
    if (fs::read_symlink(file->path(), unreadable) == socket) return true;
  }
  return false;
}

std::string command_of(const fs::path& process) {
  std::ifstream file(process / "cmdline", std::ios::binary);
  auto words = rest_of<std::string>(file);
  while (words.ends_with('\0')) words.pop_back();
  std::ranges::replace(words, '\0', ' ');
  return words;
}

std::optional<Occupant> holder_of(const std::string& inode) {
  const fs::path socket = "socket:[" + inode + "]";
  std::error_code error;
  for (fs::directory_iterator process("/proc", error), end; !error && process != end;
       process.increment(error)) {
    const auto name = process->path().filename().string();
    pid_t pid = 0;
    const auto [last, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (bad != std::errc{} || last != name.data() + name.size()) continue;
    if (holds(process->path(), socket)) return Occupant{pid, command_of(process->path())};
  }
  return std::nullopt;
}

}  // namespace

// The reader's end of the connection that was accepted leads to the card's end of it.
std::optional<Occupant> occupant_of(std::uint16_t port) {
  const auto ends = connections();
  for (const auto& reader : ends) {
    if (reader.own_port != port || reader.inode == "0") continue;
    for (const auto& card : ends)
      if (card.own_port == reader.other_port && card.other_port == port) return holder_of(card.inode);
  }
  return std::nullopt;
}

Diagnostic occupied(std::uint16_t port) {
  return {.where = {},
          .what = "another card is in the reader of port " + std::to_string(port) + occupant_words(port),
          .fix = "take it out ('out' or 'quit' at its console), or use another reader: --private starts one",
          .exit_code = ExitCode::environment};
}

std::string occupant_words(std::uint16_t port) {
  const auto occupant = occupant_of(port);
  if (!occupant) return "";
  return "; it is held by '" + occupant->command + "' (process " + std::to_string(occupant->pid) + ")";
}

}  // namespace karimen::sim::reader
