// The catalogue for readers: `karimen card faults` and docs/faults.md.
#pragma once

#include <string>

#include "sim/fault/catalogue.hpp"

namespace karimen::sim::fault {

/// By layer: name, what happens, what a client sees, parameters. Plain text, in Japanese if asked for.
[[nodiscard]] std::string listing(Language language);
/// The whole page, in both languages.
[[nodiscard]] std::string markdown();

}  // namespace karimen::sim::fault
