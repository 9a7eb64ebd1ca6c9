// What becomes of the programs that we started when we are killed (SIGKILL, the machine's memory is full).
#pragma once

#include <sys/types.h>

#include "base/process/descriptor.hpp"

namespace karimen {

/// A shell that waits for the end of this process, however it comes, and then kills the sessions and
/// companions that are still running. It lives as long as the object. Threads do not matter to it, as they
/// would to PR_SET_PDEATHSIG, and it ends what a program has started, too. Without /bin/sh there is none.
class LastWill {
 public:
  LastWill();
  ~LastWill();
  LastWill(const LastWill&) = delete;
  LastWill& operator=(const LastWill&) = delete;

  /// A session runs from now on; `ended`: no longer.
  void begun(pid_t session) { tell('+', -session); }
  void ended(pid_t session) { tell('-', -session); }
  /// The same of a program in our own session, at our terminal: it is killed with its children and theirs.
  void begun_companion(pid_t program) { tell('+', program); }
  void ended_companion(pid_t program) { tell('-', program); }

 private:
  /// As kill(1) takes them: a session has a minus before it.
  void tell(char what, pid_t target);

  Descriptor line_;
  pid_t pid_ = -1;
};

}  // namespace karimen
