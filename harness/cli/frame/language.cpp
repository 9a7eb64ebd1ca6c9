#include "harness/cli/frame/language.hpp"

#include <cstdlib>

namespace karimen::harness::cli {

Language language_of_locale() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})  // POSIX, XBD 8.2
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("ja") ? Language::ja : Language::en;
  return Language::en;
}

Language language_of(std::span<const std::string> arguments) {
  constexpr std::string_view with_value = "--language=";
  auto language = language_of_locale();
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string_view word = arguments[i];
    if (word == "--ja") language = Language::ja;
    if (word.starts_with(with_value))
      language = language_called(word.substr(with_value.size())).value_or(language);
    if (word == "--language" && i + 1 < arguments.size())
      language = language_called(arguments[i + 1]).value_or(language);
  }
  return language;
}

Language language_of(const Invocation& invocation) {
  if (!invocation.has("language")) return invocation.has("ja") ? Language::ja : language_of_locale();
  const auto word = invocation.get("language");
  const auto language = language_called(word);
  if (!language)
    throw bad_command_line("--language takes en or ja, not '" + word + "'", "--language en, or --ja");
  if (invocation.has("ja") && language != Language::ja)
    throw bad_command_line("--ja and --language " + word + " contradict each other", "leave one of them out");
  return *language;
}

}  // namespace karimen::harness::cli
