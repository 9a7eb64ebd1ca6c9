// Descriptors with deadlines.
#pragma once

#include <string>
#include <string_view>

#include "harness/port/connection.hpp"

namespace karimen::harness::port {

/// Writes all of it; meanwhile what comes on `stray` (may be none) is kept in `kept`. Throws
/// ConnectionClosed, TimeUp.
void write_all(const Descriptor& to, std::string_view bytes, const Descriptor& stray, std::string& kept,
               Deadline deadline);
/// As `write_all`, the other way: at least a byte.
[[nodiscard]] std::string read_some(const Descriptor& from, const Descriptor& stray, std::string& kept,
                                    Deadline deadline);
/// What is there, without waiting.
void drain(const Descriptor& stray, std::string& kept);

}  // namespace karimen::harness::port
