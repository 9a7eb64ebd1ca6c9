#include "harness/cli/run/report/reporter_choice.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

ReporterChoice read_choice(const std::string& text, std::span<const std::string> known) {
  const auto equals = text.find('=');
  ReporterChoice choice{text.substr(0, equals), equals == std::string::npos ? "" : text.substr(equals + 1)};
  if (std::ranges::find(known, choice.name) == known.end())
    throw bad_command_line("unknown reporter '" + choice.name + "'", suggestion(choice.name, known));
  if (choice.file == "-")
    choice.file.clear();
  else if (equals != std::string::npos && choice.file.empty())
    throw bad_command_line("--reporter " + text + " names no file",
                           "write --reporter " + choice.name + "=FILE");
  return choice;
}

bool same_place(const ReporterChoice& one, const ReporterChoice& other) {
  if (one.file.empty() || other.file.empty()) return one.file.empty() && other.file.empty();
  std::error_code error;
  if (fs::is_character_file(one.file, error)) return false;  // /dev/null takes everything
  return fs::weakly_canonical(one.file, error) == fs::weakly_canonical(other.file, error) ||
         fs::equivalent(one.file, other.file, error);
}

}  // namespace

std::vector<ReporterChoice> reporters_of(std::span<const std::string> texts,
                                         std::span<const std::string> known, Problems& problems) {
  std::vector<ReporterChoice> choices;
  for (const auto& text : texts)
    problems.guarded([&] {
      auto choice = read_choice(text, known);
      for (const auto& each : choices)
        if (same_place(each, choice))
          throw bad_command_line("two reporters write to " +
                                     (choice.file.empty() ? "standard output" : "'" + choice.file + "'") +
                                     ": " + each.name + " and " + choice.name,
                                 "give each a file of its own: --reporter " + choice.name + "=FILE");
      choices.push_back(std::move(choice));
    });
  if (std::ranges::none_of(choices, [](auto& each) { return each.file.empty(); }))
    choices.insert(choices.begin(), ReporterChoice{"terminal", ""});
  return choices;
}

}  // namespace karimen::harness::cli
