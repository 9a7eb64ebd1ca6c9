// Bytes of which some may not be shown, and their spelling: "0020009804********".
#pragma once

#include "base/bytes.hpp"

namespace karimen {

/// Which of a row of bytes may not be shown; empty where all may.
using HiddenBytes = std::vector<bool>;

/// As `to_hex` of `part`, which lies in `all`, with "**" for each byte that may not be shown.
[[nodiscard]] std::string to_hex(ByteView part, ByteView all, const HiddenBytes& hidden);
[[nodiscard]] std::string to_hex(ByteView all, const HiddenBytes& hidden);

/// Reads that again: a hidden byte is '*' (2A) and has its mark in `hidden`. Throws DiagnosticError as
/// `from_hex`.
[[nodiscard]] Bytes from_hex(std::string_view text, HiddenBytes& hidden);

}  // namespace karimen
