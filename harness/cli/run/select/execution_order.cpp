#include "harness/cli/run/select/execution_order.hpp"

#include <ostream>
#include <random>

#include "harness/scenario/selection/order.hpp"

namespace karimen::harness::cli {

std::vector<Scenario> in_order(std::vector<Scenario> scenarios, const Invocation& invocation,
                               std::ostream& err) {
  std::optional<std::string> seed;
  if (invocation.has("shuffle")) {
    constexpr unsigned most = 1000000;  // short enough to be typed
    seed = invocation.get("shuffle");
    if (seed->empty()) seed = std::to_string(std::random_device{}() % most);
    constexpr Bilingual told{"the order is that of --shuffle={}\n", "順序は --shuffle={} による\n"};
    err << say(told, invocation.language, {*seed});
  }
  return ordered(std::move(scenarios), invocation.number("repeat", 1, 1), seed);
}

}  // namespace karimen::harness::cli
