// The console of `karimen card insert`: one table of commands; what they do is in console_*.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/workshop/console/desk.hpp"
#include "harness/workshop/console/line_input.hpp"

namespace karimen::harness::workshop {

using Arguments = std::vector<std::string>;

/// What a word does: looks, changes what lies on the reader, moves it, or is about the terminal alone.
enum class WordKind { look, change, move, terminal };

struct ConsoleCommand {
  const char* name;
  WordKind kind;
  const char* arguments;  ///< as help shows them; "[...]" may be left out
  Bilingual help;
  std::size_t least, most;  ///< how many arguments
  void (*run)(Desk& desk, const Arguments& arguments);
  bool needs_chip = true;  ///< false: also of a recording, which cannot be changed
};

/// In the order of the help.
[[nodiscard]] std::span<const ConsoleCommand> console_commands();
/// Throws DiagnosticError with the nearest name.
[[nodiscard]] const ConsoleCommand& command_called(const std::string& name);
/// Runs one of them. Throws DiagnosticError: another number of arguments, or what the command says.
void run_command(Desk& desk, const ConsoleCommand& command, const Arguments& arguments);
/// The table as lines.
[[nodiscard]] std::string console_help(Language language);

/// Splits at white space; "..." keeps together what stands in it.
[[nodiscard]] Arguments split_line(const std::string& line);
/// Runs one line; empty lines and # comments do nothing. What is wrong is told on the terminal. False: an
/// error.
bool run_line(Desk& desk, const std::string& line);
/// Lines until `quit` or the end.
void run_console(Desk& desk, LineInput& lines);

// The rows' actions, by subject. They throw DiagnosticError.
void console_tries(Desk& desk, const Arguments& arguments);
void console_pin(Desk& desk, const Arguments& arguments);
void console_expire(Desk& desk, const Arguments& arguments);
void console_licence(Desk& desk, const Arguments& arguments);
void console_defect(Desk& desk, const Arguments& arguments);
void console_fault(Desk& desk, const Arguments& arguments);
void console_out(Desk& desk, const Arguments& arguments);
void console_in(Desk& desk, const Arguments& arguments);
void console_blink(Desk& desk, const Arguments& arguments);
void console_interface(Desk& desk, const Arguments& arguments);
void console_reset(Desk& desk, const Arguments& arguments);
void console_snapshot(Desk& desk, const Arguments& arguments);
void console_restore(Desk& desk, const Arguments& arguments);
void console_save(Desk& desk, const Arguments& arguments);
void console_load(Desk& desk, const Arguments& arguments);
void console_record(Desk& desk, const Arguments& arguments);
void console_replay(Desk& desk, const Arguments& arguments);
void console_compare(Desk& desk, const Arguments& arguments);
void console_show(Desk& desk, const Arguments& arguments);
void console_explain(Desk& desk, const Arguments& arguments);
void console_watch(Desk& desk, const Arguments& arguments);
void console_language(Desk& desk, const Arguments& arguments);
void console_quit(Desk& desk, const Arguments& arguments);
void console_help_command(Desk& desk, const Arguments& arguments);

/// "what", with a way out.
[[nodiscard]] DiagnosticError console_error(std::string what, std::string fix = "");

}  // namespace karimen::harness::workshop
