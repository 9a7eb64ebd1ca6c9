#include "harness/cli/rules/said_facts.hpp"

#include "base/text.hpp"
#include "harness/cli/frame/command.hpp"

namespace karimen::harness::cli {
namespace {

constexpr const char* vocabulary_command = "'karimen rules vocabulary'";
constexpr const char* said_example =
    "for example input.form=both, facility=fuchu_test_centre or assume.A-10=erased";

Value said_set(const std::string& text, const rules::Fact& fact) {
  auto set = karimen::harness::members_of(text);
  for (const auto& word : set)
    if (!fact.type.words.empty() && !fact.type.has_word(word))
      throw bad_command_line("'" + word + "' is no member of " + fact.name,
                             suggestion(word, fact.type.words));
  return set;
}

Value said_value(const std::string& text, const rules::Fact& fact) {
  if (fact.type.base == Base::set) return said_set(text, fact);
  const auto value = parse_value(text, fact.type);
  if (!value)
    throw bad_command_line("'" + text + "' is no value of " + fact.name, "it takes " + to_string(fact.type));
  return *value;
}

}  // namespace

void SaidFacts::take(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) throw bad_command_line("'" + text + "' is not fact=value", said_example);
  const auto name = text.substr(0, equals), value = text.substr(equals + 1);
  if (name == "facility" || name == "facility.name") return take_facility(value);
  take(name, value);
}

void SaidFacts::take_facility(const std::string& name) {
  const auto found = facilities_.find(name);
  if (found == facilities_.end()) {
    std::vector<std::string> known;
    for (const auto& [each, entry] : facilities_) known.push_back(each);
    throw bad_command_line("unknown facility '" + name + "'", suggestion(name, known, vocabulary_command));
  }
  facts["facility.name"] = name;
  facts["facility.kind"] = found->second.kind;
  facts["facility.prefecture"] = found->second.prefecture;
  place = found->second.prefecture;
}

void SaidFacts::take(const std::string& name, const std::string& text) {
  const auto& program = rulebook_.program();
  const int index = program.fact(name);
  if (index < 0) {
    std::vector<std::string> known;
    for (const auto& each : program.facts) known.push_back(each.name);
    throw bad_command_line("unknown fact '" + name + "'", suggestion(name, known, vocabulary_command));
  }
  const auto& fact = program.facts[static_cast<std::size_t>(index)];
  if (!fact.derive.empty())
    throw bad_command_line("'" + name + "' follows from other facts", "say the facts that it follows from");
  facts[name] = said_value(text, fact);
}

Moment moment_asked(const std::string& text) {
  const auto day = parse_date(text);
  const auto at = day ? std::optional(at_midnight(*day)) : parse_moment(text);
  if (!at)
    throw bad_command_line("rules decide needs --at DATE or MOMENT, not '" + text + "'",
                           "for example --at 2026-05-01");
  return *at;
}

}  // namespace karimen::harness::cli
