#include "harness/cli/run/select/git.hpp"

#include <system_error>

#include "base/process/program.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

// Of "git rev-parse --local-env-vars" those that say which repository it is: a hook has them, and the folder
// that is asked about may lie in another one.
const std::vector<std::string> of_a_repository{
    "GIT_DIR",          "GIT_WORK_TREE",          "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_COMMON_DIR",   "GIT_OBJECT_DIRECTORY",   "GIT_NAMESPACE",  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INTERNAL_SUPER_PREFIX"};

// What it writes; nullopt: it fails, and says why in `complaint`.
std::optional<std::string> git(const fs::path& folder, std::vector<std::string> arguments,
                               std::string* complaint = nullptr) {
  constexpr std::chrono::minutes patience{2};
  constexpr std::size_t most = std::size_t{1} << 28;
  arguments.insert(arguments.begin(), {"git", "-C", folder.string()});
  const std::atomic<bool> never = false;
  try {
    auto end = run_program({.launch = {.command = std::move(arguments),
                                       .folder = "",
                                       .environment = {},
                                       .without = of_a_repository},
                            .input = "",
                            .limit = patience,
                            .most_kept = most},
                           never);
    if (complaint != nullptr) *complaint = std::move(end.error.text);
    if (end.kind != ProgramEnd::Kind::exited || end.number != 0) return std::nullopt;
    return std::move(end.output.text);
  } catch (const std::system_error&) {
    throw bad_command_line("--changed needs git, which cannot be started", "apt-get install git");
  }
}

// "fatal: not a git repository (or any of the parent directories): .git"
bool finds_none(const std::string& complaint) {
  return complaint.find("git repository") != std::string::npos;
}

// A container's job is often another user than the one who checked out, and git says how it is told so.
std::string advice_in(const std::string& complaint) {
  const auto begin = complaint.find("git config");
  if (begin == std::string::npos) return "try 'git status' there";
  return complaint.substr(begin, complaint.find('\n', begin) - begin);
}

void add_names(const std::string& names, const fs::path& top, std::set<fs::path>& files) {
  for (std::size_t begin = 0; begin < names.size();) {
    const auto end = names.find('\0', begin);
    files.insert(top / names.substr(begin, end - begin));
    begin = end == std::string::npos ? end : end + 1;
  }
}

}  // namespace

std::optional<fs::path> work_tree_of(const fs::path& folder, std::string* complaint) {
  auto top = git(folder, {"rev-parse", "--show-toplevel"}, complaint);
  if (!top || top->empty()) return std::nullopt;
  top->pop_back();
  return *top;
}

GitView::GitView(const fs::path& folder, const std::string& revision) : revision_(revision) {
  std::string complaint;
  const auto top = work_tree_of(folder, &complaint);
  if (!top && !finds_none(complaint))
    throw bad_command_line(
        "--changed: git does not read " + folder.string() + ": " + complaint.substr(0, complaint.find('\n')),
        advice_in(complaint));
  if (!top)
    throw bad_command_line("--changed: " + folder.string() + " is in no git work tree",
                           "name scenarios that git knows, or leave out --changed");
  top_ = *top;
  if (!git(top_, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"}))
    throw bad_command_line("--changed: " + top_.string() + " has no revision '" + revision + "'",
                           "name a commit, branch or tag: --changed=REV; 'git log' shows them");
  const auto differing = git(top_, {"diff", "--name-only", "--no-renames", "-z", revision, "--"});
  const auto unknown = git(top_, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!differing || !unknown)
    throw bad_command_line("--changed: git does not say what changed in " + top_.string(),
                           "try 'git status' there");
  add_names(*differing, top_, changed_);
  add_names(*unknown, top_, changed_);
}

std::optional<std::string> GitView::before(const fs::path& file) const {
  return git(top_, {"show", revision_ + ':' + file.lexically_relative(top_).generic_string()});
}

}  // namespace karimen::harness::cli
