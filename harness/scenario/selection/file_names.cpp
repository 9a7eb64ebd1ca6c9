#include "harness/scenario/selection/file_names.hpp"

#include <algorithm>
#include <map>

#include "base/visible.hpp"

namespace karimen::harness {
namespace {

namespace fs = std::filesystem;

bool is_under(const fs::path& file, const fs::path& folder) {
  return !folder.empty() &&
         std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

}  // namespace

// Whatever is called so is meant: what cannot be read is refused where it is read. Passed over, a run that is
// about another system would be one of the built-in institutions.
fs::path find_karimen_toml(const fs::path& folder) {
  for (auto at = folder;; at = at.parent_path()) {
    if (fs::exists(fs::symlink_status(at / "karimen.toml"))) return at / "karimen.toml";
    if (at == at.parent_path()) return {};
  }
}

RootedFile rooted(const fs::path& file, const fs::path& argument, const fs::path& data) {
  std::error_code ignored;
  const auto of_data = data.empty() ? fs::path() : fs::canonical(data, ignored);
  if (is_under(file, of_data)) return {file, of_data};
  const auto project = find_karimen_toml(file.parent_path());
  return {file, project.empty() ? argument : project.parent_path()};
}

std::vector<std::string> names_of(std::vector<RootedFile> files) {
  std::vector<std::string> names(files.size());
  for (bool clear = false; !clear;) {
    std::map<std::string, std::vector<std::size_t>> holders;
    for (std::size_t i = 0; i < files.size(); ++i) {
      names[i] = files[i].path.lexically_relative(files[i].root).generic_string();
      holders[names[i]].push_back(i);
    }
    clear = true;
    for (const auto& [name, indices] : holders)
      for (const auto i : indices)
        if (indices.size() > 1 && files[i].root != files[i].root.parent_path()) {
          files[i].root = files[i].root.parent_path();
          clear = false;
        }
  }
  for (auto& name : names) name = shown_path(name);
  return names;
}

}  // namespace karimen::harness
