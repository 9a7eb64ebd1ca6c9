#include "harness/cli/run/sweep.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/builtin/builtin_system.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/run/report/progress.hpp"
#include "harness/cli/run/report/reporter_choice.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/report/output_file.hpp"
#include "harness/runner/requirements.hpp"

namespace karimen::harness::cli {
namespace {

using explore::Casualty;
using explore::Sweep;
using explore::Tally;

constexpr std::size_t most_shown = 20;
/// What an ordinary run may write to standard output with a sweep behind it.
constexpr std::array<std::string_view, 3> told_to{"terminal", "dots", "ndjson"};

struct Column {
  Bilingual title;
  const char* key;
  std::size_t Tally::*value;
};
constexpr Column columns[]{{{"steps", "ステップ"}, "steps", &Tally::steps},
                           {{"commands", "コマンド"}, "commands", &Tally::commands},
                           {{"write points", "書込み点"}, "write_points", &Tally::write_points},
                           {{"cuts", "電源断"}, "cuts", &Tally::cuts},
                           {{"repeated", "再実行"}, "repetitions", &Tally::repetitions},
                           {{"old record", "旧記録"}, "old_record", &Tally::old_record},
                           {{"no record", "記録なし"}, "no_record", &Tally::no_record},
                           {{"new record", "新記録"}, "new_record", &Tally::new_record},
                           {{"survived", "無事"}, "survived", &Tally::survived}};

constexpr Bilingual procedure_title{"procedure", "手続"}, all_procedures{"all", "合計"};
constexpr Bilingual casualty_words{
    "\nnot survived: {} step {} ({}), command {}, write point {}\n  {}\n  to see it: {}\n",
    "\n異常: {} ステップ {}（{}）、コマンド{}、書込み点{}\n  {}\n  再現: {}\n"};
constexpr Bilingual and_more{"\n... and {} more\n", "\n……ほか{}件\n"};
constexpr Bilingual sweep_skipped_words{"{} scenarios skipped\n", "省略したシナリオ {}件\n"};
constexpr Bilingual summary_words{"{} scenarios swept: {} write points, {} survived\n",
                                  "シナリオ{}件の全書込み点で電源断: {}点、無事{}点\n"};

// Numbers stand under the end of their title.
std::string right(const std::string& text) {
  constexpr std::size_t width = 14;
  const auto used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + text;
}

void print_table(const Sweep& sweep, Language language, std::ostream& out) {
  out << padded(procedure_title.in(language), 30);
  for (const auto& column : columns) out << right(column.title.in(language));
  out << '\n';
  const auto row = [&](const std::string& name, const Tally& tally) {
    out << padded(name, 30);
    for (const auto& column : columns) out << right(std::to_string(tally.*column.value));
    out << '\n';
  };
  for (const auto& [procedure, tally] : sweep.procedures) row(procedure, tally);
  row(all_procedures.in(language), sweep.total());
}

void print(const Sweep& sweep, bool in_full, Language language, std::ostream& out) {
  if (in_full) print_table(sweep, language, out);
  for (std::size_t i = 0; i < std::min(sweep.casualties.size(), most_shown); ++i) {
    const auto& each = sweep.casualties[i];
    out << say(casualty_words, language,
               {each.scenario, each.step, each.procedure, std::to_string(each.command),
                std::to_string(each.write_point), translated(each.why, language), each.reproduction()});
  }
  if (sweep.casualties.size() > most_shown)
    out << say(and_more, language, {std::to_string(sweep.casualties.size() - most_shown)});
  out << say(summary_words, language,
             {std::to_string(sweep.scenarios), std::to_string(sweep.total().write_points),
              std::to_string(sweep.total().survived)});
}

nlohmann::ordered_json tally_object(const char* event, const Tally& tally) {
  nlohmann::ordered_json object{{"event", event}};
  for (const auto& column : columns) object[column.key] = tally.*column.value;
  return object;
}

void print_ndjson(const Sweep& sweep, std::ostream& out) {
  for (const auto& [procedure, tally] : sweep.procedures) {
    auto object = tally_object("swept", tally);
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
  auto total = tally_object("sweep_finished", sweep.total());
  total["scenarios"] = sweep.scenarios;
  out << total.dump() << '\n';
}

// After an ordinary run its files are closed: what a sweep says then goes where results go, if people read
// them there or line by line.
void tell(const Sweep& sweep, std::span<const ReporterChoice> choices, const Invocation& invocation,
          const Streams& streams) {
  const bool alone = invocation.has("sweep");
  for (const auto& choice : choices) {
    if (!alone && (!choice.file.empty() || std::ranges::find(told_to, choice.name) == told_to.end()))
      continue;
    std::optional<report::OutputFile> file;
    if (!choice.file.empty()) file.emplace(choice.file);
    auto& out = file ? file->stream() : streams.out;
    choice.name == "ndjson" ? print_ndjson(sweep, out) : print(sweep, alone, invocation.language, out);
    if (file) file->commit();
  }
}

std::vector<ReporterChoice> choices_of(const Invocation& invocation) {
  static const std::vector<std::string> of_a_sweep{"terminal", "ndjson"};
  const bool alone = invocation.has("sweep");
  Problems problems;
  auto choices = reporters_of(invocation.all("reporter"), alone ? of_a_sweep : known_reporters(), problems);
  for (const auto& choice : choices)
    problems.guarded([&] { must_not_be_read(choice.file, invocation.arguments); });
  problems.rethrow();
  return choices;
}

}  // namespace

void prepare_sweep(const Invocation& invocation) {
  std::error_code ignored;
  for (const auto& choice : choices_of(invocation))
    if (std::filesystem::is_regular_file(choice.file, ignored)) std::filesystem::remove(choice.file, ignored);
}

ExitCode sweep_scenarios(std::span<const Scenario> scenarios, const RunContext& context,
                         const DataFolders& folders, const Invocation& invocation, const Streams& streams,
                         Interrupt& interrupt) {
  const auto choices = choices_of(invocation);
  const sim::world::Premises premises(folders.fixtures());
  const auto factory = [&](sim::reader::Slot& slot) -> std::unique_ptr<System> {
    return std::make_unique<BuiltinSystem>(slot, premises);
  };
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Scenario> whole;  // what is not run is not swept
  std::ranges::copy_if(scenarios, std::back_inserter(whole),
                       [](const Scenario& each) { return why_skipped(each, Offer{}).empty(); });
  if (whole.size() < scenarios.size())
    streams.err << say(sweep_skipped_words, invocation.language,
                       {std::to_string(scenarios.size() - whole.size())});
  const auto swept = [&] {
    Progress progress(whole.size(), streams, invocation.language);
    const Answering answering(interrupt, [&] { progress.tell(); });
    const auto watch = [&](unsigned worker, const std::string& scenario) {
      progress.at(worker, scenario);
      if (scenario.empty()) progress.around(ScenarioFinished{.verdict = Verdict::pass}, [] {});
    };
    return explore::sweep(whole, context, factory, {.jobs = invocation.jobs(cores), .watch = watch},
                          interrupt.flag());
  }();
  tell(swept, choices, invocation, streams);
  if (interrupt.flag()) return ExitCode::interrupted;
  return swept.casualties.empty() ? ExitCode::ok : ExitCode::verdict_failed;
}

}  // namespace karimen::harness::cli
