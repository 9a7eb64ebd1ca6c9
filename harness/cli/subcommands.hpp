// The subcommands, each in the file of its name.
#pragma once

#include "harness/cli/command.hpp"

namespace karimen::harness::cli {

ExitCode list(const Invocation& invocation, const Streams& streams);
ExitCode check(const Invocation& invocation, const Streams& streams);

}  // namespace karimen::harness::cli
