// Bilingual into armed faults, and back.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "sim/fault/parameters.hpp"
#include "sim/fault/script.hpp"

namespace karimen::sim::fault {
namespace {

std::vector<std::string> texts(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
}

std::vector<std::string> setting_names(const Fault& fault) {
  std::vector<std::string> names;
  for (const auto& parameter : fault.parameters) names.emplace_back(parameter.name);
  if (fault.means == Means::command)
    for (const auto& parameter : trigger_parameters()) names.emplace_back(parameter.name);
  return names;
}

std::optional<std::int64_t> number(std::string_view text, int base) {
  std::int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

std::variant<std::int64_t, Mistake> read(const Parameter& parameter, const std::string& text) {
  const std::string key(parameter.name);
  if (!parameter.words.empty()) {
    const auto found = std::ranges::find(parameter.words, text);
    if (found == parameter.words.end())
      return Mistake{key, fmt::format("'{}' is no {}", text, key), suggestion(text, texts(parameter.words))};
    return found - parameter.words.begin();
  }
  const auto value = number(text, parameter.hexadecimal ? 16 : 10);
  if (value && *value >= parameter.least && *value <= parameter.most) return *value;
  const auto range = parameter.hexadecimal ? fmt::format("{:04X} to {:04X}", parameter.least, parameter.most)
                                           : fmt::format("{} to {}", parameter.least, parameter.most);
  return Mistake{key, fmt::format("'{}' is no {}", text, key), "a number from " + range};
}

const Parameter* find(std::span<const Parameter> parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

void set_trigger(ArmedFault& armed, std::string_view name, std::int64_t value) {
  if (name == "command") armed.command = value;
  if (name == "times") armed.times = value;
  if (name == "application") armed.application = value;
  if (name == "file") armed.file = value;
  if (name == "instruction") armed.instruction = &instructions()[static_cast<std::size_t>(value)];
}

std::optional<Mistake> set(ArmedFault& armed, const std::string& key, const std::string& text) {
  const auto& fault = *armed.fault;
  const auto* own = find(fault.parameters, key);
  const auto* trigger = fault.means == Means::command ? find(trigger_parameters(), key) : nullptr;
  if (own == nullptr && trigger == nullptr) {
    const auto known = setting_names(fault);
    return Mistake{key, fmt::format("{} has no '{}'", fault.name, key),
                   known.empty() ? "it takes nothing" : suggestion(key, known)};
  }
  auto value = read(own != nullptr ? *own : *trigger, text);
  if (auto* mistake = std::get_if<Mistake>(&value)) return std::move(*mistake);
  if (own != nullptr)
    armed.values[static_cast<std::size_t>(own - fault.parameters.data())] = std::get<std::int64_t>(value);
  else
    set_trigger(armed, key, std::get<std::int64_t>(value));
  return std::nullopt;
}

std::string shown(const Parameter& parameter, std::int64_t value) {
  if (!parameter.words.empty()) return std::string(parameter.words[static_cast<std::size_t>(value)]);
  return parameter.hexadecimal ? fmt::format("{:04X}", value) : std::to_string(value);
}

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw DiagnosticError(
      {.what = std::move(what), .fix = std::move(fix), .exit_code = ExitCode::bad_command_line});
}

}  // namespace

std::int64_t ArmedFault::value(std::string_view name) const {
  const auto* parameter = find(fault->parameters, name);
  return values.at(static_cast<std::size_t>(parameter - fault->parameters.data()));
}

std::string ArmedFault::text() const {
  std::string settings;
  const auto add = [&](std::string_view key, std::string_view value) {
    settings += fmt::format("{}{}={}", settings.empty() ? ":" : ",", key, value);
  };
  if (application) add("application", application_words[static_cast<std::size_t>(*application)]);
  if (command != 1) add("command", std::to_string(command));
  if (file) add("file", file_words[static_cast<std::size_t>(*file)]);
  if (instruction != nullptr) add("instruction", instruction->name);
  if (times != 1) add("times", std::to_string(times));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto& parameter = fault->parameters[i]; values[i] != parameter.initial)
      add(parameter.name, shown(parameter, values[i]));
  return std::string(fault->name) + settings;
}

ArmedFault arm(const Fault& fault) {
  ArmedFault armed{.fault = &fault};
  for (const auto& parameter : fault.parameters) armed.values.push_back(parameter.initial);
  return armed;
}

std::variant<ArmedFault, Mistake> arm(const std::string& name, const Settings& settings) {
  const auto* fault = find_fault(name);
  if (fault == nullptr)
    return Mistake{"", "unknown fault '" + name + "'",
                   suggestion(name, fault_names(), "'karimen card faults'")};
  auto armed = arm(*fault);
  for (const auto& [key, text] : settings)
    if (auto mistake = set(armed, key, text)) return *mistake;
  return armed;
}

ArmedFault arm_text(const std::string& text) {
  const auto colon = text.find(':');
  Settings settings;
  std::string rest = colon == std::string::npos ? "" : text.substr(colon + 1);
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    const auto setting = rest.substr(0, comma);
    rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
    const auto equals = setting.find('=');
    if (equals == std::string::npos)
      refuse("'" + setting + "' is no NAME=VALUE", "for example answer_delayed:milliseconds=50,command=2");
    settings[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  auto armed = arm(text.substr(0, colon), settings);
  if (const auto* mistake = std::get_if<Mistake>(&armed)) refuse(mistake->what, mistake->fix);
  return std::get<ArmedFault>(armed);
}

}  // namespace karimen::sim::fault
