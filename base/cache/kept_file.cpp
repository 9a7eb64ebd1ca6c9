#include "base/cache/kept_file.hpp"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>

namespace karimen {
namespace {

namespace fs = std::filesystem;

void empty_if_full(const fs::path& folder, int most) {
  static std::mutex guard;
  static std::set<fs::path> seen;
  const std::scoped_lock lock(guard);
  if (!seen.insert(folder).second) return;
  std::error_code ignored;
  if (std::distance(fs::directory_iterator(folder, ignored), {}) < most) return;
  for (const auto& each : fs::directory_iterator(folder, ignored)) fs::remove(each.path(), ignored);
}

}  // namespace

void keep_file(const fs::path& place, std::initializer_list<std::string_view> pieces, int most) {
  static std::atomic<int> written = 0;
  std::error_code ignored;
  fs::create_directories(place.parent_path(), ignored);
  empty_if_full(place.parent_path(), most);
  auto part = place;
  part += "." + std::to_string(getpid()) + "." + std::to_string(++written);
  {
    std::ofstream file(part, std::ios::binary);
    for (const auto& piece : pieces) file << piece;
    if (!file.flush()) return fs::remove(part, ignored), void();
  }
  fs::rename(part, place, ignored);
  if (ignored) fs::remove(part, ignored);
}

}  // namespace karimen
