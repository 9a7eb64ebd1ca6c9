#include "harness/system/system.hpp"

namespace karimen::harness {

const char* to_string(Outcome outcome) {
  return outcome == Outcome::done ? "done" : outcome == Outcome::refused ? "refused" : "failed";
}

}  // namespace karimen::harness
