#include "base/yaml/shelf.hpp"

#include <fstream>
#include <utility>

#include "base/cache/kept_file.hpp"
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
  keep_file(place_of(source.text), {packed_trees, complete}, most_kept);
}

}  // namespace karimen::yaml
