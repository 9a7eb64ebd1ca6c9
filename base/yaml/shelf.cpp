#include "base/yaml/shelf.hpp"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/checksum.hpp"
#include "base/rest_of.hpp"

namespace karimen::yaml {
namespace {

namespace fs = std::filesystem;

// More than one copy of rulebook and scenarios; a folder that grew past it is emptied.
constexpr int most_kept = 1000;
// Shorter texts are parsed as soon as their tree is found, and there may be tens of thousands of them: a file
// each would push out the rulebook's at every run.
constexpr std::size_t least_kept = 2048;
constexpr std::string_view complete = "\n#tree\n";

struct Shelf {
  fs::path folder;  ///< empty: none
  std::string reader;
};

Shelf& shelf() {
  static Shelf only;
  return only;
}

fs::path place_of(std::string_view bytes) {
  Checksum sum;
  sum.add(shelf().reader);
  sum.add(std::string_view("\0", 1));
  sum.add(bytes);
  return shelf().folder / (sum.finish() + ".tree");
}

void empty_if_full() {
  std::error_code ignored;
  if (std::distance(fs::directory_iterator(shelf().folder, ignored), {}) < most_kept) return;
  for (const auto& each : fs::directory_iterator(shelf().folder, ignored))
    if (each.path().extension() == ".tree") fs::remove(each.path(), ignored);
}

}  // namespace

void keep_trees_in(fs::path folder, std::string reader) {
  shelf() = {std::move(folder), std::move(reader)};
}

bool are_kept(const Source& source) {
  return !shelf().folder.empty() && source.text.size() >= least_kept;
}

std::optional<std::string> kept_trees(const Source& source) {
  if (!are_kept(source)) return std::nullopt;
  std::ifstream file(place_of(source.text), std::ios::binary);
  if (!file) return std::nullopt;
  auto kept = rest_of<std::string>(file);
  if (!kept.ends_with(complete)) return std::nullopt;
  kept.resize(kept.size() - complete.size());
  return kept;
}

void keep_trees(const Source& source, std::string_view packed_trees) {
  static std::atomic<int> written = 0;
  std::error_code ignored;
  fs::create_directories(shelf().folder, ignored);
  if (written++ == 0) empty_if_full();
  const auto place = place_of(source.text);
  auto part = place;
  part += "." + std::to_string(getpid()) + "." + std::to_string(written);
  {
    std::ofstream file(part, std::ios::binary);
    file << packed_trees << complete;
    if (!file.flush()) return fs::remove(part, ignored), void();
  }
  fs::rename(part, place, ignored);
  if (ignored) fs::remove(part, ignored);
}

}  // namespace karimen::yaml
