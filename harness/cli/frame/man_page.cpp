#include "harness/cli/frame/man_page.hpp"

#include <algorithm>
#include <sstream>

#include "harness/cli/frame/options.hpp"

namespace karimen::harness::cli {
namespace {

struct Entry {
  const char* name;
  const char* text;
};
constexpr Entry page_exit_codes[] = {{"0", "all passed, or done"},
                                     {"1", "a verdict failed, or something differs"},
                                     {"2", "bad command line"},
                                     {"3", "an invalid scenario, card or rulebook"},
                                     {"4", "nothing is selected"},
                                     {"5", "undecided: the rulebook does not say"},
                                     {"6", "environment"},
                                     {"7", "not deterministic"},
                                     {"8", "less was observed than --min-observed asks for"},
                                     {"70", "a bug of ours"},
                                     {"130", "interrupted"}};
constexpr Entry page_variables[] = {
    {"KARIMEN_DATA", "where scenarios, rulebook and fixtures are"},
    {"KARIMEN_SOURCES", "documents that rules quote"},
    {"KARIMEN_PIPELINE", "what the shards of one run have in common"},
    {"KARIMEN_PCSCD", "the PC/SC daemon"},
    {"KARIMEN_VPCD_DRIVER", "the driver of virtual readers"},
    {"LC_ALL, LC_MESSAGES, LANG", "Japanese where the first of them that is set begins with ja"},
    {"NO_COLOR", "no colours"}};
constexpr Entry page_files[] = {
    {"karimen.toml", "profiles, and the system under test: found from the folder upward"},
    {"~/.local/state/karimen/history.sqlite", "the verdicts of every run"},
    {"~/.cache/karimen", "YAML that was read before; may be deleted"}};

// Backslashes and hyphens as they are typed; a line must not begin like a macro.
std::string roff(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out = "\\&";
  for (const char each : text) {
    if (each == '\\')
      out += "\\e";
    else if (each == '-')
      out += "\\-";
    else
      out += each;
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string header(const std::string& name, const std::string& help) {
  std::string upper = name;
  std::ranges::transform(upper, upper.begin(), [](unsigned char each) { return std::toupper(each); });
  return ".TH " + roff(upper) + " 1 " KARIMEN_DATE " \"karimen " KARIMEN_VERSION "\"\n.SH NAME\n" +
         roff(name) + " \\- " + roff(help) + '\n';
}

std::string tagged(const std::string& tag, std::string_view text) {
  return ".TP\n" + tag + '\n' + roff(text) + '\n';
}

template <std::size_t N>
std::string section(const char* title, const Entry (&entries)[N]) {
  std::string text = std::string(".SH ") + title + '\n';
  for (const auto& each : entries) text += tagged(bold(each.name), each.text);
  return text;
}

std::string example_lines(const char* examples) {
  std::string text = ".SH EXAMPLES\n.nf\n";
  std::istringstream lines(examples);
  for (std::string line; std::getline(lines, line);) text += roff(line) + '\n';
  return text + ".fi\n";
}

std::string tag_of(const Option& option) {
  std::string tag = option.letter == '\0' ? "" : bold(std::string("-") + option.letter) + ", ";
  tag += bold(std::string("--") + option.name);
  if (*option.value != '\0') tag += (*option.value == '[' ? "\\fI" : " \\fI") + roff(option.value) + "\\fR";
  return tag;
}

}  // namespace

std::string page_name(const Command& command) {
  std::string name = std::string("karimen-") + command.name;
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string manual_page(const Command& command) {
  auto text = header(page_name(command), command.help) + ".SH SYNOPSIS\n" +
              bold(std::string("karimen ") + command.name) + " [\\fIOPTION\\fR...]";
  if (*command.arguments != '\0') text += ' ' + roff(command.arguments);
  text += "\n.SH OPTIONS\n";
  for (const auto& option : options_of(command))
    text += tagged(tag_of(option), std::string(option.help) + (option.repeated ? " (may be repeated)" : ""));
  if (*command.examples != '\0') text += example_lines(command.examples);
  return text + section("EXIT STATUS", page_exit_codes) + ".SH SEE ALSO\n.BR karimen (1)\n";
}

std::string overview_page(std::span<const Command> commands) {
  auto text =
      header("karimen",
             "a virtual My Number Card on PC/SC, scenarios over it, and the rules that judge them") +
      ".SH SYNOPSIS\n" + bold("karimen") + " \\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n" +
      ".SH COMMANDS\nEach has a page of its own, as karimen\\-run(1) or karimen\\-card\\-insert(1).\n";
  for (const auto& command : commands)
    text += tagged(bold(command.name) + (*command.arguments == '\0' ? "" : ' ' + roff(command.arguments)),
                   command.help);
  return text + section("EXIT STATUS", page_exit_codes) + section("ENVIRONMENT", page_variables) +
         section("FILES", page_files);
}

}  // namespace karimen::harness::cli
