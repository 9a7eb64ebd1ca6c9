// Whose card already holds the port of a vpcd reader.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"

namespace karimen::sim::reader {

/// A process of this machine.
struct Occupant {
  pid_t pid = 0;
  std::string command;  ///< its command line, words separated by blanks
};

/// The process whose card vpcd talks to on 127.0.0.1:`port`; nullopt where nobody's does, or where it cannot
/// be seen (it belongs to somebody else). Another one that only waits for the port is not it.
[[nodiscard]] std::optional<Occupant> occupant_of(std::uint16_t port);

/// That another card is in the reader of `port`, and whose where that can be seen. Exit code: environment.
[[nodiscard]] Diagnostic occupied(std::uint16_t port);

/// "; it is held by 'karimen card insert hanako' (process 4711)", or "" where that cannot be seen.
[[nodiscard]] std::string occupant_words(std::uint16_t port);

}  // namespace karimen::sim::reader
