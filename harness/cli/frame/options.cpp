#include "harness/cli/frame/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "harness/cli/frame/language.hpp"
#include "harness/cli/frame/version.hpp"

namespace karimen::harness::cli {

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options(command.options.begin(), command.options.end());
  options.insert(options.end(), language_options.begin(), language_options.end());
  return options;
}

std::vector<const Command*> members_of(std::span<const Command> commands, const std::string& group) {
  std::vector<const Command*> members;
  for (const auto& command : commands)
    if (std::string_view(command.name).starts_with(group + ' ')) members.push_back(&command);
  return members;
}

namespace {

// What CLI11 puts where a value may stand and does not.
const std::string no_value = "\x01";

std::string spelling(const Option& option) {
  std::string text = option.letter == '\0' ? "" : std::string("-") + option.letter + ",";
  return text + "--" + option.name;
}

// The command whose name is the longest that the arguments begin with.
const Command* select(std::span<const Command> commands, std::vector<std::string>& arguments) {
  const Command* best = nullptr;
  std::size_t best_words = 0;
  for (const auto& command : commands) {
    const auto name = words_in(command.name);
    if (name.size() <= arguments.size() && name.size() > best_words &&
        std::equal(name.begin(), name.end(), arguments.begin())) {
      best = &command;
      best_words = name.size();
    }
  }
  arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(best_words));
  return best;
}

[[noreturn]] void unknown_command(std::span<const Command> commands,
                                  const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  const auto& first = arguments.front();
  for (const auto& command : commands) {
    const std::string name = command.name;
    if (name.starts_with(first + ' ')) names.push_back(name);
  }
  if (!names.empty()) {
    const auto second = first + ' ' + (arguments.size() > 1 ? arguments[1] : "");
    throw bad_command_line("'" + first + "' needs one of its subcommands", suggestion(second, names));
  }
  for (const auto& command : commands) names.emplace_back(command.name);
  throw bad_command_line("unknown command '" + first + "'", suggestion(first, names));
}

CLI::Option* add_to(CLI::App& app, const Option& option, std::vector<std::string>& values) {
  if (*option.value == '\0') return app.add_flag(spelling(option));
  if (*option.value == '[')  // its value stands behind an equals sign: what follows is an argument
    return app.add_flag(spelling(option) + "{" + no_value + "}", values)->take_last();
  auto* made = app.add_option(spelling(option), values)->expected(1)->allow_extra_args(false)->take_all();
  return option.repeated ? made : made->take_last();
}

[[noreturn]] void unknown_option(const Command& command, const std::string& given,
                                 std::span<const Option> options) {
  std::vector<std::string> names;
  if (given.starts_with("--"))
    for (const auto& option : options) names.push_back(std::string("--") + option.name);
  const auto all = std::string("'karimen ") + command.name + " --help'";
  throw bad_command_line(std::string("karimen ") + command.name + " has no option '" + given + "'",
                         names.empty() ? all + " lists its options" : suggestion(given, names, all));
}

// "-:20" and "-#ID", a scenario of standard input: arguments, although they begin as options do.
bool is_line_of_input(const std::string& argument) {
  if (argument.size() < 3) return false;
  return argument.starts_with("-#") ||
         (argument.starts_with("-:") && argument[2] >= '0' && argument[2] <= '9');
}
constexpr std::string_view line_of_input = "\x01";  // in its place: no command line has such an argument

bool takes_value(const Option& option) {
  return *option.value != '\0' && *option.value != '[';
}

const Option& known_option(const Command& command, std::span<const Option> options,
                           const std::string& given) {
  const bool is_long = given[1] == '-';
  const auto known = std::ranges::find_if(options, [&](const Option& option) {
    return is_long ? given.substr(2) == option.name : option.letter == given[1];
  });
  if (known == options.end()) unknown_option(command, given, options);
  return *known;
}

[[noreturn]] void missing_value(const std::string& given, const Option& option) {
  throw bad_command_line("the option " + given + " needs a value", "write " + given + ' ' + option.value);
}

// "-xk": letters of flags, the last one perhaps of an option whose value follows at once, or next.
bool letters_take_next(const Command& command, std::span<const Option> options, const std::string& argument) {
  for (std::size_t i = 1; i < argument.size(); ++i) {
    if (takes_value(known_option(command, options, std::string("-") + argument[i])))
      return i + 1 == argument.size();
  }
  return false;
}

