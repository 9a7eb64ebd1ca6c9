#include "base/process/last_will.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <string>
#include <system_error>

#include "base/process/spawn.hpp"

namespace karimen {
namespace {

// A companion is stopped while its children are looked up, so that it makes no more.
constexpr auto script = R"(trap '' INT HUP TERM
end() {
  kill -STOP "$1"
  for a_list in /proc/"$1"/task/*/children; do
    all=
    read -r all <"$a_list"
    for a_child in $all; do end "$a_child"; done
  done
  kill -KILL "$1"
}
all=' '
while read -r what target; do
  case $what in
    +) all="$all$target " ;;
    -) all="${all%% $target *} ${all#* $target }" ;;
  esac
done
for a_target in $all; do
  case $a_target in
    -*) kill -KILL "$a_target" ;;
    *) end "$a_target" ;;
  esac
done)";

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

void LastWill::tell(char what, pid_t target) {
  if (!line_.open()) return;
  const auto text = std::string(1, what) + ' ' + std::to_string(target) + '\n';
  (void)::send(line_.number(), text.data(), text.size(), MSG_NOSIGNAL);  // who is gone is told nothing
}

}  // namespace karimen
