#include "sim/licence/photographs.hpp"

#include <algorithm>
#include <fstream>

#include "base/diagnostic.hpp"
#include "base/rest_of.hpp"
#include "base/text.hpp"

namespace karimen::sim::licence {

Photographs::Photographs(const std::filesystem::path& folder) {
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() != ".jp2") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    photographs_[entry.path().stem().string()] = rest_of<Bytes>(file);
  }
  if (photographs_.empty())
    throw DiagnosticError(Diagnostic{.where = {folder.string()},
                                     .what = "no photographs (*.jp2) here",
                                     .fix = "point --data at a folder that holds fixtures/photographs",
                                     .exit_code = ExitCode::environment});
}

const Bytes& Photographs::bytes(const std::string& id) const {
  const auto found = photographs_.find(id);
  if (found == photographs_.end())
    throw DiagnosticError(Diagnostic{.what = "no photograph is called " + id, .fix = suggestion(id, ids())});
  return found->second;
}

std::string Photographs::id_of(ByteView bytes) const {
  const auto same = [&](const auto& entry) { return std::ranges::equal(entry.second, bytes); };
  const auto found = std::ranges::find_if(photographs_, same);
  return found == photographs_.end() ? "" : found->first;
}

std::vector<std::string> Photographs::ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, bytes] : photographs_) ids.push_back(id);
  return ids;
}

}  // namespace karimen::sim::licence
