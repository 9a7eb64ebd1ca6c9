#include "harness/scenario/spot.hpp"

namespace karimen::harness {

Spot spot_of(const yaml::Node& node) {
  thread_local SharedText last;
  if (const auto line = node.source_line(); last != line) last = line;
  return {node.source ? node.source->name : SharedText(), node.line, node.column, last};
}

}  // namespace karimen::harness
