// karimen fmt: YAML files in their one form.
#include <fstream>
#include <ostream>

#include "base/process/standard_input.hpp"
#include "base/rest_of.hpp"
#include "base/visible.hpp"
#include "base/yaml/folder.hpp"
#include "base/yaml/format.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr Bilingual formatted_words{"formatted {}\n", "整形した: {}\n"};
constexpr Bilingual unformatted_words{"{} is not formatted\n", "{} は整形されていない\n"};
constexpr Bilingual fmt_total{"{} files read, {} changed\n", "ファイル{}件を読み、{}件を変更した\n"};
constexpr Bilingual fmt_checked{"{} files read, {} are not formatted\n",
                                "ファイル{}件を読み、整形されていないのは{}件\n"};

// What cannot be written back goes to standard output.
bool is_stream(const fs::path& file) {
  return file == "-" || fs::is_fifo(file);
}

std::vector<fs::path> files_meant(const std::vector<std::string>& arguments) {
  if (arguments.empty())
    throw bad_command_line("'karimen fmt' takes files or folders", "name some; '.' is everything below here");
  std::vector<fs::path> files;
  Problems problems;
  for (const auto& argument : arguments) {
    if (is_stream(argument) || fs::is_regular_file(argument)) {
      files.emplace_back(argument);
    } else if (fs::is_directory(argument)) {
      problems.guarded([&] {
        for (auto& file : yaml::all_files_under(argument)) files.push_back(std::move(file));
      });
    } else {
      problems.add({.where = {argument},
                    .what = "does not exist",
                    .fix = "give a file of YAML, or a folder of them",
                    .exit_code = ExitCode::bad_command_line});
    }
  }
  problems.rethrow();
  return files;
}

// In its one form. What is no YAML is a diagnostic; what a form would change in meaning is left as it is.
std::string formatted_file(const std::string& text, const std::string& name) {
  const auto before = yaml::load_text(text, name);
  auto formed = yaml::formatted(text);
  bool same = false;
  try {
    same = yaml::same_trees(before, yaml::load_text(formed, name)) && yaml::formatted(formed) == formed;
  } catch (const DiagnosticError&) {
    same = false;
  }
  if (!same)
    throw DiagnosticError(Diagnostic{.where = {name, 1, 1},
                                     .what = "this file cannot be formatted without changing what it says",
                                     .fix = "it stays as it is; please send it to us",
                                     .source_line = "",
                                     .exit_code = ExitCode::internal});
  return formed;
}

std::string text_of(const fs::path& file) {
  if (file == "-") return rest_of<std::string>(standard_input());
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw DiagnosticError(Diagnostic{.where = {file.string()},
                                     .what = "the file cannot be read",
                                     .fix = "check its permissions",
                                     .exit_code = ExitCode::environment});
  return rest_of<std::string>(in);
}

}  // namespace

ExitCode format_files(const Invocation& invocation, const Streams& streams) {
  const bool check = invocation.has("check");
  std::size_t read = 0, changed = 0;
  Problems problems;
  for (const auto& file : files_meant(invocation.arguments))
    problems.guarded([&] {
      ++read;
      const auto text = text_of(file);
      const auto name = file == "-" ? std::string("<stdin>") : file.string();
      const auto formed = formatted_file(text, name);
      if (is_stream(file) && !check) streams.out << formed;
      if (formed == text) return;
      ++changed;
      if (check || is_stream(file)) {
        if (check) streams.out << say(unformatted_words, invocation.language, {shown_path(name)});
        return;
      }
      report::OutputFile out(file);
      out.stream() << formed;
      out.commit();
      streams.out << say(formatted_words, invocation.language, {shown_path(name)});
    });
  streams.err << say(check ? fmt_checked : fmt_total, invocation.language,
                     {std::to_string(read), std::to_string(changed)});
  problems.rethrow();
  return check && changed > 0 ? ExitCode::verdict_failed : ExitCode::ok;
}

}  // namespace karimen::harness::cli
