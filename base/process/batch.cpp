#include "base/process/batch.hpp"

#include <sched.h>

namespace karimen {

void run_in_batches() {
  const sched_param priority{};
  (void)::sched_setscheduler(0, SCHED_BATCH, &priority);
}

}  // namespace karimen
