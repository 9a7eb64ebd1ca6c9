// The files of a system under test, as far as its command names them: which commit it is of, and whether it
// was edited.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/port/connection.hpp"

namespace karimen::harness::cli {

/// Over what stands in the files that are words of the command, its program's included: 64 hexadecimal
/// digits;
/// "" where it names none, as an address does.
[[nodiscard]] std::string digest_of_program(const port::Address& address);
/// The folders of the words of the command that are files or folders, and the one that karimen.toml starts it
/// in; empty: it names none. What PATH finds lies anywhere.
[[nodiscard]] std::vector<std::filesystem::path> places_of_program(const port::Address& address);

}  // namespace karimen::harness::cli
