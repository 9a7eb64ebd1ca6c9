#include "harness/cli/serve/until_end.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>

namespace karimen::harness::cli {
namespace {

constexpr int look_again = 200;  // ms

}  // namespace

void wait_for_end(const Interrupt& interrupt, bool or_end_of_input) {
  if (!or_end_of_input) return interrupt.wait();
  std::array<char, 256> passed_over{};
  while (!interrupt.flag()) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, look_again) > 0 &&
        ::read(STDIN_FILENO, passed_over.data(), passed_over.size()) <= 0)
      return;
  }
}

}  // namespace karimen::harness::cli
