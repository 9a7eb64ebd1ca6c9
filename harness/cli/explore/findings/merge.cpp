// karimen explore --merge FILE...: what the shards of an exploration found, as if one had explored all of it.
#include <map>

#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/explore/findings/findings.hpp"
#include "harness/cli/frame/outputs.hpp"

namespace karimen::harness::cli {
namespace {

/// A part, and the file it stands in.
struct Part {
  std::string file;
  Findings findings;
};

[[noreturn]] void refuse(const std::string& file, std::string what, std::string fix,
                         ExitCode code = ExitCode::invalid_input) {
  throw DiagnosticError(
      Diagnostic{.where = {file}, .what = std::move(what), .fix = std::move(fix), .exit_code = code});
}

void check_same_ground(const Part& first, const Part& other) {
  for (const auto& [key, value] : first.findings.ground.items())
    if (const auto& its = other.findings.ground.at(key); its != value)
      refuse(other.file,
             "'" + key + "' is " + its.dump() + " here and " + value.dump() + " in " + first.file +
                 ": these are no shards of one exploration",
             "walk it again: " + command_for(first.findings, other.findings.shard));
  if (other.findings.shards != first.findings.shards)
    refuse(other.file,
           "this is a part of " + std::to_string(other.findings.shards) + ", and " + first.file + " of " +
               std::to_string(first.findings.shards),
           "merge the parts of one division");
}

void check_whole(const std::map<unsigned, Part>& parts) {
  const auto& first = parts.begin()->second.findings;
  std::string missing, commands;
  for (unsigned i = 1; i <= first.shards; ++i) {
    if (parts.contains(i)) continue;
    missing += (missing.empty() ? "" : ", ") + std::to_string(i);
    if (commands.empty()) commands = command_for(first, i);
  }
  if (!missing.empty())
    refuse("", "of " + std::to_string(first.shards) + " parts these are missing: " + missing,
           "walk them, and merge all files: " + commands, ExitCode::environment);
}

std::map<unsigned, Part> read_parts(const std::vector<std::string>& files) {
  std::map<unsigned, Part> parts;
  for (const auto& file : files) {
    Part part{file, read_findings(file)};
    if (!parts.empty()) check_same_ground(parts.begin()->second, part);
    const auto shard = part.findings.shard;
    const auto [twin, fresh] = parts.try_emplace(shard, std::move(part));
    if (!fresh)
      refuse(file, "part " + std::to_string(shard) + " stands in " + twin->second.file + ", too",
             "name each part once");
  }
  check_whole(parts);
  return parts;
}

void refuse_other_options(const Invocation& invocation) {
  for (const auto& [name, values] : invocation.options)
    if (name != "merge" && name != "out" && name != "findings" && name != "ja" && name != "language")
      throw bad_command_line(std::string("--merge and --") + name + " contradict each other",
                             "what was walked, and how, stands in the files");
}

}  // namespace

ExitCode merge_findings(const Invocation& invocation, const Streams& streams) {
  refuse_other_options(invocation);
  if (invocation.arguments.empty())
    throw bad_command_line("'karimen explore --merge' takes files of findings",
                           "write one with 'karimen explore --findings FILE'");
  must_not_be_read(invocation.get("findings"), invocation.arguments);
  auto out = folder_of(invocation, "walks");
  auto parts = read_parts(invocation.arguments);
  auto part = parts.begin();
  Findings whole{part->second.findings.ground, 1, 1, std::move(part->second.findings.found)};
  for (++part; part != parts.end(); ++part)
    std::visit(
        [&](auto& found) {
          found.take(std::move(std::get<std::decay_t<decltype(found)>>(part->second.findings.found)));
        },
        whole.found);
  if (std::holds_alternative<HuntReport>(whole.found) && !invocation.has("out")) out.clear();
  return tell_and_keep(whole, out, false, invocation, streams);
}

}  // namespace karimen::harness::cli
