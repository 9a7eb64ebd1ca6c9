// karimen man [COMMAND]: manual pages, from the table that parsing and help use.
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/man_page.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {
namespace {

void write(const std::filesystem::path& file, const std::string& text) {
  report::OutputFile output(file.string());
  output.stream() << text;
  output.commit();
}

void write_all(const std::filesystem::path& folder) {
  std::error_code ignored;  // what is wrong with it is said when the first file is written
  std::filesystem::create_directories(folder, ignored);
  write(folder / "karimen.1", overview_page(commands()));
  for (const auto& command : commands()) write(folder / (page_name(command) + ".1"), manual_page(command));
}

}  // namespace

ExitCode print_man(const Invocation& invocation, const Streams& streams) {
  const auto name = joined(invocation.arguments, " ");
  if (invocation.has("out")) {
    if (!name.empty()) throw bad_command_line("--out writes every page", "leave '" + name + "' out");
    write_all(invocation.get("out"));
    return ExitCode::ok;
  }
  if (name.empty()) {
    streams.out << overview_page(commands());
    return ExitCode::ok;
  }
  const auto all = commands();
  const auto found = std::ranges::find(all, name, &Command::name);
  if (found == all.end()) {
    std::vector<std::string> names;
    for (const auto& command : all) names.emplace_back(command.name);
    throw bad_command_line("there is no command '" + name + "'", suggestion(name, names));
  }
  streams.out << manual_page(*found);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
