// karimen watch: scenarios run again when a file is saved that they have to do with.
#include <algorithm>
#include <iterator>
#include <optional>
#include <ostream>
#include <thread>

#include "base/visible.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/standard_streams.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/run/folder_watch.hpp"
#include "harness/cli/run/select/changed.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/reporter.hpp"
#include "harness/scenario/reading/sequences.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr Bilingual waiting_words{"watching {} files; Ctrl-C ends\n",
                                  "{}件のファイルを監視中。Ctrl-C で終了\n"};
constexpr Bilingual saved_words{"\nsaved: {}\n", "\n保存: {}\n"};
constexpr Bilingual untouched_words{"no scenario has to do with that\n", "関係するシナリオはない\n"};
constexpr Bilingual broken_words{"waiting until it is whole\n", "直るまで待つ\n"};

class Watcher {
 public:
  Watcher(const Invocation& invocation, const Streams& streams)
      : invocation_(invocation),
        streams_(streams),
        folders_(data_of(invocation)),
        selection_(selection_of(invocation, folders_)) {}

  ExitCode run() {
    FolderWatch saved(folders());
    saved_ = &saved;
    const Interrupt interrupt;
    std::optional<std::set<fs::path>> changed;  // none: the first round is about everything
    for (;;) {
      guarded([&] { round(changed, interrupt.flag()); });
      if (interrupt.flag()) return ExitCode::interrupted;
      streams_.out << say(waiting_words, invocation_.language, {std::to_string(files_)});
      streams_.out.flush();
      const auto now = saved.wait(interrupt.descriptor());
      if (now.empty()) return ExitCode::interrupted;
      tell_saved(now);
      changed = std::exchange(open_, {});
      for (const auto& file : now) changed->insert(fs::weakly_canonical(fs::absolute(file)));
    }
  }

 private:
  // Where scenarios, rules and people are.
  [[nodiscard]] std::vector<fs::path> folders() const {
    std::vector<fs::path> all{folders_.rulebook, folders_.personas()};
    (void)find_scenario_files(selection_.paths, selection_.data);  // says what does not exist
    for (const auto& text : selection_.paths) {
      const auto path = split_path(text).path;
      if (path == "-" || fs::is_fifo(path))
        throw bad_command_line("'" + text + "' is read once, and never saved", "name files or folders");
      all.push_back(fs::is_directory(path) ? path : fs::absolute(path).parent_path());
    }
    return all;
  }

  // A file is saved half, or with a mistake in it: what it says is told, and it comes again.
  template <typename Work>
  void guarded(Work work) {
    try {
      work();
    } catch (const DiagnosticError& error) {
      cli::print(error.diagnostics(), invocation_.language, streams_);
      streams_.err << broken_words.in(invocation_.language);
      streams_.err.flush();
    }
  }

  void round(const std::optional<std::set<fs::path>>& changed, const std::atomic<bool>& stop) {
    if (changed) open_ = *changed;  // until it is done
    auto documents = load_documents(folders_.rulebook);
    const auto context = plain_context(sound_rulebook(folders_), folders_);
    auto lexicon = lexicon_of(context.rulebook, folders_);
    lexicon.most_cases = most_cases_of(invocation_);
    auto found = find_scenario_files(selection_.paths, selection_.data);
    files_ = found.files.size();
    auto selection = selection_;
    selection.also.emplace_back([&](const Scenario& scenario) {
      for (const auto& file : scenario.included) saved_->also(fs::absolute(file).lexically_normal());
      return true;
    });
    std::optional<ChangedFiles> files;
    if (changed) {
      files.emplace(*changed, changes_between(documents_, documents), context, folders_);
      selection.also.emplace_back([&](const Scenario& scenario) { return files->touch(scenario); });
    }
    std::string advice;
    auto read = read_found(std::move(found), selection, lexicon, advice);
    for (const auto& unread : read.unread)
      for (const auto& problem : unread.problems) watch_what_mends(problem);
    admit(read, context, folders_);
    documents_ = std::move(documents);
    open_.clear();
    if (read.scenarios.empty() && read.unread.empty()) {
      streams_.out << untouched_words.in(invocation_.language);
      return;
    }
    perform(std::move(read.scenarios), context, stop);
    if (!read.unread.empty()) throw DiagnosticError(problems_of(read.unread));
  }

  // An included file may be what is broken, or what is not there yet.
  void watch_what_mends(const Diagnostic& problem) {
    const auto watch = [&](const fs::path& file) { saved_->also(fs::absolute(file).lexically_normal()); };
    const auto& file = problem.where.file;
    if (file.empty()) return;
    watch(file);
    try {
      for (const auto& included : paths_included(yaml::load_file(file), file)) watch(included);
    } catch (const DiagnosticError&) {
      return;  // it includes nothing until it can be read
    }
  }

  void perform(std::vector<Scenario> scenarios, const RunContext& context, const std::atomic<bool>& stop) {
    std::stable_partition(scenarios.begin(), scenarios.end(),
                          [&](const Scenario& each) { return failing_.contains(each.identity()); });
    const auto report = report::text_report(
        streams_.out, {.colour = streams_.colour_out,
                       .verbose = invocation_.has("verbose"),
                       .wording = report::Wording(invocation_.language, &context.rulebook.vocabulary())
                                      .within(streams_.columns_out)});
    const auto jobs = invocation_.jobs(std::max(1u, std::thread::hardware_concurrency()));
    const auto hosts = builtin_factory("direct", jobs, folders_);
    report::EventMasker masker;
    const auto take = [&](Event&& happened) {
      const auto event = masker.masked(std::move(happened));
      report->take(report::plain(event));
      if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
        if (finished->verdict >= Verdict::fail)
          failing_.insert(finished->id);
        else
          failing_.erase(finished->id);
      }
    };
    harness::run(scenarios, context, SystemFactory(hosts), {.jobs = jobs}, take, stop);
  }

  void tell_saved(const std::set<fs::path>& saved) {
    std::string names;
    for (const auto& file : saved)
      names += (names.empty() ? "" : ", ") + shown_path(fs::proximate(file).string());
    streams_.out << say(saved_words, invocation_.language, {names});
    streams_.out.flush();
  }

  const Invocation& invocation_;
  const Streams& streams_;
  const DataFolders folders_;
  const Selection selection_;
  std::vector<yaml::Node> documents_;  ///< the rulebook, as it was when it was last whole
  std::set<fs::path> open_;            ///< what changed and was not run since
  std::set<std::string> failing_;      ///< what failed when it was last run
  std::size_t files_ = 0;
  FolderWatch* saved_ = nullptr;
};

}  // namespace

ExitCode watch_scenarios(const Invocation& invocation, const Streams& streams) {
  return Watcher(invocation, streams).run();
}

}  // namespace karimen::harness::cli
