// How jemalloc takes memory (jemalloc(3)). It reads this name when the program starts.
#include <jemalloc/jemalloc.h>

#include <algorithm>
#include <cstddef>
#include <thread>

/// Large pages: at the start half of the time went into faults of small ones. What is taken at once, however
/// big, may come from where everything else does.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,oversize_threshold:0";

namespace {

/// Address space for a start, before anything else is taken: a large page begins at its own multiple, and
/// what jemalloc maps bit by bit begins anywhere, so that two starts of three had small ones. Nothing is
/// touched.
class Room {
 public:
  Room() {
    constexpr std::size_t large_page = std::size_t{2} << 20, size = 16 * large_page;
    constexpr unsigned most = 8;
    const auto threads = 1 + std::max(1U, std::thread::hardware_concurrency());  // each has its own arena
    for (unsigned arena = 0; arena < std::min(threads, most); ++arena) {
      const auto flags = MALLOCX_ALIGN(large_page) | MALLOCX_ARENA(arena) | MALLOCX_TCACHE_NONE;
      if (void* all = mallocx(size, flags)) dallocx(all, MALLOCX_TCACHE_NONE);
    }
  }
};
const Room room;

}  // namespace
