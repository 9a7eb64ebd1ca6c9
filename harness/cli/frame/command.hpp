// What a subcommand is: a row of the table that parsing, help and completions share.
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bilingual.hpp"
#include "base/diagnostic.hpp"
#include "base/narrow.hpp"

namespace karimen::harness::cli {

/// An option. `value` empty: a flag; "[=SEED]": a flag, with or without a value after an equals sign.
/// `repeated`: may stand more than once. `topic`: what it is about, of one that is not for every day; the
/// short help only names it there.
struct Option {
  const char* name;   ///< long name without dashes: "jobs"
  char letter;        ///< short name, or '\0'
  const char* value;  ///< what its value is called: "N"
  const char* help;
  bool repeated = false;
  const char* topic = "";
};
/// The same, not for every day.
[[nodiscard]] constexpr Option of_topic(const char* topic, Option option) {
  option.topic = topic;
  return option;
}

/// A command line, taken apart but not yet understood.
struct Invocation {
  std::string command;  ///< "run", "rules show"
  std::vector<std::string> arguments;
  std::map<std::string, std::vector<std::string>> options;  ///< by long name; flags have "" as value
  std::vector<std::string> line;                            ///< as it was given
  std::string program = "karimen";                          ///< as it can be typed in any folder
  Language language = Language::en;                         ///< of what the command says

  [[nodiscard]] bool has(const std::string& name) const { return options.contains(name); }
  /// The last value given, or `otherwise`.
  [[nodiscard]] std::string get(const std::string& name, const std::string& otherwise = "") const;
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
  /// A whole number from `least` on. Throws DiagnosticError (bad command line).
  [[nodiscard]] unsigned number(const std::string& name, unsigned otherwise, unsigned least = 0) const;
  /// --jobs. Throws DiagnosticError (bad command line): none, or more than any machine is busy with.
  [[nodiscard]] unsigned jobs(unsigned otherwise) const;
};

/// Where a command writes: results and, apart from them, progress and diagnostics.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool colour_out = false;
  bool colour_err = false;
  bool live_err = false;  ///< a terminal on which a line can be written again
  std::size_t columns_out = usual_columns, columns_err = usual_columns;
  std::size_t rows_out = usual_rows;
};

struct Command {
  const char* name;       ///< "run", "rules show"
  const char* arguments;  ///< "[PATH[:LINE]...]"
  const char* help;       ///< one line
  std::span<const Option> options;
  const char* examples;  ///< lines, each ending in \n
  ExitCode (*run)(const Invocation&, const Streams&);
};

/// The way out where none is said; of a command it names that one's help.
inline constexpr auto lists_all_commands = "'karimen --help' lists the commands";
/// "what", with exit code 2.
[[nodiscard]] DiagnosticError bad_command_line(std::string what, std::string fix = "");

/// The commands, in the order of the help.
[[nodiscard]] std::span<const Command> commands();

}  // namespace karimen::harness::cli
