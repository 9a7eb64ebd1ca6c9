#include "harness/cli/frame/completion_scripts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/cli/frame/choices.hpp"
#include "harness/cli/frame/options.hpp"

namespace karimen::harness::cli {
namespace {

std::string last_word(const Command& command) {
  const std::string_view name = command.name;
  return std::string(name.substr(name.rfind(' ') + 1));
}

std::string in_quotes(std::string_view text) {
  return '\'' + escaped(text, "'", "'\\'") + '\'';
}

bool has_value(const Option& option) {
  return *option.value != '\0' && *option.value != '[';
}

// "NAME[=FILE]"
bool takes_file_too(const Option& option) {
  return std::string_view(option.value).ends_with("[=FILE]");
}

bool is_file(const Option& option) {
  const std::string_view value = option.value;
  return std::ranges::any_of(std::array{"FILE", "DIR", "PATH"},
                             [&](const char* each) { return value.find(each) != value.npos; });
}

// What is offered; "" for nothing.
std::string zsh_action(const Choices& choices, bool files) {
  if (!choices.listed_by.empty())
    return "{_karimen_words " + choices.listed_by + (choices.files ? "; _files}" : "}");
  if (!choices.words.empty()) return '(' + joined(choices.words, " ") + ')';
  return files ? "_files" : "";
}

// What stands behind an option: its words, or a name for what is typed there.
std::string zsh_value(const Option& option) {
  if (*option.value == '\0') return "";
  const auto choices = choices_of(option);
  const auto action = takes_file_too(option) ? "{if compset -P \"*=\"; then _files; else compadd " +
                                                   joined(choices.words, " ") + "; fi}"
                                             : zsh_action(choices, is_file(option));
  const std::string name = escaped(*option.value == '[' ? "value" : option.value, ":[]\\", "\\");
  return (*option.value == '[' ? "::" : ":") + name + ':' + (*option.value == '[' ? "" : action);
}

std::string zsh_option(const Option& option) {
  const std::string name = std::string("--") + option.name +
                           (*option.value == '[' ? "=-"
                            : has_value(option)  ? "="
                                                 : "");
  const std::string repeated = option.repeated ? "*" : "";
  const auto rest = '[' + escaped(option.help, ":[]\\", "\\") + ']' + zsh_value(option);
  if (option.letter == '\0') return in_quotes(repeated + name + rest);
  const std::string letter = std::string("-") + option.letter;
  const auto both = repeated.empty() ? "(" + letter + ' ' + name + ')' : repeated;
  return in_quotes(both) + '{' + letter + ',' + name + '}' + in_quotes(rest);
}

std::string zsh_described(const std::string& word, const std::string& help) {
  return "\n      " + in_quotes(escaped(word, ":", "\\") + ':' + help);
}

std::string bash_offer(const Choices& choices) {
  if (!choices.listed_by.empty())
    return "_karimen_words " + choices.listed_by +
           (choices.files ? "; COMPREPLY+=($(compgen -f -- \"$cur\")); " : "; ");
  if (choices.words.empty()) return "";
  return "COMPREPLY=($(compgen -W '" + joined(choices.words, " ") + "' -- \"$cur\")); ";
}

// An option of `complete`; "" where nothing is known.
std::string fish_offer(const Choices& choices) {
  if (!choices.listed_by.empty()) return " -a '(__karimen_words " + choices.listed_by + ")'";
  return choices.words.empty() ? "" : " -a '" + joined(choices.words, " ") + '\'';
}

std::string fish_line(const std::string& condition, const std::string& rest, const char* help) {
  return "complete -c karimen -n '" + condition + "' " + rest + " -d '" + escaped(help, "'\\", "\\") + "'\n";
}

}  // namespace

std::string escaped(std::string_view text, std::string_view characters, std::string_view escape) {
  std::string out;
  for (const char each : text) {
    if (characters.find(each) != std::string_view::npos) out += escape;
    out += each;
  }
  return out;
}

std::vector<std::string> first_words(std::span<const Command> commands) {
  std::vector<std::string> words;
  for (const auto& command : commands) {
    const std::string_view name = command.name;
    auto first = std::string(name.substr(0, name.find(' ')));
    if (std::ranges::find(words, first) == words.end()) words.push_back(std::move(first));
  }
  return words;
}

std::string help_of_first(std::span<const Command> commands, const std::string& first) {
  const auto members = members_of(commands, first);
  if (!members.empty()) return joined(members, ", ", [](const Command* each) { return last_word(*each); });
  return std::ranges::find_if(commands, [&](const Command& each) { return first == each.name; })->help;
}

std::string bash_completions(std::span<const Command> commands) {
  std::string text =
      "# bash completion for karimen: karimen completions bash\n"
      "_karimen_words() {  # what a command of ours lists: the first word of each line\n"
      "  local word rest words=\"\"\n"
      "  while read -r word rest; do [[ $word == *: ]] || words+=\" $word\"; done \\\n"
      "    < <(command \"${COMP_WORDS[0]/#\\~/$HOME}\" \"$@\" 2>/dev/null)\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
      "_karimen() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} "
      "words=\"\"\n"
      "  [[ $cur == = ]] && cur=\"\"\n"
      "  [[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W \"" +
      joined(first_words(commands), " ") +
      " --help --version\" -- \"$cur\"))\n    return\n  fi\n  case $command in\n";
  for (const auto& first : first_words(commands))
    if (const auto members = members_of(commands, first); !members.empty())
      text += "    " + first + ")\n      if ((COMP_CWORD == 2)); then\n        COMPREPLY=($(compgen -W \"" +
              joined(members, " ", [](const Command* each) { return last_word(*each); }) +
              "\" -- \"$cur\"))\n        return\n      fi\n      command+=\" ${COMP_WORDS[2]}\" ;;\n";
  text += "  esac\n  case \"$command $prev\" in\n";
  for (const auto& command : commands) {
    for (const auto& option : options_of(command)) {
      if (!has_value(option)) continue;
      text += std::string("    '") + command.name + " --" + option.name + '\'';
      if (option.letter != '\0') text += std::string(" | '") + command.name + " -" + option.letter + '\'';
      text += ") " + bash_offer(choices_of(option)) + "return ;;\n";
    }
    if (has_topics(command))
      text +=
          std::string("    '") + command.name + " --help') " + bash_offer({.words = {"all"}}) + "return ;;\n";
  }
  text += "  esac\n  case $command in\n";
  for (const auto& command : commands)
    text +=
        std::string("    '") + command.name + "') words='" +
        joined(options_of(command), " ", [](const Option& each) { return std::string("--") + each.name; }) +
        " --help'; [[ $cur == -* ]] || { " + bash_offer(choices_of(command)) + "return; } ;;\n";
  return text +
         "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
         "complete -o bashdefault -o default -F _karimen karimen\n";
}

std::string zsh_completions(std::span<const Command> commands) {
  std::string text =
      "#compdef karimen\n# zsh completion for karimen: karimen completions zsh\n"
      "_karimen_words() {  # what a command of ours lists: words, and what they are\n"
      "  local word rest\n  local -a found\n"
      "  command ${~karimen_program} \"$@\" 2>/dev/null | while read -r word rest; do\n"
      "    [[ $word == *: ]] || found+=(\"${word//:/\\\\:}:$rest\")\n  done\n"
      "  _describe word found\n}\n"
      "_karimen() {\n  local command=$words[2] karimen_program=$words[1]\n  local -a found\n"
      "  if (( CURRENT == 2 )); then\n    found=(";
  for (const auto& first : first_words(commands))
    text += zsh_described(first, help_of_first(commands, first));
  text += ")\n    _describe command found\n    return\n  fi\n  case $command in\n";
  for (const auto& first : first_words(commands)) {
    const auto members = members_of(commands, first);
    if (members.empty()) continue;
    text += "    " + first + ")\n    if (( CURRENT == 3 )); then\n    found=(";
    for (const auto* each : members) text += zsh_described(last_word(*each), each->help);
    text +=
        ")\n      _describe command found\n      return\n    fi\n"
        "    command+=\" $words[3]\"; shift words; (( CURRENT-- )) ;;\n";
  }
  text += "  esac\n  shift words; (( CURRENT-- ))\n  case $command in\n";
  for (const auto& command : commands) {
    text += std::string("    '") + command.name + "') _arguments -s";
    for (const auto& option : options_of(command)) text += " \\\n      " + zsh_option(option);
    const auto arguments = choices_of(command);
    text += std::string(" \\\n      '--help[what it does]") +
            (has_topics(command) ? "::more:(all)' " : "' ") +
            (!arguments.listed_by.empty() ? "'*:word:"
             : arguments.words.empty()    ? "'*:file:"
                                          : "'1:word:") +
            zsh_action(arguments, true) + "' ;;\n";
  }
  return text +
         "  esac\n}\nif [[ $funcstack[1] == _karimen ]]; then _karimen \"$@\"; else compdef _karimen "
         "karimen; fi\n";
}

std::string fish_completions(std::span<const Command> commands) {
  std::string text =
      "# fish completion for karimen: karimen completions fish\n"
      "function __karimen_at --description 'whether these are all words so far'\n"
      "  set -l words (commandline -opc)\n  set -e words[1]\n  test \"$words\" = \"$argv\"\nend\n"
      "function __karimen_in --description 'whether the line begins with these words'\n"
      "  set -l words (commandline -opc)\n  set -e words[1]\n"
      "  string match -q -- \"$argv *\" \"$words \"\nend\n"
      "function __karimen_says_file --description 'whether the word under way is NAME=...'\n"
      "  string match -q -- '*=*' (commandline -ct)\nend\n"
      "function __karimen_words --description 'what a command of ours lists: words, and what they are'\n"
      "  set -l words (commandline -opc)\n"
      "  command $words[1] $argv 2>/dev/null | string replace -r '^\\s*(\\S*[^\\s:])(\\s+|$)' '$1\\t' |"
      " string match -v -r '^\\S*:'\nend\n";
  for (const auto& first : first_words(commands))
    text += fish_line("__karimen_at", "-f -a " + first, help_of_first(commands, first).c_str());
  for (const auto& command : commands) {
    const std::string name = command.name;
    if (const auto blank = name.find(' '); blank != std::string::npos)
      text += fish_line("__karimen_at " + name.substr(0, blank), "-f -a " + last_word(command), command.help);
    const auto inside = "__karimen_in " + name;
    for (const auto& option : options_of(command)) {
      const auto offer = fish_offer(choices_of(option));
      const auto flags =
          (option.letter == '\0' ? "" : std::string("-s ") + option.letter + ' ') + "-l " + option.name;
      const auto value = !offer.empty()      ? " -x" + offer
                         : is_file(option)   ? " -r"
                         : has_value(option) ? " -x"
                                             : "";
      if (!offer.empty() && takes_file_too(option)) {
        // Files where one of the words has been said, NAME=FILE.
        text += fish_line(inside + "; and not __karimen_says_file", flags + value, option.help);
        text += fish_line(inside + "; and __karimen_says_file", flags + " -r", option.help);
      } else {
        text += fish_line(inside, flags + value, option.help);
      }
    }
    const auto arguments = choices_of(command);
    if (const auto offer = fish_offer(arguments); !offer.empty())
      text += fish_line(inside, (arguments.files ? "" : "-f") + offer, "");
  }
  return text;
}

}  // namespace karimen::harness::cli
