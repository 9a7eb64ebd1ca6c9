#include "harness/cli/run/report/refused_line.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "harness/cli/run/report/reports.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::string_view option = "--reporter", with_value = "--reporter=";

bool makes_reports(const std::string& word) {
  return std::ranges::any_of(commands(), [&](const Command& command) {
    return command.name == word && std::ranges::any_of(command.options, [](const Option& each) {
             return std::string_view(each.name) == option.substr(2);
           });
  });
}

std::vector<std::string> reporters_in(std::span<const std::string> arguments) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i].starts_with(with_value)) found.push_back(arguments[i].substr(with_value.size()));
    if (arguments[i] == option && i + 1 < arguments.size()) found.push_back(arguments[++i]);
  }
  return found;
}

}  // namespace

void abandon_reports(std::span<const std::string> arguments, const DiagnosticError& error, Language language,
                     const Streams& streams) {
  if (arguments.empty() || !makes_reports(arguments.front())) return;
  auto asked = reporters_in(arguments);
  if (asked.empty()) return;
  const Invocation invocation{.command = arguments.front(),
                              .arguments = {arguments.begin(), arguments.end()},
                              .options = {{"reporter", std::move(asked)}},
                              .language = language};
  std::vector<Diagnostic> also_wrong;
  std::optional<Reports> reports;  // where one cannot be opened, the others say so themselves
  collect(also_wrong, [&] { reports.emplace(invocation, streams); });
  if (reports) reports->abandon({.unread = true, .mistakes = render_all(error.diagnostics())});
}

}  // namespace karimen::harness::cli
