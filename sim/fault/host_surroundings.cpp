#include "sim/fault/host_surroundings.hpp"

namespace karimen::sim::fault {
namespace {

/// The answer is on its way to the driver by then.
constexpr std::chrono::milliseconds soon{50};

}  // namespace

HostSurroundings::~HostSurroundings() = default;

template <class Action>
void HostSurroundings::later(std::chrono::milliseconds delay, Action action) {
  later_ = std::jthread([delay, action = std::move(action)] {
    std::this_thread::sleep_for(delay);
    action();
  });
}

void HostSurroundings::remove_after_answer() {
  later(soon, [this] { host_.disconnect(); });
}

void HostSurroundings::blink(std::chrono::milliseconds gap) {
  host_.disconnect();
  later(gap, [this] {
    try {
      host_.connect();
    } catch (const std::exception&) {
      // The reader is gone, and the card stays out.
    }
  });
}

void HostSurroundings::wait(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
}

}  // namespace karimen::sim::fault
