// A measure on one core: on two, the kernel's choice of cores for client, daemon and card makes either a
// third slower for minutes on end.
#pragma once

#include <sched.h>

#include <stdexcept>

namespace karimen::bench {

/// This process and those that it starts.
inline void stay_on_one_core() {
  cpu_set_t allowed, one;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) throw std::runtime_error("no core to stay on");
  int core = CPU_SETSIZE - 1;
  while (core > 0 && !CPU_ISSET(core, &allowed)) --core;
  CPU_ZERO(&one);
  CPU_SET(core, &one);
  if (::sched_setaffinity(0, sizeof one, &one) != 0) throw std::runtime_error("cannot stay on one core");
}

}  // namespace karimen::bench
