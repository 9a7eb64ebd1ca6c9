// Standard input, output and error as they may be: closed, or with nobody at the other end.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/diagnostic.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {

/// To be called before anything is opened. A closed stream gets a place of its own, or the next file would be
/// taken for it: reading ends at once, output cannot be written, errors go nowhere. A pipe that nobody reads
/// is an error of writing and not the end of the process.
void prepare_standard_streams();

/// Whether a pipe was closed at its other end: whoever read it wanted no more.
[[nodiscard]] bool reader_is_gone(int descriptor);

[[nodiscard]] Diagnostic unwritten_output();

/// Masked and safe for a terminal. A screenful or two: one mistake in a shared file must not bury the rest.
void print(std::span<const Diagnostic> diagnostics, Language language, const Streams& streams);

/// How wide and how high a terminal is; nullopt: it is none, or does not say.
[[nodiscard]] std::optional<std::size_t> terminal_columns(int descriptor);
[[nodiscard]] std::optional<std::size_t> terminal_rows(int descriptor);

}  // namespace karimen::harness::cli
