#include <map>
#include <mutex>
#include <tuple>

#include "base/yaml.hpp"

namespace karimen::yaml {

const std::vector<Node>& load_once(const std::filesystem::path& path, std::string shown_name) {
  // A file that was written anew is another file.
  using Version = std::tuple<std::filesystem::path, std::filesystem::file_time_type, std::uintmax_t>;
  static std::mutex mutex;
  static std::map<Version, std::vector<Node>> read;
  std::error_code missing;
  const auto changed = std::filesystem::last_write_time(path, missing);
  const auto size = missing ? 0 : std::filesystem::file_size(path, missing);
  const std::lock_guard lock(mutex);
  const Version version{std::filesystem::weakly_canonical(path, missing), changed, size};
  auto found = read.find(version);
  if (found == read.end()) found = read.emplace(version, load_file(path, std::move(shown_name))).first;
  return found->second;
}

}  // namespace karimen::yaml