// CLI11 says of an unknown option no more than that it is one, of a value that is missing "1 required TEXT
// missing", takes what follows for it where it is empty ("--seed= --db none"), and lets flags have any.
void check_names(const Command& command, std::span<const std::string> arguments,
                 std::span<const Option> options) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const auto& argument = arguments[i];
    if (argument.size() < 2 || argument[0] != '-') continue;
    const auto equals = argument[1] == '-' ? argument.find('=') : std::string::npos;
    const auto name = argument.substr(0, argument[1] == '-' ? equals : 2);
    const auto& option = known_option(command, options, name);
    if (equals != std::string::npos) {
      if (takes_value(option) && equals + 1 == argument.size()) missing_value(name, option);
      if (*option.value == '\0')
        throw bad_command_line("the option " + name + " takes no value",
                               "leave out '" + argument.substr(equals) + "'");
      continue;
    }
    const bool next =
        argument[1] == '-' ? takes_value(option) : letters_take_next(command, options, argument);
    if (!next) continue;
    if (++i == arguments.size())
      missing_value(argument, argument[1] == '-'
                                  ? option
                                  : known_option(command, options, std::string("-") + argument.back()));
  }
}

Invocation take_apart(const Command& command, std::vector<std::string> arguments) {
  Invocation invocation{.command = command.name, .arguments = {}, .options = {}};
  CLI::App app;
  app.set_help_flag();
  app.add_option("arguments", invocation.arguments);
  const auto options = options_of(command);
  for (auto& argument : arguments)
    if (is_line_of_input(argument)) argument.insert(0, line_of_input);
  check_names(command, arguments, options);
  std::vector<std::vector<std::string>> values(options.size());
  std::vector<std::pair<CLI::Option*, std::size_t>> given;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const auto& option = options[i];
    auto* made = add_to(app, option, values[i]);
    given.emplace_back(made, i);
  }
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    throw bad_command_line(error.what(),
                           std::string("'karimen ") + command.name + " --help' lists its options");
  }
  for (auto& argument : invocation.arguments)
    if (argument.starts_with(line_of_input)) argument.erase(0, line_of_input.size());
  for (const auto& [made, i] : given)
    if (made->count() > 0) {
      auto& list = invocation.options[options[i].name];
      list = std::move(values[i]);
      std::ranges::replace(list, no_value, "");
      if (list.empty()) list.emplace_back();
    }
  return invocation;
}

/// What a word that begins several commands is about.
struct Group {
  const char* name;
  const char* help;
};
constexpr Group groups[] = {{"new", "a commented template of one"},
                            {"sut", "a system under test of yours"},
                            {"runs", "the history"},
                            {"rules", "the rulebook"},
                            {"reader", "the private PC/SC service"},
                            {"card", "a card of your own"}};

// A line for each command, one for all of a group.
std::vector<std::string> overview_lines(std::span<const Command> commands) {
  constexpr std::size_t one_line = 108;
  std::vector<std::string> lines;
  std::string_view last;
  for (const auto& command : commands) {
    const std::string_view name = command.name;
    const auto first = name.substr(0, name.find(' '));
    if (first == std::exchange(last, first) && first != name) continue;
    const auto members = members_of(commands, std::string(first));
    if (members.empty()) {
      lines.push_back(padded(name, 16) + ' ' + command.help);
      continue;
    }
    std::string words;
    for (const auto* each : members)
      words += (words.empty() ? "" : "|") + std::string(each->name).substr(first.size() + 1);
    const auto* group = std::ranges::find(groups, first, &Group::name);
    const bool known = group != std::end(groups);
    auto line = std::string(first) + ' ' + words;
    const std::string help = known ? group->help : "";
    if (line.size() + help.size() < one_line) {
      lines.push_back(padded(line, 15) + "  " + help);
      continue;
    }
    lines.push_back(std::move(line));
    lines.push_back(padded("", 16) + ' ' + help);
  }
  return lines;
}

