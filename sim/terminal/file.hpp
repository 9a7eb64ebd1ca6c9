// Selecting applications and reading files.
#pragma once

#include "sim/terminal/applications.hpp"
#include "sim/terminal/command.hpp"

namespace karimen::sim::terminal {

/// SELECT by name without FCI; the status word. Throws LinkError, as everything here.
std::uint16_t select(Conversation& card, ByteView name);
std::uint16_t select(CardSession& session, ByteView name);

/// A whole transparent EF of the current application: SELECT by short path, one READ BINARY with extended Le.
/// The status word is that of the command which failed, else 9000; no data unless 9000.
Answer read_file(Conversation& card, std::uint16_t file);
Answer read_file(CardSession& session, std::uint16_t file);
/// The same in one command, READ BINARY by the short identifier, which is the last five bits of `file`.
Answer read_at_once(Conversation& card, std::uint16_t file);

/// One simple-TLV record of the record EF with that short identifier (1–30), header included.
Answer read_record(CardSession& session, std::uint8_t short_identifier, std::uint8_t number);

}  // namespace karimen::sim::terminal
