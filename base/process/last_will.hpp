// What becomes of the programs that we started when we are killed (SIGKILL, the machine's memory is full).
#pragma once

#include <sys/types.h>

#include "base/process/descriptor.hpp"

namespace karimen {

/// A shell that waits for the end of this process, however it comes, and then kills the sessions that are
/// still running. It lives as long as the object. Threads do not matter to it, as they would to
/// PR_SET_PDEATHSIG, and it ends what a program has started, too. Without /bin/sh there is none.
class LastWill {
 public:
  LastWill();
  ~LastWill();
  LastWill(const LastWill&) = delete;
  LastWill& operator=(const LastWill&) = delete;

  /// A session runs from now on; `ended`: no longer.
  void begun(pid_t session) { tell('+', session); }
  void ended(pid_t session) { tell('-', session); }

 private:
  void tell(char what, pid_t session);

  Descriptor line_;
  pid_t pid_ = -1;
};

}  // namespace karimen
