// APDUs, status words and TLV in plain words (chip.md B, C).
#pragma once

#include <string>

#include "base/bytes.hpp"

namespace karimen::harness::trace {

enum class Language { en, ja };

/// "SELECT JPKI application (D392F000260100000001)"; unknown instructions keep their hexadecimal.
/// `application` is the AID selected before (may be empty): it names EFs and key references.
[[nodiscard]] std::string command_words(ByteView command, Language language = Language::en);
/// "63C2: comparison failed, 2 tries left"; with data "… after 256 bytes".
[[nodiscard]] std::string response_words(ByteView response, Language language = Language::en);
[[nodiscard]] std::string status_words(unsigned status, Language language = Language::en);
/// BER-TLV as an indented tree, or "" if `bytes` is none.
[[nodiscard]] std::string tlv_words(ByteView bytes);
/// Whether it begins like a command that has words: a known instruction in a class of this card.
[[nodiscard]] bool is_command(ByteView bytes);
/// Guesses what it is: an APDU, a response, or a TLV. Several lines.
[[nodiscard]] std::string decode_words(ByteView bytes, Language language = Language::en);

}  // namespace karimen::harness::trace
