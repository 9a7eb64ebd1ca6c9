// The processes of a private PC/SC service: pcscd itself, and the keeper that clears up after us.
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace karimen::sim::reader {

/// Listens on DIR/s and starts `pcscd -f -c DIR/conf` on it, socket-activation style, in a session of its own
/// and as nobody when we are root (as root it would overwrite /run/pcscd/pcscd.pid of the machine's own
/// daemon). Its words go to DIR/log. Throws DiagnosticError (environment).
[[nodiscard]] pid_t launch_pcscd(const std::filesystem::path& directory);

/// A shell that waits for the end of this process, however it ends, and then ends `pcscd` and removes
/// `directory`. Threads do not matter to it, as they would to PR_SET_PDEATHSIG.
struct Keeper {
  pid_t pid = 0;
  int lifeline = -1;
};
[[nodiscard]] Keeper launch_keeper(const std::filesystem::path& directory);

/// Ends the keeper before it acts.
void dismiss(Keeper& keeper);

/// Asks a process to end, insists after two seconds, and reaps it if it is a child.
void end_process(pid_t pid);

}  // namespace karimen::sim::reader
