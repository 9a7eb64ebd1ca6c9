// karimen replay: what a bundle holds is run again, and compared event by event.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>

#include "base/process/taken_place.hpp"
#include "base/visible.hpp"
#include "harness/cli/defect/defects.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/reproduce/bundle_file.hpp"
#include "harness/cli/reproduce/event_difference.hpp"
#include "harness/cli/run/history/run_origin.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/cli/sut/hybrid_run.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/reporter.hpp"
#include "harness/runner/all_assumptions.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr Bilingual header_words{"{}: {} scenarios, {}{}\n", "{}: シナリオ {} 件、{}{}\n"};
constexpr Bilingual other_version{"made by version {}, this is {}\n", "作成時の版は {}、現在は {}\n"};
constexpr Bilingual other_rulebook{"the rulebook is another one than then\n", "当時とは規則集が異なる\n"};
constexpr Bilingual other_persona{"the persona {} is another one than then\n",
                                  "当時とはペルソナ {} が異なる\n"};
constexpr Bilingual same_word{"same", "同じ"};
constexpr Bilingual different_word{"different", "相違"};
constexpr Bilingual fixed_word{"fixed", "解消"};
constexpr Bilingual missing_word{"not run", "実行不能"};
constexpr Bilingual at_step{"at step {}, {}", "ステップ {}（{}）で"};
constexpr Bilingual at_end{"after the last step", "最後のステップの後"};
constexpr Bilingual was_words{"    {}\n      then: {}\n      now:  {}\n",
                              "    {}\n      当時: {}\n      今回: {}\n"};
constexpr Bilingual nothing_word{"nothing", "なし"};
constexpr Bilingual not_bundled{"its file is not in the bundle\n", "ファイルがバンドルにない\n"};
constexpr Bilingual not_found{"there is no such scenario in it any more\n", "そのシナリオが見つからない\n"};
constexpr Bilingual sums{"{} the same, {} different, {} fixed\n", "同じ {} 件、相違 {} 件、解消 {} 件\n"};

bool same_content(const fs::path& one, const fs::path& other) {
  using Characters = std::istreambuf_iterator<char>;
  std::ifstream first(one, std::ios::binary), second(other, std::ios::binary);
  return first && second && std::equal(Characters(first), Characters(), Characters(second), Characters());
}

// "file#id[case, A-10=erased]" of --all-assumptions.
std::optional<Scenario> variant_called(const std::string& name, std::span<const Scenario> scenarios) {
  const auto equals = name.rfind('=');
  if (equals == std::string::npos || !name.ends_with(']')) return std::nullopt;
  const auto begin = name.find_last_of("[ ", equals) + 1;
  const auto id = name.substr(begin, equals - begin);
  const auto value = name.substr(equals + 1, name.size() - equals - 2);
  for (const auto& each : scenarios)
    if (auto variant = under_assumption(each, id, value); variant.identity() == name) return variant;
  return std::nullopt;
}

// "file#id[case]@2" of --repeat.
std::optional<Scenario> round_called(const std::string& name, std::span<const Scenario> scenarios) {
  const auto at = name.rfind('@');
  if (at == std::string::npos) return std::nullopt;
  const auto found = std::ranges::find(scenarios, name.substr(0, at), &Scenario::identity);
  if (found == scenarios.end()) return std::nullopt;
  auto round = *found;
  std::from_chars(name.data() + at + 1, name.data() + name.size(), round.repetition);
  return round;
}

// Of the run: its institutions err here, too.
sim::world::Defects defects_of(const Bundle& bundle) {
  const auto found = bundle.options.find("defect");
  if (found == bundle.options.end()) return {};
  const auto names = members_of(to_string(found->second));
  return defects_named(std::vector(names.begin(), names.end()));
}

class Replaying {
 public:
  Replaying(Bundle bundle, const Invocation& invocation, const Streams& streams)
      : bundle_(std::move(bundle)),
        invocation_(invocation),
        streams_(streams),
        language_(invocation.language),
        folders_(data_of(invocation)),
        context_(plain_context(sound_rulebook(folders_), folders_)) {
    context_.seed = bundle_.seed;
    context_.assumptions = bundle_.assumptions;
    context_.oracle_assumptions = bundle_.oracle_assumptions;
  }

  ExitCode run() {
    tell_bundle();
    auto chosen = scenarios();
    for (const auto& [bundled, scenario] : chosen)
      for (const auto& [who, persona] : scenario.personas) checksum_of_persona(bundle_, persona);
    const auto transport = invocation_.get("transport", bundle_.transport);
    const auto hosts = builtin_factory(transport, 1, folders_, defects_of(bundle_));
    std::optional<HybridRun> hybrid;
    std::vector<std::string> places;
    if (!bundle_.lies_in.empty()) places.push_back(bundle_.lies_in);
    if (auto setup = setup_of(invocation_, context_.rulebook.vocabulary(), places)) {
      setup->transport = transport;
      hybrid.emplace(hosts, port_words(context_.rulebook, folders_), *setup);
    } else if (!bundle_.system.empty() && !invocation_.has("sut")) {
      throw bad_command_line("the run was of another system: " + bundle_.system,
                             "give its --sut again, or --sut builtin");
    }
    const SystemFactory factory = hybrid ? hybrid->factory() : SystemFactory(hosts);
    const Interrupt interrupt;
    for (const auto& each : chosen) {
      if (interrupt.flag()) return ExitCode::interrupted;
      replay(each, factory, transport, interrupt.flag());
    }
    streams_.out << say(sums, language_,
                        {std::to_string(same_), std::to_string(different_), std::to_string(fixed_)});
    return fixed_ == bundle_.scenarios.size() ? ExitCode::ok : ExitCode::verdict_failed;
  }

