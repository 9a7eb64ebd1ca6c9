#include "base/yaml/folder.hpp"

#include <algorithm>
#include <set>

namespace karimen::yaml {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  FolderFiles run(const fs::path& folder) {
    enter(folder);
    return std::move(found_);
  }

 private:
  void enter(const fs::path& folder) {
    std::error_code error;
    const auto real = fs::canonical(folder, error);
    if (!error && !entered_.insert(real).second) return;
    std::vector<fs::path> entries;
    for (fs::directory_iterator next(folder, error), end; !error && next != end; next.increment(error))
      entries.push_back(next->path());
    if (error) complain(folder, "the folder cannot be read: " + error.message(), "check its permissions");
    std::ranges::sort(entries);
    for (const auto& entry : entries) take(entry);
  }

  void take(const fs::path& entry) {
    if (entry.filename().string().starts_with('.')) return;
    std::error_code error;
    const auto status = fs::status(entry, error);
    if (!fs::exists(status)) return complain_of_missing(entry);
    if (fs::is_directory(status)) return enter(entry);
    const auto extension = entry.extension();
    if (fs::is_regular_file(status) && (extension == ".yaml" || extension == ".yml"))
      found_.files.push_back(entry);
  }

  void complain_of_missing(const fs::path& entry) {
    std::error_code error;
    const auto target = fs::read_symlink(entry, error);
    if (error) return;  // it went away while we looked
    complain(entry, "is a link to '" + target.string() + "', which cannot be reached",
             "remove the link, or put its target there");
  }

  void complain(const fs::path& where, std::string what, std::string fix) {
    found_.problems.push_back(
        {.where = {where.string()}, .what = std::move(what), .fix = std::move(fix), .source_line = ""});
  }

  FolderFiles found_;
  std::set<fs::path> entered_;
};

}  // namespace

FolderFiles files_under(const fs::path& folder) {
  return Walk().run(folder);
}

std::vector<fs::path> all_files_under(const fs::path& folder) {
  auto found = files_under(folder);
  if (!found.problems.empty()) throw DiagnosticError(std::move(found.problems));
  return std::move(found.files);
}

}  // namespace karimen::yaml
