#include "harness/report/words/file_words.hpp"

#include <cstdlib>
#include <filesystem>

namespace karimen::harness::report {
namespace {

namespace fs = std::filesystem;

// "": it is not below.
std::string below(const fs::path& top, const fs::path& file) {
  const auto relative = file.lexically_relative(top).generic_string();
  return relative == "." || relative == ".." || relative.starts_with("../") ? "" : relative;
}

fs::path top_of(const fs::path& file) {
  std::error_code ignored;
  if (const char* workspace = std::getenv("GITHUB_WORKSPACE"); workspace != nullptr && *workspace != '\0')
    for (const auto& top : {fs::path(workspace).lexically_normal(), fs::canonical(workspace, ignored)})
      if (!top.empty() && !below(top, file).empty()) return top;
  for (auto folder = file.parent_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", ignored)) return folder;
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace

std::string file_part(const ScenarioFinished& finished) {
  const auto& name = finished.id;
  const auto last = fs::path(finished.path).filename().string();
  for (auto hash = name.find('#'); hash != std::string::npos; hash = name.find('#', hash + 1))
    if (fs::path(name.substr(0, hash)).filename() == last) return name.substr(0, hash);
  return fs::path(name).filename() == last ? name : name.substr(0, name.find('#'));
}

RepositoryPath path_in_repository(const std::string& told) {
  std::error_code error;
  const auto file = fs::absolute(told, error).lexically_normal();
  if (told.empty() || error || !fs::exists(fs::symlink_status(file, error))) return {.path = told};
  // A link may lead into a repository, or out of it.
  for (const auto& place : {file, fs::canonical(file, error)})
    if (const auto top = top_of(place); !top.empty())
      if (auto path = below(top, place); !path.empty())
        return {.path = std::move(path), .in_repository = true};
  return {.path = told};
}

}  // namespace karimen::harness::report
