// What this machine has of the PC/SC stack, for `karimen doctor`.
#pragma once

#include <string>
#include <vector>

namespace karimen::sim::reader {

struct Finding {
  std::string check;  ///< what was looked at
  bool ok = false;
  std::string what;    ///< what was found
  std::string fix;     ///< the command that mends it; empty where nothing is wrong or nothing can be done
  bool needed = true;  ///< false: good to know, but nothing of ours depends on it
};

/// Looks, starts nothing, changes nothing.
[[nodiscard]] std::vector<Finding> examine_pcsc();

}  // namespace karimen::sim::reader
