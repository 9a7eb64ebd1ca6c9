// How the system is to divide processors among us and those we talk with.
#pragma once

namespace karimen {

/// From now on this thread, and threads and programs that it starts, are not interrupted by whom they wake
/// (SCHED_BATCH): between a client, pcscd and a card, each of which says what it has to say in several
/// pieces, that takes a quarter of the work. Where the system does not allow it, all is as before.
void run_in_batches();

}  // namespace karimen
