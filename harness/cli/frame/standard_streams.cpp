#include "harness/cli/frame/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "harness/report/event/plain_event.hpp"
#include "harness/trace/mask.hpp"

namespace karimen::harness::cli {

void prepare_standard_streams() {
  // A write that cannot be done is told as one that fails, as on a full disk.
  for (const int signal : {SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_IGN);
  // open() takes the lowest number that is free. What is open for reading only cannot be written.
  constexpr int ways[]{O_RDONLY, O_RDONLY, O_WRONLY};
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
    if (::fcntl(descriptor, F_GETFD) == -1) (void)::open("/dev/null", ways[descriptor]);
}

bool reader_is_gone(int descriptor) {
  pollfd pipe{descriptor, POLLOUT, 0};
  return ::poll(&pipe, 1, 0) == 1 && (pipe.revents & POLLERR) != 0;
}

Diagnostic unwritten_output() {
  return {.where = {},
          .what = "standard output could not be written",
          .fix = "make room on the disk, or leave it open",
          .source_line = "",
          .exit_code = ExitCode::environment};
}

void print(std::span<const Diagnostic> diagnostics, Language language, const Streams& streams) {
  constexpr Bilingual rest{"and {} more\n", "ほか{}件\n"};
  constexpr std::size_t most = 40;
  for (const auto& each : diagnostics.first(std::min(most, diagnostics.size())))
    streams.err << report::plain_text(trace::mask_text(render_within(each, language, streams.columns_err)));
  if (diagnostics.size() > most)
    streams.err << say(rest, language, {std::to_string(diagnostics.size() - most)});
}

namespace {

std::optional<std::size_t> of_terminal(int descriptor, unsigned short winsize::*side) {
  winsize size{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.*side == 0)
    return std::nullopt;
  return size.*side;
}

}  // namespace

std::optional<std::size_t> terminal_columns(int descriptor) {
  return of_terminal(descriptor, &winsize::ws_col);
}

std::optional<std::size_t> terminal_rows(int descriptor) {
  return of_terminal(descriptor, &winsize::ws_row);
}

}  // namespace karimen::harness::cli
