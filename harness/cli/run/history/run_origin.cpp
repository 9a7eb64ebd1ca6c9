#include "harness/cli/run/history/run_origin.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>

#include "base/checksum.hpp"
#include "base/rest_of.hpp"
#include "base/yaml/folder.hpp"
#include "harness/cli/frame/version.hpp"
#include "harness/cli/sut/program_named.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

// GitHub, GitLab, Jenkins.
constexpr std::array commit_variables{"GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT"};
// What all shards of one run have in common: the same three, Slurm's arrays, and what people set themselves.
constexpr std::array pipeline_variables{"KARIMEN_PIPELINE", "GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_TAG",
                                        "SLURM_ARRAY_JOB_ID"};

template <typename Names>
std::string first_variable(const Names& names) {
  for (const auto* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "";
}

std::string first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string after(const std::string& line, std::string_view prefix) {
  return line.starts_with(prefix) ? line.substr(prefix.size()) : "";
}

bool is_commit(const std::string& text) {
  return text.size() >= 40 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// "COMMIT refs/heads/main" a line.
std::string packed(const fs::path& file, const std::string& reference) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.ends_with(' ' + reference)) return line.substr(0, line.find(' '));
  return "";
}

std::string commit_in(const fs::path& repository) {
  auto head = first_line(repository / "HEAD");
  const auto reference = after(head, "ref: ");
  if (reference.empty()) return head;
  // A work tree of its own keeps its branches in the common folder.
  const auto common = first_line(repository / "commondir");
  const auto shared = common.empty() ? repository : repository / common;
  const auto commit = first_line(shared / reference);
  return commit.empty() ? packed(shared / "packed-refs", reference) : commit;
}

}  // namespace

std::string measured_moment(std::chrono::system_clock::time_point moment) {
  const auto time = std::chrono::floor<std::chrono::milliseconds>(moment);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     (time - seconds).count());
}

namespace {

Facts needed_options(const Invocation& invocation) {
  Facts options;
  for (const auto* name : {"rulebook", "data", "profile", "timeout", "answers", "max-cases"})
    if (invocation.has(name)) options.emplace(name, invocation.get(name));
  if (const auto defects = invocation.all("defect"); !defects.empty())
    options.emplace("defect", WordSet(defects.begin(), defects.end()));
  if (invocation.has("sut") && !invocation.has("profile")) options.emplace("sut", std::string());
  return options;
}

std::string commit_tested(const Tested& tested) {
  std::error_code ignored;
  if (tested.system) {
    const auto places = places_of_program(*tested.system);
    for (const auto& place : places)
      if (auto commit = commit_of(place); !commit.empty()) return commit;
    if (!places.empty()) return "";
  }
  return commit_of(tested.first_file.empty() ? fs::current_path(ignored)
                                             : fs::absolute(tested.first_file).parent_path());
}

// The rulebook's files are told by themselves.
std::string build_with(const DataFolders& folders) {
  Checksum sum;
  sum.add(build_id());
  for (const auto& file : {folders.holidays(), folders.facilities()}) {
    std::ifstream in(file, std::ios::binary);
    sum.add(rest_of<std::string>(in));
  }
  return sum.finish().substr(0, 16);
}

}  // namespace

std::string commit_of(const fs::path& folder) {
  if (auto told = first_variable(commit_variables); is_commit(told)) return told;
  for (auto place = folder; !place.empty(); place = place.parent_path()) {
    const auto git = place / ".git";
    std::error_code ignored;
    auto repository = fs::is_directory(git, ignored) ? git : fs::path(after(first_line(git), "gitdir: "));
    if (!repository.empty()) {
      auto commit = commit_in(repository.is_absolute() ? repository : place / repository);
      return is_commit(commit) ? commit : "";
    }
    if (place == place.parent_path()) break;
  }
  return "";
}

std::string digest_of_files(const fs::path& folder) {
  Checksum sum;
  for (const auto& file : yaml::files_under(folder).files) {
    std::ifstream in(file, std::ios::binary);
    const auto content = rest_of<std::string>(in);
    sum.add(file.lexically_relative(folder).generic_string() + '\n' + std::to_string(content.size()) + '\n');
    sum.add(content);
  }
  return sum.finish();
}

RunOrigin origin_of(const DataFolders& folders, const Selection& selection, const Invocation& invocation,
                    const Tested& tested) {
  std::error_code ignored;
  return {.version = KARIMEN_VERSION,
          .commit = commit_tested(tested),
          .rulebook = digest_of_files(folders.rulebook),
          .build = build_with(folders),
          .program = tested.system ? digest_of_program(*tested.system) : "",
          .pipeline = first_variable(pipeline_variables),
          .folder = fs::current_path(ignored).string(),
          .measured_start = measured_moment(std::chrono::system_clock::now()),
          .shard = selection.shard,
          .shards = selection.shards,
          .options = needed_options(invocation)};
}

}  // namespace karimen::harness::cli
