#include "base/process/last_will.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <string>
#include <system_error>

#include "base/process/spawn.hpp"

namespace karimen {
namespace {

constexpr auto script = R"(trap '' INT HUP TERM
all=' '
while read -r what session; do
  case $what in
    +) all="$all$session " ;;
    -) all="${all%% $session *} ${all#* $session }" ;;
  esac
done
set -- $all
while [ $# -gt 0 ]; do kill -KILL "-$1"; shift; done)";

}  // namespace

LastWill::LastWill() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  const Descriptor theirs(ends[0]), nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  line_ = Descriptor(ends[1]);
  const StandardStreams streams{theirs.number(), nothing.number(), nothing.number()};
  try {
    pid_ = spawn({.command = {"/bin/sh", "-c", script, "karimen-keeper"}, .folder = "", .environment = {}},
                 &streams);
  } catch (const std::system_error&) {
    line_.close();
  }
}

LastWill::~LastWill() {
  line_.close();
  if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
}

void LastWill::tell(char what, pid_t session) {
  if (!line_.open()) return;
  const auto text = std::string(1, what) + ' ' + std::to_string(session) + '\n';
  (void)::send(line_.number(), text.data(), text.size(), MSG_NOSIGNAL);  // who is gone is told nothing
}

}  // namespace karimen
