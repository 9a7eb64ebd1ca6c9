// How jemalloc takes memory (jemalloc(3)). It reads this name when the program starts.
#include <jemalloc/jemalloc.h>

#include <cstddef>

/// Large pages: at the start half of the time went into faults of small ones. What is taken at once, however
/// big, may come from where everything else does. One arena: events are made by workers and let go by the
/// thread that tells them, and with four a core what was let go stayed where it was made (20,000 scenarios:
/// 145 MB with two workers, 98 with one; 115 then). What was let go stays at hand for a second, not for ten:
/// a quarter of what such a run had was nobody's.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,oversize_threshold:0,narenas:1,dirty_decay_ms:1000";

namespace {

/// Address space for a start, before anything else is taken: a large page begins at its own multiple, and
/// what jemalloc maps bit by bit begins anywhere, so that two starts of three had small ones. Nothing is
/// touched.
class Room {
 public:
  Room() {
    constexpr std::size_t large_page = std::size_t{2} << 20, size = 48 * large_page;
    const int flags = MALLOCX_ALIGN(large_page) | MALLOCX_ARENA(0) | MALLOCX_TCACHE_NONE;
    if (void* all = mallocx(size, flags)) dallocx(all, MALLOCX_TCACHE_NONE);
  }
};
const Room room;

}  // namespace
