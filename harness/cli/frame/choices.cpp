#include "harness/cli/frame/choices.hpp"

#include <algorithm>

#include "harness/cli/frame/completion_scripts.hpp"
#include "harness/cli/run/report/reports.hpp"

namespace karimen::harness::cli {
namespace {

// What a value or an argument is called, and what lists what it can be.
struct Listed {
  std::string_view called;
  const char* by;
  bool files = false;
};
constexpr Listed value_lists[] = {{"TAGS", "list --tag-names"},
                                  {"WORD|RUN/SCENARIO:STEP|FILE:LINE:STEP...", "explain --list", true},
                                  {"ID...", "explain --list"},
                                  {"[DECISION|PROCEDURE|FACT|ROW...]", "explain --list"},
                                  {"NAME|all", "explore --defects"},
                                  {"A-10=erased", "rules vocabulary A-"},
                                  {"PERSONA", "card new --list"},
                                  {"[PERSONA]", "card new --list"},
                                  {"[PERSONA|FILE]", "card new --list", true},
                                  {"[PERSONA|FILE...]", "card new --list", true},
                                  {"[FILE|PERSONA...]", "card new --list", true},
                                  {"PERSONA|FILE", "card new --list", true}};
struct Fixed {
  std::string_view called;
  std::vector<std::string> words;
};

Choices choices_called(std::string_view name) {
  const std::vector<Fixed> fixed{{"NAME[=FILE]", known_reporters()},
                                 {"apdu,ndjson,pcapng", {"apdu", "ndjson", "pcapng"}},
                                 {"I/N|auto[/N]", {"auto"}},
                                 {"N|git", {"git"}},
                                 {"[COMMAND]", first_words(commands())}};
  Choices choices{.words = words_of_value(name)};
  if (const auto found = std::ranges::find(fixed, name, &Fixed::called); found != fixed.end())
    choices.words = found->words;
  if (const auto* found = std::ranges::find(value_lists, name, &Listed::called);
      found != std::end(value_lists))
    return {.words = {}, .listed_by = found->by, .files = found->files};
  return choices;
}

}  // namespace

Choices choices_of(const Option& option) {
  return choices_called(option.value);
}

// The lists of procedures and facts are commands of their own.
Choices choices_of(const Command& command) {
  const std::string_view name = command.name;
  if (name == "procedures" || name == "facts") return {.words = {}, .listed_by = command.name};
  return choices_called(command.arguments);
}

std::vector<std::string> words_of_value(std::string_view value) {
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  std::vector<std::string> words{""};
  for (const char each : value) {
    if (each == '|')
      words.emplace_back();
    else if (each == '-' || (each >= 'a' && each <= 'z'))
      words.back() += each;
    else
      return {};
  }
  return words.size() > 1 ? words : std::vector<std::string>{};
}

}  // namespace karimen::harness::cli
