#include "harness/cli/explore/exploring.hpp"

#include "harness/cli/defect/defects.hpp"

#include <algorithm>
#include <sstream>
#include <thread>

#include "harness/report/output_file.hpp"
#include "harness/runner/assume.hpp"

namespace karimen::harness::cli {
namespace {

unsigned workers_of(const Invocation& invocation) {
  return invocation.jobs(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace

Exploring::Exploring(const Invocation& invocation, const char* folder, const Streams& streams)
    : folders(data_of(invocation)),
      rulebook(sound_rulebook(folders)),
      lexicon(lexicon_of(rulebook, folders)),
      context(plain_context(rulebook, folders)),
      jobs(workers_of(invocation)),
      out(folder_of(invocation, folder)) {
  const auto assumed = read_assumptions(invocation.all("assume"), rulebook);
  context.oracle_assumptions = assumed.oracle;
  for (const auto& [id, value] : assumed.shared) assumptions.emplace(id, to_string(value));
  const auto hosts = builtin_factory(
      "direct", 1, folders, all_defects(invocation) ? sim::world::Defects{} : defects_of(invocation));
  factory = hosts;
  if (invocation.has("sut") || invocation.has("profile"))
    if (auto setup = setup_of(invocation, rulebook.vocabulary())) {
      if (setup->address.kind != port::Address::Kind::command) jobs = 1;
      setup->transport = "direct";
      hybrid_.emplace(hosts, port_words(rulebook, folders), *setup);
      system = hybrid_->introduction().name;
      tell_introduction(*hybrid_, invocation.language, streams.err);
      factory = hybrid_->factory();
    }
  const auto first = factory(0);
  for (const auto& name : rulebook.vocabulary().procedure_names())
    if (first->knows(name) && rulebook.procedure(name) != nullptr) knows.insert(name);
}

void require_no_paths(const Invocation& invocation) {
  if (!invocation.arguments.empty())
    throw bad_command_line("explore takes no paths", "'karimen run PATH' runs scenarios");
}

std::filesystem::path folder_of(const Invocation& invocation, const char* otherwise) {
  std::filesystem::path folder = invocation.get("out", otherwise);
  if (folder.empty() || (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder)))
    throw bad_command_line("--out must name a folder", std::string("leave it out, and it is ./") + otherwise);
  return folder;
}

std::filesystem::path write_scenario(const std::filesystem::path& folder, const std::string& name,
                                     const std::string& head, const std::string& yaml) {
  auto path = folder / (name + ".yaml");
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  report::OutputFile file(path);
  std::istringstream lines(head);
  for (std::string line; std::getline(lines, line);) file.stream() << "# " << line << '\n';
  file.stream() << yaml;
  file.commit();
  return path;
}

}  // namespace karimen::harness::cli