// `karimen card --help`: the commands of a group, and one example of each.
std::string help_of_group(const std::vector<const Command*>& members, const std::string& group) {
  std::string text = "usage: karimen " + group + " COMMAND [OPTION...] [ARGUMENT...]\n\n";
  for (const auto* each : members) text += "  " + padded(each->name, 16) + ' ' + each->help + '\n';
  text += "\nexamples:\n";
  for (const auto* each : members)
    if (*each->examples != '\0') {
      const std::string_view examples = each->examples;
      text += examples.substr(0, examples.find('\n') + 1);
    }
  return text + "\n'karimen " + group + " COMMAND --help' says more\n";
}

// In the order of their first options.
std::vector<std::string> topics_of(const Command& command) {
  std::vector<std::string> topics;
  for (const auto& option : options_of(command))
    if (*option.topic != '\0' && std::ranges::count(topics, option.topic) == 0)
      topics.emplace_back(option.topic);
  return topics;
}

// A line for each option.
std::string of_one_topic(const Command& command, const std::string& topic) {
  std::string text;
  for (const auto& option : options_of(command)) {
    if (topic != option.topic) continue;
    const auto letter = option.letter == '\0' ? std::string("    ") : std::string("-") + option.letter + ", ";
    text += "  " +
            padded(letter + "--" + option.name + (*option.value == '[' ? "" : " ") + option.value, 28) + ' ' +
            option.help + '\n';
  }
  return text;
}

std::string names_of_topic(const Command& command, const std::string& topic) {
  std::string names;
  for (const auto& option : options_of(command))
    if (topic == option.topic) names += (names.empty() ? "--" : " --") + std::string(option.name);
  return names;
}

bool asks_for_help(const std::string& argument) {
  return argument == "--help" || argument == "-h" || argument == "help";
}

}  // namespace

std::string overview(std::span<const Command> commands) {
  std::string text =
      "karimen: a virtual My Number Card on PC/SC, scenarios over it, and the rules that judge them\n\n"
      "usage: karimen COMMAND [OPTION...] [ARGUMENT...]\n\n";
  for (const auto& line : overview_lines(commands)) text += "  " + line + '\n';
  text +=
      "\nfor example 'karimen run'; 'karimen COMMAND --help' says more, 'karimen --version' what this is.\n"
      "Exit codes: 0 passed, 1 failed, 2 command line, 3 invalid input, 4 nothing selected, 5 undecided,\n"
      "6 environment, 7 not deterministic, 70 a bug of ours, 130 interrupted\n";
  return text;
}

bool has_topics(const Command& command) {
  return !topics_of(command).empty();
}

std::string help_of(const Command& command, bool all) {
  std::string text =
      std::string("karimen ") + command.name + ": " + command.help + "\n\nusage: karimen " + command.name;
  text += " [OPTION...]";
  if (*command.arguments != '\0') text += std::string(" ") + command.arguments;
  text += "\n\n" + of_one_topic(command, "");
  const auto named = topics_of(command);
  if (!named.empty() && !all)
    text += std::string("\nmore, which 'karimen ") + command.name + " --help all' and 'karimen man " +
            command.name + "' tell of:\n";
  for (const auto& topic : named)
    text += all ? '\n' + topic + ":\n" + of_one_topic(command, topic)
                : "  " + padded(topic, 22) + ' ' + names_of_topic(command, topic) + '\n';
  if (*command.examples != '\0') text += std::string("\nexamples:\n") + command.examples;
  return text;
}

Parsed parse(std::span<const Command> commands, std::vector<std::string> arguments) {
  if (arguments.size() > 1 && arguments.front() == "help") {  // help card insert: card insert --help
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  if (arguments.empty() || asks_for_help(arguments.front())) return {nullptr, {}, overview(commands)};
  if (arguments.front() == "--version" || arguments.front() == "-V") return {nullptr, {}, version()};
  if (const auto members = members_of(commands, arguments.front());
      !members.empty() && (arguments.size() == 1 || asks_for_help(arguments[1])))
    return {nullptr, {}, help_of_group(members, arguments.front())};
  const auto given = arguments;
  const auto* command = select(commands, arguments);
  if (command == nullptr) unknown_command(commands, given);
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i)
    if (arguments[i] == "--help" || arguments[i] == "-h")
      return {nullptr, {}, help_of(*command, i + 1 < arguments.size() && arguments[i + 1] == "all")};
  Parsed parsed{command, take_apart(*command, std::move(arguments)), ""};
  parsed.invocation.line = given;
  parsed.invocation.language = language_of(parsed.invocation);
  return parsed;
}

}  // namespace karimen::harness::cli
