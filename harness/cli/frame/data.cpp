#include "harness/cli/frame/data.hpp"

#include <cstdlib>
#include <vector>

#include "base/diagnostic.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

bool is_data(const fs::path& folder) {
  return fs::is_regular_file(folder / "fixtures/facilities.yaml");
}

fs::path required(const fs::path& folder, const char* said_by) {
  if (!is_data(folder))
    throw DiagnosticError(Diagnostic{.where = {folder.string()},
                                     .what = std::string("is not a data folder of karimen (") + said_by + ")",
                                     .fix = "it holds scenarios/, rulebook/ and fixtures/facilities.yaml"});
  return folder;
}

fs::path find_root(const std::string& data) {
  if (!data.empty()) return required(data, "--data");
  if (const char* variable = std::getenv("KARIMEN_DATA"); variable != nullptr && *variable != '\0')
    return required(variable, "$KARIMEN_DATA");
  std::error_code error;
  const auto binary = fs::read_symlink("/proc/self/exe", error);
  if (auto shared = binary.parent_path().parent_path() / "share/karimen"; !error && is_data(shared))
    return shared;
  return required(KARIMEN_SOURCE_DIR, "the source tree");
}

}  // namespace

DataFolders find_data(const std::string& data, const std::string& rulebook) {
  DataFolders folders{.root = find_root(data), .rulebook = rulebook};
  if (!rulebook.empty()) return folders;
  const auto installed = folders.root / "rulebook";
  folders.rulebook = fs::is_directory(installed) ? installed : folders.root / "harness/rulebook";
  return folders;
}

}  // namespace karimen::harness::cli
