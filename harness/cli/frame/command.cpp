#include "harness/cli/frame/command.hpp"

#include <charconv>

namespace karimen::harness::cli {

std::string Invocation::get(const std::string& name, const std::string& otherwise) const {
  const auto found = options.find(name);
  return found == options.end() || found->second.empty() ? otherwise : found->second.back();
}

std::vector<std::string> Invocation::all(const std::string& name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::vector<std::string>{} : found->second;
}

unsigned Invocation::number(const std::string& name, unsigned otherwise, unsigned least) const {
  if (!has(name)) return otherwise;
  const auto text = get(name);
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least)
    throw bad_command_line("--" + name + " takes a whole number from " + std::to_string(least) + ", not '" +
                           text + "'");
  return value;
}

DiagnosticError bad_command_line(std::string what, std::string fix) {
  return DiagnosticError(Diagnostic{.where = {},
                                    .what = std::move(what),
                                    .fix = fix.empty() ? lists_all_commands : std::move(fix),
                                    .exit_code = ExitCode::bad_command_line});
}

}  // namespace karimen::harness::cli