 private:
  void tell_bundle() const {
    streams_.out << say(header_words, language_,
                        {bundle_.folder.string(), std::to_string(bundle_.scenarios.size()), bundle_.transport,
                         bundle_.system.empty() ? "" : ", " + bundle_.system});
    const auto here = origin_of(folders_, {}, {}, {});
    if (here.version != bundle_.version)
      streams_.out << say(other_version, language_, {bundle_.version, here.version});
    if (here.rulebook != bundle_.rulebook) streams_.out << other_rulebook.in(language_);
    std::error_code none;
    for (fs::directory_iterator each(bundle_.folder / bundle_names.personas, none), end; !none && each != end;
         each.increment(none))
      if (!same_content(each->path(), folders_.personas() / each->path().filename()))
        streams_.out << say(other_persona, language_, {visible_line(each->path().stem().string())});
  }

  // Each bundled one that can still be run, beside how it went then.
  [[nodiscard]] std::vector<std::pair<const BundledScenario*, Scenario>> scenarios() {
    Selection selection;
    for (const auto& each : bundle_.scenarios)
      if (!each.file.empty())
        selection.paths.push_back((bundle_.folder / bundle_names.files / each.file).string());
    std::vector<Scenario> all;
    if (!selection.paths.empty()) {
      all = runnable_scenarios(selection, lexicon_of(context_.rulebook, folders_), context_, folders_);
    }
    for (auto& scenario : all) {
      const auto as_then = std::ranges::find(bundle_.scenarios, scenario.file, &BundledScenario::file);
      if (as_then != bundle_.scenarios.end() && !as_then->called.empty()) scenario.file = as_then->called;
    }
    std::vector<std::pair<const BundledScenario*, Scenario>> chosen;
    for (const auto& each : bundle_.scenarios) {
      if (const auto* found = scenario_called(each.name, all))
        chosen.emplace_back(&each, *found);
      else if (auto round = round_called(each.name, all))
        chosen.emplace_back(&each, std::move(*round));
      else if (auto variant = variant_called(each.name, all))
        chosen.emplace_back(&each, std::move(*variant));
      else
        tell(missing_word, each, (each.file.empty() ? not_bundled : not_found).in(language_));
    }
    return chosen;
  }

  void tell(const Bilingual& word, const BundledScenario& each, const std::string& more) const {
    streams_.out << word.in(language_) << "  " << each.name << "  " << more;
  }

  void replay(const std::pair<const BundledScenario*, Scenario>& one, const SystemFactory& factory,
              const std::string& transport, const std::atomic<bool>& stop) {
    std::vector<std::string> now;
    ScenarioFinished finished;
    report::EventMasker masker;
    const auto take = [&](Event&& happened) {
      if (std::holds_alternative<RunStarted>(happened) || std::holds_alternative<RunFinished>(happened))
        return;
      const auto event =
          report::plain(bundle_.masked ? masker.masked(std::move(happened)) : std::move(happened));
      if (const auto* end = std::get_if<ScenarioFinished>(&event)) finished = *end;
      now.push_back(report::to_json(event));
    };
    const RunOptions options{.transport = transport, .system = bundle_.system};
    harness::run(std::span(&one.second, 1), context_, factory, options, take, stop);
    if (stop) return;
    judge(*one.first, finished, now);
  }

  void judge(const BundledScenario& then, const ScenarioFinished& finished,
             const std::vector<std::string>& now) {
    if (finished.verdict == Verdict::skip) return tell(missing_word, then, verdict_of(finished) + '\n');
    if (finished.verdict < Verdict::flaky) {
      ++fixed_;
      return tell(fixed_word, then, verdict_of(finished) + '\n');
    }
    const auto recorded = bundle_.events.find(then.name);
    const auto parting =
        parting_of(recorded == bundle_.events.end() ? std::vector<std::string>{} : recorded->second, now);
    const auto verdict = verdict_of(finished);
    if (!parting) {
      ++same_;
      return tell(same_word, then, verdict + '\n');
    }
    ++different_;
    const auto place = parting->number == 0
                           ? std::string(at_end.in(language_))
                           : say(at_step, language_, {std::to_string(parting->number), parting->step});
    tell(different_word, then, place + "; " + verdict + '\n');
    const auto shown = [&](const std::string& text) {
      return text.empty() ? nothing_word.in(language_) : text;
    };
    streams_.out << say(was_words, language_, {parting->what, shown(parting->before), shown(parting->now)});
  }

  // "fail (prediction), personalise_card"
  [[nodiscard]] std::string verdict_of(const ScenarioFinished& finished) const {
    const report::Wording wording(language_);
    std::string text = wording.verdict(finished.verdict);
    if (finished.failure != Failure::none) text += " (" + wording.failure(finished.failure) + ')';
    return finished.step.empty() ? text : text + ", " + finished.step;
  }

  const Bundle bundle_;
  const Invocation& invocation_;
  const Streams& streams_;
  const Language language_;
  const DataFolders folders_;
  RunContext context_;
  std::size_t same_ = 0, different_ = 0, fixed_ = 0;
};

}  // namespace

ExitCode replay_bundle(const Invocation& invocation, const Streams& streams) {
  if (invocation.arguments.size() > 1)
    throw bad_command_line("'karimen replay' takes one bundle", "one after the other");
  const auto folder = invocation.arguments.empty() ? newest_bundle() : fs::path(invocation.arguments.front());
  if (folder.empty())
    throw bad_command_line("no run has left a bundle yet", "name one: run leaves it where --bundle says");
  const bool is_list = folder.filename() == bundle_names.list && fs::is_regular_file(folder);
  return Replaying(read_bundle(is_list ? karimen::folder_of(folder) : folder), invocation, streams).run();
}

}  // namespace karimen::harness::cli
