#include "sim/reader/fault_link.hpp"

namespace karimen::sim::reader {

Bytes FaultLink::transmit(ByteView command) {
  const bool here = ++count_ == point_.command;
  if (here && point_.side == FaultPoint::Side::before) strike_();
  Bytes response = inner_.transmit(command);
  if (here && point_.side == FaultPoint::Side::after) strike_();
  return response;
}

}  // namespace karimen::sim::reader
