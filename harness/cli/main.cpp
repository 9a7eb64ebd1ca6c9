// karimen: one place where errors become words and exit codes. The commands stand in commands.cpp.
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "base/process/file_trouble.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/language.hpp"
#include "harness/cli/frame/options.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/user_folders.hpp"
#include "harness/cli/run/report/refused_line.hpp"
#include "harness/system/system.hpp"
#include "sim/reader/link.hpp"

namespace karimen::harness::cli {
namespace {

ExitCode gravest(const std::vector<Diagnostic>& diagnostics) {
  auto code = ExitCode::ok;
  for (const auto& each : diagnostics) code = graver(code, each.exit_code);
  return code;
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// no-color.org; terminfo(5): a dumb terminal knows no sequences.
bool coloured(int descriptor) {
  return isatty(descriptor) == 1 && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

// What was typed, from wherever it is typed again.
std::string program_name(const std::string& typed) {
  return typed.find('/') == std::string::npos ? typed
                                              : std::filesystem::absolute(typed).lexically_normal().string();
}

Parsed parsed_or_abandoned(const std::vector<std::string>& arguments, Language language,
                           const Streams& streams) {
  try {
    return parse(commands(), arguments);
  } catch (const DiagnosticError& error) {
    abandon_reports(arguments, error, language, streams);
    throw;
  }
}

// Who has named a command looks for its options, not for commands.
std::vector<Diagnostic> within(const Command* command, std::vector<Diagnostic> problems) {
  if (command != nullptr)
    for (auto& each : problems)
      if (each.fix == lists_all_commands)
        each.fix = std::string("'karimen ") + command->name + " --help' lists its options";
  return problems;
}

ExitCode lost(const std::exception& error, Language language, const Streams& streams) {
  print(std::array{Diagnostic{.where = {},
                              .what = error.what(),
                              .fix = "'karimen doctor' looks for what is missing",
                              .exit_code = ExitCode::environment}},
        language, streams);
  return ExitCode::environment;
}

ExitCode run_command(const std::string& program, const std::vector<std::string>& arguments, Language language,
                     const Streams& streams) {
  const Command* command = nullptr;
  try {
    auto parsed = parsed_or_abandoned(arguments, language, streams);
    parsed.invocation.program = program_name(program);
    if (parsed.command == nullptr) {
      streams.out << parsed.help;
      return ExitCode::ok;
    }
    command = parsed.command;
    return command->run(parsed.invocation, streams);
  } catch (const DiagnosticError& error) {
    print(within(command, error.diagnostics()), language, streams);
    return gravest(error.diagnostics());
  } catch (const std::filesystem::filesystem_error& error) {
    const auto trouble = file_trouble(error);
    print(std::span(&trouble, 1), language, streams);
    return trouble.exit_code;
  } catch (const sim::reader::LinkError& error) {
    // Whoever speaks to a reader may lose it, or its service, between any two words.
    return lost(error, language, streams);
  } catch (const EnvironmentError& error) {
    return lost(error, language, streams);
  } catch (const std::exception& error) {
    constexpr Bilingual bug{"karimen: a bug of ours: {}\n", "karimen: このプログラムの不具合: {}\n"};
    streams.err << say(bug, language, {error.what()});
    return ExitCode::internal;
  }
}

int main_of(const std::string& program, const std::vector<std::string>& arguments) {
  const auto language = language_of(arguments);
  const bool live = isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb";
  const Streams streams{std::cout,
                        std::cerr,
                        coloured(STDOUT_FILENO),
                        coloured(STDERR_FILENO),
                        live,
                        terminal_columns(STDOUT_FILENO).value_or(usual_columns),
                        terminal_columns(STDERR_FILENO).value_or(usual_columns),
                        terminal_rows(STDOUT_FILENO).value_or(usual_rows)};
  auto code = run_command(program, arguments, language, streams);
  if (!streams.out.flush() && !reader_is_gone(STDOUT_FILENO)) {
    print(std::array{unwritten_output()}, language, streams);
    code = graver(code, ExitCode::environment);
  }
  return static_cast<int>(code);
}

}  // namespace
}  // namespace karimen::harness::cli

int main(int argc, char** argv) {
  karimen::harness::cli::survive_questions();
  karimen::harness::cli::prepare_standard_streams();
  std::ios::sync_with_stdio(false);
  karimen::harness::cli::use_cache();
  return karimen::harness::cli::main_of(argv[0], {argv + 1, argv + argc});
}
