// How jemalloc takes memory. It reads this name when the program starts (jemalloc(3), TUNING).

/// Large pages: at the start half of the time went into faults of small ones.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always";
