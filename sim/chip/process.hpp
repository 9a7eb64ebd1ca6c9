// From the bytes of a command to its answer: channel and class, secure messaging, SCP03, then the table.
#pragma once

#include "sim/chip/chip.hpp"

namespace karimen::sim::chip {

/// `response` receives the data, without the status word.
Cause process(Chip& chip, ByteView command, Bytes& response);

}  // namespace karimen::sim::chip
