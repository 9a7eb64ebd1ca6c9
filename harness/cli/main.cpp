// karimen: one place where errors become words and exit codes. The commands stand in commands.cpp.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "harness/cli/frame/language.hpp"
#include "harness/cli/frame/options.hpp"
#include "harness/trace/mask.hpp"

namespace karimen::harness::cli {
namespace {

// 70, 130, 2, 3, 4, 6: the more an exit code says about the others, the earlier it stands.
int worst_exit_code(const std::vector<Diagnostic>& diagnostics) {
  for (const auto code : {ExitCode::internal, ExitCode::interrupted, ExitCode::bad_command_line,
                          ExitCode::invalid_input, ExitCode::nothing_selected, ExitCode::environment})
    for (const auto& each : diagnostics)
      if (each.exit_code == code) return static_cast<int>(code);
  return static_cast<int>(ExitCode::internal);
}

// A screenful or two: one mistake in a shared file must not bury the rest.
void print(std::span<const Diagnostic> diagnostics, Language language, std::ostream& err) {
  constexpr std::size_t most = 40;
  for (const auto& each : diagnostics.first(std::min(most, diagnostics.size())))
    err << trace::mask_text(render(each, language));
  constexpr Bilingual rest{"and {} more\n", "ほか{}件\n"};
  if (diagnostics.size() > most) err << say(rest, language, {std::to_string(diagnostics.size() - most)});
}

bool coloured(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) == 1 && (no_color == nullptr || *no_color == '\0');
}

// What was typed, from wherever it is typed again.
std::string program_name(const std::string& typed) {
  return typed.find('/') == std::string::npos ? typed
                                              : std::filesystem::absolute(typed).lexically_normal().string();
}

int main_of(const std::string& program, std::vector<std::string> arguments) {
  const auto language = language_of(arguments);
  const Streams streams{std::cout, std::cerr, coloured(STDOUT_FILENO), coloured(STDERR_FILENO)};
  try {
    auto parsed = parse(commands(), std::move(arguments));
    parsed.invocation.program = program_name(program);
    if (parsed.command == nullptr) {
      streams.out << parsed.help;
      return 0;
    }
    return static_cast<int>(parsed.command->run(parsed.invocation, streams));
  } catch (const DiagnosticError& error) {
    print(error.diagnostics(), language, streams.err);
    return worst_exit_code(error.diagnostics());
  } catch (const std::exception& error) {
    constexpr Bilingual bug{"karimen: a bug of ours: {}\n", "karimen: このプログラムの不具合: {}\n"};
    streams.err << say(bug, language, {error.what()});
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace
}  // namespace karimen::harness::cli

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return karimen::harness::cli::main_of(argv[0], {argv + 1, argv + argc});
}
