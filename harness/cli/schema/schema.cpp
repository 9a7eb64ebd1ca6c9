// karimen schema: JSON Schemas of what people write, for editors, and of event streams, for programs.
#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/schema/file_schemas.hpp"
#include "harness/cli/schema/scenario_schema.hpp"

namespace karimen::harness::cli {
namespace {

struct SchemaKind {
  const char* name;
  std::string (*write)(const Lexicon& lexicon, const DataFolders& folders, Language language);
};
constexpr SchemaKind schema_kinds[] = {
    {"scenario", [](auto& lexicon, auto&, auto language) { return scenario_schema(lexicon, language); }},
    {"card", [](auto&, auto& folders, auto language) { return card_schema(folders, language); }},
    {"rulebook", [](auto& lexicon, auto&, auto language) { return rulebook_schema(lexicon, language); }},
    {"faults", [](auto& lexicon, auto&, auto language) { return fault_schema(lexicon, language); }},
    {"configuration",
     [](auto& lexicon, auto&, auto language) { return configuration_schema(lexicon, language); }},
    {"events", [](auto&, auto&, auto language) { return event_schema_text(language); }},
};

}  // namespace

ExitCode print_schema(const Invocation& invocation, const Streams& streams) {
  const std::string wanted = invocation.arguments.empty() ? "scenario" : invocation.arguments.front();
  std::vector<std::string> names;
  for (const auto& kind : schema_kinds) names.emplace_back(kind.name);
  const auto* kind = std::ranges::find(schema_kinds, wanted, &SchemaKind::name);
  if (kind == std::end(schema_kinds) || invocation.arguments.size() > 1)
    throw bad_command_line("there is no schema '" + wanted + "'", suggestion(wanted, names));
  const auto folders = data_of(invocation);
  streams.out << kind->write(lexicon_of(load_rulebook(folders), folders), folders, invocation.language);
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
