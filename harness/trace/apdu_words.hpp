// APDUs, status words and TLV in plain words (chip.md B, C).
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "base/hidden_bytes.hpp"
#include "harness/trace/follower.hpp"
#include "harness/trace/hex.hpp"

namespace karimen::harness::trace {

/// "SELECT JPKI application (D392F000260100000001)", "READ BINARY EF 001A from 0"; where `before`, what was
/// current before the command, is known, files and keys have their names: "READ BINARY WEF01 (PIN setting)
/// from 0". Unknown instructions keep their hexadecimal.
[[nodiscard]] std::string command_words(ByteView command, Language language = Language::en,
                                        const Situation& before = {});
/// "63C2: comparison failed or asked for, 2 tries left, data 256 bytes".
[[nodiscard]] std::string response_words(ByteView response, Language language = Language::en);
[[nodiscard]] std::string status_words(unsigned status, Language language = Language::en);
/// BER-TLV as an indented tree, or "" if `part` is none. It lies in `all`, of which some may be hidden.
[[nodiscard]] std::string tlv_words(ByteView part, ByteView all, const HiddenBytes& hidden,
                                    Language language = Language::en);
/// Whether it begins like a command that has words: a known instruction in a class of this card.
[[nodiscard]] bool is_command(ByteView bytes);
/// Guesses what it is: an APDU, a response, or a TLV. Several lines.
[[nodiscard]] std::string decode_words(ByteView bytes, Language language = Language::en,
                                       const HiddenBytes& hidden = {});

}  // namespace karimen::harness::trace
