// Starts programs, with signals as any program finds them: none is held back, and SIGPIPE, SIGXFSZ and
// SIGUSR1 end it.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace karimen {

struct Launch {
  std::vector<std::string> command;                ///< the program, found by PATH, and its arguments
  std::string folder;                              ///< that it starts in; "": this one
  std::map<std::string, std::string> environment;  ///< beside ours; what stands in both is this one's
  std::vector<std::string> without = {};           ///< variables of ours that it does not get
};

/// Descriptors that become a program's standard input, output and error.
struct StandardStreams {
  int in, out, err;
};

/// With `streams` of its own it gets a session of its own, too; nullptr: ours, at our terminal. Whoever
/// starts it waits for it. Throws std::system_error: it cannot be started.
[[nodiscard]] pid_t spawn(const Launch& launch, const StandardStreams* streams);

}  // namespace karimen
