// What git says of a folder.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace karimen::harness::cli {

/// Where the work tree begins that a folder is in; nullopt: git knows none, and `complaint` has its words.
/// Throws DiagnosticError (bad command line): there is no git.
[[nodiscard]] std::optional<std::filesystem::path> work_tree_of(const std::filesystem::path& folder,
                                                                std::string* complaint = nullptr);

/// The work tree that a folder is in, seen from a revision.
class GitView {
 public:
  /// Throws DiagnosticError (bad command line): there is no git, no work tree, or no such revision.
  GitView(const std::filesystem::path& folder, const std::string& revision);

  /// Absolute. Files that differ from the revision, those that are gone, and those that git does not know and
  /// does not ignore.
  [[nodiscard]] const std::set<std::filesystem::path>& changed() const { return changed_; }
  /// What a file, absolute, held in the revision; nullopt: it was not there.
  [[nodiscard]] std::optional<std::string> before(const std::filesystem::path& file) const;
  /// The folder that the work tree begins with, absolute.
  [[nodiscard]] const std::filesystem::path& top() const { return top_; }

 private:
  std::filesystem::path top_;
  std::string revision_;
  std::set<std::filesystem::path> changed_;
};

}  // namespace karimen::harness::cli
