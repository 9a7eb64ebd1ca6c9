// karimen run: scenarios through the runner, into reports.
#include "harness/runner/run.hpp"

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
#include <thread>

#include "harness/cli/coverage/run_coverage.hpp"
#include "harness/cli/defect/defects.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/shard.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/reproduce/bundle_writer.hpp"
#include "harness/cli/run/context_of.hpp"
#include "harness/cli/run/contradictions.hpp"
#include "harness/cli/run/history/resumption.hpp"
#include "harness/cli/run/history/run_history.hpp"
#include "harness/cli/run/history/run_origin.hpp"
#include "harness/cli/run/report/observed_gate.hpp"
#include "harness/cli/run/report/progress.hpp"
#include "harness/cli/run/report/reports.hpp"
#include "harness/cli/run/select/choice.hpp"
#include "harness/cli/run/select/execution_order.hpp"
#include "harness/cli/run/sweep.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/cli/sut/hybrid_run.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/runner/all_assumptions.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen::harness::cli {
namespace {

// Another number of workers, another order, another locale and time zone: the digest must not move.
bool deterministic(std::span<const Scenario> scenarios, const RunContext& context,
                   const SystemFactory& factory, RunOptions options, const std::string& digest,
                   const std::atomic<bool>& stop, Language language, const Streams& streams) {
  setenv("TZ", "America/New_York", 1);
  if (std::setlocale(LC_ALL, "tr_TR.UTF-8") == nullptr) std::setlocale(LC_ALL, "C.UTF-8");
  const auto most = options.jobs;
  options.fail_fast = false;
  for (const unsigned jobs : {1u, most}) {
    options.jobs = jobs;
    options.shuffle = 0x9E3779B97F4A7C15 + jobs;
    const auto again = run(
        scenarios, context, factory, options, [](const Event&) {}, stop);
    if (stop) return true;
    if (again.digest == digest) continue;
    constexpr Bilingual differs{"not deterministic: with {} workers and another order the digest is {}\n",
                                "非決定的: ワーカー{}、別の順序でのダイジェストは {}\n"};
    streams.err << say(differs, language, {std::to_string(jobs), again.digest});
    return false;
  }
  constexpr Bilingual same{"deterministic: the same digest with other workers, order, locale and time zone\n",
                           "決定的: ワーカー数、順序、ロケール、時間帯を変えてもダイジェストは同じ\n"};
  streams.err << say(same, language);
  return true;
}

// A scenario is written under its own `assume`: --assume does not change it.
void tell_own_assumptions(std::span<const Scenario> scenarios, const Facts& assumptions, Language language,
                          std::ostream& err) {
  constexpr Bilingual unreached{
      "warning: --assume {0}={1} does not reach {2} scenarios that assume {0} otherwise themselves: {3}\n",
      "警告: --assume {0}={1} は、{0} を自ら別に定めるシナリオ{2}件には及ばない: {3}\n"};
  for (const auto& [id, value] : assumptions) {
    std::size_t others = 0;
    const Scenario* first = nullptr;
    for (const auto& scenario : scenarios) {
      const auto own = scenario.assumptions.find(id);
      if (own == scenario.assumptions.end() || own->second == value) continue;
      if (others++ == 0) first = &scenario;
    }
    if (others == 0) continue;
    err << say(
        unreached, language,
        {id, to_string(value), std::to_string(others), first->identity() + (others == 1 ? "" : ", ...")});
  }
}

Offer offer_of(const std::optional<HybridRun>& hybrid, const std::string& transport) {
  Offer offer{.transport = transport};
  if (!hybrid) return offer;
  const auto& beside = hybrid->introduction();
  offer.beside = {.name = beside.name, .procedures = beside.procedures, .facts = beside.observes};
  return offer;
}

// A card in a reader mostly waits for pcscd: of several workers each has eight readers, of which it works on
// one after the other. One worker does one thing at a time.
unsigned readers_for(const Invocation& invocation, bool one_connection) {
  constexpr unsigned most = sim::reader::most_readers;
  const unsigned each = one_connection ? 1 : 8;
  const auto jobs = invocation.jobs(one_connection ? 1 : 2);
  const auto wanted = jobs == 1 ? 1 : std::min(jobs, most / each) * each;
  const auto readers = invocation.number("readers", wanted, 1);
  return invocation.has("jobs") ? std::min(readers, wanted) : readers;
}

// What is repeated or goes on may lie anywhere, and its karimen.toml with it.
std::vector<std::string> paths_that_run(const Invocation& invocation, std::span<const Scenario> scenarios) {
  const bool found_again = invocation.has("failed") || invocation.has("resume");
  if (!found_again || !invocation.arguments.empty()) return invocation.arguments;
  std::set<std::string> paths;
  for (const auto& each : scenarios) paths.insert(each.spot.file());
  return {paths.begin(), paths.end()};
}

// Whoever waits for verdicts must not take none for a pass.
ExitCode tell_all_skipped(const Invocation& invocation, std::ostream& err) {
  const bool may_be = invocation.has("allow-empty");
  err << render({.what = "everything that is selected was skipped",
                 .fix = may_be ? "" : "with --allow-empty that ends with 0",
                 .severity = Severity::warning},
                invocation.language);
  return may_be ? ExitCode::ok : ExitCode::nothing_selected;
}

ExitCode run_into(Reports& reports, std::optional<Rulebook>& loaded, const Invocation& invocation,
                  const Streams& streams) {
  reports.trace_as(invocation);
  const auto folders = data_of(invocation);
  const auto& rulebook = loaded.emplace(sound_rulebook(folders));
  auto lexicon = lexicon_of(rulebook, folders);
  reports.speak(report::Wording(invocation.language, &rulebook.vocabulary()), &rulebook, lexicon.facilities,
                lexicon.personas);
  lexicon.most_cases = most_cases_of(invocation);
  RunHistory history(invocation, streams);
  history.judged_by(folders.rulebook);
  const auto selection = selection_and_shard_of(invocation, folders, streams.err);
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  auto read = choose_scenarios(selection, invocation, folders, lexicon, context, history, streams);
  admit(read, context, folders);
  auto& [scenarios, unread] = read;
  print(problems_of(unread), invocation.language, streams);
  auto setup = setup_of(invocation, rulebook.vocabulary(), paths_that_run(invocation, scenarios));
  ObservedGate gate(invocation);
  RunCoverage coverage(invocation);
  const auto transport = invocation.get("transport", "direct");
  // Who runs already is spoken to on one connection.
  const bool one_connection = setup && setup->address.kind != port::Address::Kind::command;
  const auto cores = one_connection ? 1u : std::max(1u, std::thread::hardware_concurrency());
  const auto readers = readers_for(invocation, one_connection);
  const auto jobs = transport == "pcsc" ? readers : invocation.jobs(cores);
  auto hosts = builtin_factory(transport, readers, folders, defects_of(invocation));
  const bool by_hand = setup && setup->address.kind == port::Address::Kind::manual;
  std::optional<Interrupt> interrupt;
  std::optional<HybridRun> hybrid;
  if (setup) {
    setup->transport = transport;
    setup->stopped = [&interrupt] { return interrupt && interrupt->flag(); };
    hybrid.emplace(hosts, port_words(rulebook, folders), *setup);
    tell_introduction(*hybrid, invocation.language, streams.err);
  }
  const Tested tested{.system = setup ? std::optional(setup->address) : std::nullopt,
                      .first_file = history.first_file(scenarios, selection.shards > 1)};
  const SystemFactory factory = hybrid ? hybrid->factory() : SystemFactory(hosts);
  if (by_hand && jobs > 1) throw bad_command_line("a person does one thing at a time", "leave out -j");
  RunOptions options{.unread = unread,
                     .jobs = jobs,
                     .fail_fast = invocation.has("fail-fast"),
                     .retries = invocation.number("retries", 0),
                     .transport = transport,
                     .system = hybrid ? hybrid->introduction().name : "",
                     .origin = origin_of(folders, selection, invocation, tested),
                     .offer = offer_of(hybrid, transport),
                     .in_readers = transport == "pcsc"};
  tell_own_assumptions(scenarios, context.assumptions, invocation.language, streams.err);
  interrupt.emplace();
  if (invocation.has("all-assumptions"))
    scenarios = under_all_assumptions(scenarios, context, factory, options, interrupt->flag());
  options.turns = turns_of(scenarios, invocation, streams.err);
  history.leave_out_finished(options.turns, scenarios);
  history.plan(scenarios, unread);
  BundleWriter bundle(invocation.line, context, folders, scenarios, bundle_place(invocation),
                      !invocation.has("unmasked"));
  std::optional<Progress> progress;
  report::EventMasker masker;
  const bool unmasked = invocation.has("unmasked");
  const auto take = [&](Event&& happened) {
    const auto event = report::plain(unmasked ? std::move(happened) : masker.masked(std::move(happened)));
    history.take(event);  // first: what is told is kept
    progress->around(event, [&] { reports.take(event); });
    gate.take(event);
    bundle.take(event, streams.err, invocation.language);
  };
  progress.emplace(options.turns.size() + unread.size(), streams, invocation.language, by_hand);
  std::optional<Answering> answering(std::in_place, *interrupt, [&] { progress->tell(); });
  auto watched = options;
  watched.watch = [&](unsigned worker, const std::string& scenario, const std::string& step) {
    progress->at(worker, scenario, step);
  };
  watched.witness = coverage.witness(rulebook);
  const auto summary = run(scenarios, context, factory, watched, take, interrupt->flag());
  answering.reset();
  progress.reset();
  reports.finish();
  bundle.finish(streams.err, invocation.language);
  std::vector<Scenario> torn;
  std::ranges::copy_if(scenarios, std::back_inserter(torn), [](const Scenario& each) { return each.sweep; });
  auto code = summary.exit_code();
  if (code == ExitCode::nothing_selected) code = tell_all_skipped(invocation, streams.err);
  code = graver(code, history.broken() ? ExitCode::environment : ExitCode::ok);
  code = graver(code, tell_whole_run(history, streams, invocation.language));
  code = graver(code, gate.finish(invocation.language, streams.err));
  code = graver(code,
                coverage.finish(options.origin.rulebook, facilities_for_oracle(lexicon.facilities), streams));
  if (!torn.empty() && (code == ExitCode::ok || code == ExitCode::undecided))
    code = graver(code, sweep_scenarios(torn, context, folders, invocation, streams, *interrupt));
  if (invocation.has("check-determinism") && !summary.interrupted &&
      !deterministic(scenarios, context, factory, options, summary.digest, interrupt->flag(),
                     invocation.language, streams) &&
      code == ExitCode::ok)
    code = ExitCode::not_deterministic;
  if (hybrid && !hybrid->finish(invocation.language, streams.err)) code = graver(code, ExitCode::environment);
  if (interrupt->flag() && code != ExitCode::internal && invocation.has("check-determinism"))
    code = ExitCode::interrupted;
  return code;
}

ExitCode sweep_all(const Invocation& invocation, const Streams& streams) {
  prepare_sweep(invocation);
  if (invocation.has("sut"))
    throw bad_command_line("--sweep is about the built-in system", "leave out --sut");
  refuse_contradictions(invocation);
  const auto folders = data_of(invocation);
  const auto rulebook = sound_rulebook(folders);
  auto lexicon = lexicon_of(rulebook, folders);
  lexicon.most_cases = most_cases_of(invocation);
  RunHistory history(invocation, streams);
  const auto context = context_of(invocation, rulebook, folders, lexicon.facilities);
  auto read = choose_scenarios(selection_and_shard_of(invocation, folders, streams.err), invocation, folders,
                               lexicon, context, history, streams);
  admit(read, context, folders);
  const auto& [scenarios, unread] = read;
  if (!unread.empty() && !invocation.has("keep-going")) throw DiagnosticError(problems_of(unread));
  print(problems_of(unread), invocation.language, streams);
  Interrupt interrupt;
  const auto code = sweep_scenarios(scenarios, context, folders, invocation, streams, interrupt);
  return unread.empty() ? code : graver(code, ExitCode::invalid_input);
}

}  // namespace

ExitCode run_scenarios(const Invocation& given, const Streams& streams) {
  if (given.has("sweep")) return sweep_all(given, streams);
  if (all_defects(given)) {
    refuse_contradictions(given);
    return run_against_defects(given, streams);
  }
  std::optional<Rulebook> rulebook;  // whose words the reports use to their end
  Reports reports(given, streams, KeptApdus::failed);
  try {
    refuse_contradictions(given);
    return run_into(reports, rulebook, given.has("resume") ? as_resumed(given) : given, streams);
  } catch (const DiagnosticError& error) {
    reports.abandon({.unread = true, .mistakes = render_all(error.diagnostics())});
    throw;
  } catch (const std::exception& error) {
    reports.abandon({.detail = error.what()});
    throw;
  }
}

}  // namespace karimen::harness::cli
