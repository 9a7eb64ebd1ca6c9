// Files that a command line asks to be written, where they would destroy what somebody wrote.
#pragma once

#include <span>
#include <string>

namespace karimen::harness::cli {

/// For what is written once, to be edited. Throws DiagnosticError (bad command line): the name is taken. What
/// goes to standard output ("", "-") takes none.
void must_be_new(const std::string& output);
/// For what a command makes again and again. Throws DiagnosticError (bad command line): it is one of the
/// files (FILE or FILE:LINE) that the command reads.
void must_not_be_read(const std::string& output, std::span<const std::string> inputs);

}  // namespace karimen::harness::cli
