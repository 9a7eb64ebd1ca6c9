#include "harness/runner/assume.hpp"

#include "base/text.hpp"

namespace karimen::harness {
namespace {

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw DiagnosticError(Diagnostic{
      .where = {}, .what = std::move(what), .fix = std::move(fix), .exit_code = ExitCode::bad_command_line});
}

}  // namespace

Assumed read_assumptions(std::span<const std::string> texts, const Rulebook& rulebook) {
  constexpr std::string_view oracle_only = "oracle:";
  Assumed assumed;
  for (const auto& whole : texts) {
    std::string_view text = whole;
    const bool oracle = text.starts_with(oracle_only);
    if (oracle) text.remove_prefix(oracle_only.size());
    const auto equals = text.find('=');
    if (equals == std::string_view::npos)
      refuse("--assume takes A-nn=VALUE, not '" + whole + "'", "for example --assume A-10=erased");
    const std::string id(text.substr(0, equals)), value(text.substr(equals + 1));
    const auto* knob = rulebook.assumption(id);
    if (knob == nullptr) {
      std::vector<std::string> known;
      for (const auto& each : rulebook.assumptions()) known.push_back(each.id);
      refuse("unknown assumption '" + id + "'", suggestion(id, known, "'karimen rules vocabulary'"));
    }
    const auto read = parse_value(value, knob->type);
    if (!read) refuse("'" + value + "' is no value of " + id, suggestion(value, knob->type.words));
    const auto [entry, fresh] = (oracle ? assumed.oracle : assumed.shared).emplace(id, *read);
    if (!fresh && entry->second != *read)
      refuse("--assume gives " + std::string(oracle ? oracle_only : "") + id +
                 " two values: " + to_string(entry->second) + " and " + to_string(*read),
             "leave one of them out");
  }
  return assumed;
}

}  // namespace karimen::harness
