#include "harness/cli/run/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "base/text.hpp"
#include "harness/builtin/builtin_system.hpp"
#include "harness/report/output_file.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Casualty;
using explore::Sweep;
using explore::Tally;

constexpr std::size_t most_shown = 20;

struct Column {
  const char* title;
  const char* key;
  std::size_t Tally::*value;
};
constexpr Column columns[]{{"steps", "steps", &Tally::steps},
                           {"commands", "commands", &Tally::commands},
                           {"write points", "write_points", &Tally::write_points},
                           {"cuts", "cuts", &Tally::cuts},
                           {"repeated", "repetitions", &Tally::repetitions},
                           {"old record", "old_record", &Tally::old_record},
                           {"no record", "no_record", &Tally::no_record},
                           {"new record", "new_record", &Tally::new_record},
                           {"survived", "survived", &Tally::survived}};

void print_table(const Sweep& sweep, std::ostream& out) {
  out << padded("procedure", 30);
  for (const auto& column : columns) out << fmt::format("{:>14}", column.title);
  out << '\n';
  const auto row = [&](const std::string& name, const Tally& tally) {
    out << padded(name, 30);
    for (const auto& column : columns) out << fmt::format("{:>14}", tally.*column.value);
    out << '\n';
  };
  for (const auto& [procedure, tally] : sweep.procedures) row(procedure, tally);
  row("all", sweep.total());
}

void print(const Sweep& sweep, bool in_full, std::ostream& out) {
  if (in_full) print_table(sweep, out);
  for (std::size_t i = 0; i < std::min(sweep.casualties.size(), most_shown); ++i) {
    const auto& each = sweep.casualties[i];
    out << fmt::format("\nnot survived: {} step {} ({}), command {}, write point {}\n  {}\n  to see it: {}\n",
                       each.scenario, each.step, each.procedure, each.command, each.write_point, each.why,
                       each.reproduction());
  }
  if (sweep.casualties.size() > most_shown)
    out << fmt::format("\n... and {} more\n", sweep.casualties.size() - most_shown);
  out << fmt::format("{} scenarios swept: {} write points, {} survived\n", sweep.scenarios,
                     sweep.total().write_points, sweep.total().survived);
}

nlohmann::ordered_json object_of(const char* event, const Tally& tally) {
  nlohmann::ordered_json object{{"event", event}};
  for (const auto& column : columns) object[column.key] = tally.*column.value;
  return object;
}

void print_ndjson(const Sweep& sweep, std::ostream& out) {
  for (const auto& [procedure, tally] : sweep.procedures) {
    auto object = object_of("swept", tally);
    object["procedure"] = procedure;
    out << object.dump() << '\n';
  }
  for (const auto& each : sweep.casualties)
    out << nlohmann::ordered_json{{"event", "not_survived"}, {"scenario", each.scenario},
                                  {"step", each.step},       {"procedure", each.procedure},
                                  {"command", each.command}, {"write_point", each.write_point},
                                  {"why", each.why},         {"reproduction", each.reproduction()}}
               .dump()
        << '\n';
  auto total = object_of("sweep_finished", sweep.total());
  total["scenarios"] = sweep.scenarios;
  out << total.dump() << '\n';
}

// After an ordinary run its files are closed: what a sweep says then goes where results go.
void tell(const Sweep& sweep, const Invocation& invocation, const Streams& streams) {
  auto wanted = invocation.all("reporter");
  if (wanted.empty()) wanted.emplace_back("terminal");
  for (const auto& each : wanted) {
    const auto equals = invocation.has("sweep") ? each.find('=') : std::string::npos;
    const auto name = each.substr(0, each.find('='));
    if (name != "terminal" && name != "ndjson" && !invocation.has("sweep")) continue;
    if (name != "terminal" && name != "ndjson")
      throw bad_command_line("a sweep has no reporter '" + name + "'", "one of: terminal, ndjson");
    std::optional<report::OutputFile> file;
    if (equals != std::string::npos) file.emplace(each.substr(equals + 1));
    auto& out = file ? file->stream() : streams.out;
    name == "ndjson" ? print_ndjson(sweep, out) : print(sweep, invocation.has("sweep"), out);
    if (file) file->commit();
  }
}

}  // namespace

ExitCode sweep_scenarios(std::span<const Scenario> scenarios, const RunContext& context,
                         const DataFolders& folders, const Invocation& invocation, const Streams& streams,
                         const std::atomic<bool>& stop) {
  const sim::world::Premises premises(folders.fixtures());
  const auto factory = [&](sim::reader::Slot& slot) -> std::unique_ptr<System> {
    return std::make_unique<BuiltinSystem>(slot, premises);
  };
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  const auto swept = explore::sweep(scenarios, context, factory,
                                    {.jobs = invocation.number("jobs", cores, 1), .after_cut = {}}, stop);
  tell(swept, invocation, streams);
  if (stop) return ExitCode::interrupted;
  return swept.casualties.empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
