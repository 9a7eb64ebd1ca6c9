#include "harness/cli/frame/command.hpp"

#include <algorithm>
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

unsigned Invocation::jobs(unsigned otherwise) const {
  constexpr unsigned most = 256;
  const auto wanted = number("jobs", std::min(otherwise, most), 1);
  if (wanted <= most) return wanted;
  throw bad_command_line("--jobs takes at most " + std::to_string(most) + " workers, not " +
                             std::to_string(wanted) + ": each has a thread and a card of its own",
                         "a machine is busy with one a core");
}

DiagnosticError bad_command_line(std::string what, std::string fix) {
  return DiagnosticError(Diagnostic{.where = {},
                                    .what = std::move(what),
                                    .fix = fix.empty() ? lists_all_commands : std::move(fix),
                                    .exit_code = ExitCode::bad_command_line});
}

}  // namespace karimen::harness::cli
