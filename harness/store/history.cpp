#include "harness/store/history.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "base/checksum.hpp"
#include "base/text.hpp"
#include "harness/runner/event/digest.hpp"
#include "harness/store/runs.hpp"
#include "harness/store/schema.hpp"
#include "harness/store/texts.hpp"
#include "harness/store/whole_run.hpp"

namespace karimen::harness::store {
namespace {

// Nobody else's, on any machine: databases are merged.
std::string uid_of(const RunStarted& started) {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  Checksum sum;
  for (const auto& text : {std::string(host), std::to_string(getpid()), started.origin.measured_start,
                           std::to_string(std::chrono::steady_clock::now().time_since_epoch().count())})
    sum.add(text + '\n');
  return sum.finish().substr(0, 32);
}

// "A-10=erased oracle:A-52=national"
std::string spelled(const RunStarted& started) {
  std::vector<std::string> all;
  for (const auto& [id, value] : started.assumptions) all.push_back(id + '=' + to_string(value));
  for (const auto& [id, value] : started.oracle_assumptions)
    all.push_back("oracle:" + id + '=' + to_string(value));
  return joined(all, " ");
}

// Institutions that err on purpose are another system.
std::string system_of(const RunStarted& started) {
  const auto defects = started.origin.options.find("defect");
  return defects == started.origin.options.end()
             ? started.system
             : "defect " + joined(members_of(to_string(defects->second)), ", ");
}

// --timeout
std::string time_limit_of(const RunStarted& started) {
  const auto given = started.origin.options.find("timeout");
  return given == started.origin.options.end() ? "" : to_string(given->second);
}

// --repeat
std::size_t rounds_of(const RunStarted& started) {
  return started.selected.empty() ? 1 : std::max<std::size_t>(started.scenarios / started.selected.size(), 1);
}

// When a run was: those of one moment in the order in which they were written.
struct When {
  std::string started;
  std::int64_t run = 0;
  auto operator<=>(const When&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0
};

struct Last {
  When when;
  bool failed = false;
};

// Whether that is a file with a mistake whose scenarios ran later.
bool read_since(const std::map<std::string, Last>& all, const std::string& file, const When& when) {
  const auto begin = file + '#';
  for (auto each = all.lower_bound(begin); each != all.end() && each->first.starts_with(begin); ++each)
    if (when < each->second.when) return true;
  return false;
}

}  // namespace

History::History(const std::filesystem::path& file, bool to_read)
    : History(file, to_read && only_readable(file) ? Access::read : Access::create) {}

History::History(const std::filesystem::path& file, Access access) : database_(file, access), file_(file) {
  if (access == Access::read)
    require_today(database_);
  else
    bring_up_to_date(database_);
}
History::~History() = default;

void History::resume(std::int64_t run) {
  lock_.emplace(file_, run);
  resumed_ = run;
}

void History::take(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    begin(*started);
  } else if (const auto* step = std::get_if<StepEvent>(&event)) {
    for (const auto& rule : step->rules)
      if (rule.fired) rules_.insert(rule.id);
    assumptions_.insert(step->assumptions.begin(), step->assumptions.end());
  } else if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
    add(*finished);
    rules_.clear();
    assumptions_.clear();
  } else if (const auto* ended = std::get_if<RunFinished>(&event)) {
    end(*ended);
  }
}

std::int64_t History::new_run(const RunStarted& started) {
  const auto& origin = started.origin;
  database_.run(
      "INSERT INTO run (started, version, commit_id, seed, transport, system, rulebook, assumptions, "
      "pipeline, shards, heading, build, program, rounds, timeout) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?)",
      {origin.measured_start, origin.version, origin.commit, started.seed, started.transport,
       system_of(started), origin.rulebook, spelled(started), origin.pipeline, std::int64_t{origin.shards},
       heading_digest(started), origin.build, origin.program, static_cast<std::int64_t>(rounds_of(started)),
       time_limit_of(started)});
  return database_.last_key();
}

void History::require_same(const RunStarted& started) {
  const auto& origin = started.origin;
  const auto before = Runs(database_).find(resumed_);
  if (!before)  // it was removed after it had been chosen
    throw DiagnosticError(
        Diagnostic{.what = "the history has no run " + std::to_string(resumed_) + " any more",
                   .fix = "begin a new one",
                   .exit_code = ExitCode::nothing_selected});
  const auto now = conditions_of({.version = origin.version,
                                  .commit = origin.commit,
                                  .seed = started.seed,
                                  .transport = started.transport,
                                  .system = system_of(started),
                                  .rulebook = origin.rulebook,
                                  .assumptions = spelled(started),
                                  .timeout = time_limit_of(started),
                                  .build = origin.build,
                                  .program = origin.program});
  std::string differing;
  for (std::size_t i = 0; const auto& [name, then] : conditions_of(*before)) {
    if (const auto& value = now[i++].second; differ(name, then, value))
      differing += (differing.empty() ? "" : "; ") + name + " was '" + then + "', is '" + value + "'";
  }
  if (!differing.empty())
    throw DiagnosticError(
        Diagnostic{.what = "run " + std::to_string(resumed_) + " cannot go on: " + differing,
                   .fix = "one run is about one thing: begin a new one",
                   .exit_code = ExitCode::bad_command_line});
}

void History::begin(const RunStarted& started) {
  const auto& origin = started.origin;
  const std::set<std::string> selected(started.selected.begin(), started.selected.end());
  Transaction transaction(database_);
  if (resumed_ != 0) require_same(started);
  run_ = resumed_ != 0 ? resumed_ : new_run(started);
  await(selected);
  const auto selection = key_of_text(database_, "selection", {lines_of(selected)});
  database_.run("INSERT INTO part (run, uid, shard, started, selection, complete) VALUES (?, ?, ?, ?, ?, 0)",
                {run_, uid_of(started), std::int64_t{origin.shard}, origin.measured_start, selection});
  part_ = database_.last_key();
  if (resumed_ == 0) lock_.emplace(file_, run_);
  transaction.commit();
}

void History::await(const std::set<std::string>& selected) {
  const auto rounds =
      static_cast<std::size_t>(database_.number("SELECT rounds FROM run WHERE id = ?", {run_}));
  unfinished_.clear();
  for (const auto& name : selected) unfinished_.emplace(name, rounds);
  if (resumed_ == 0) return;
  for (const auto& [name, finished] : Runs(database_).finished_rounds(run_))
    if (const auto one = unfinished_.find(name); one != unfinished_.end()) {
      one->second -= std::min(finished.size(), rounds);
      if (one->second == 0) unfinished_.erase(one);
    }
}

void History::keep_rulebook(const std::string& digest,
                            const std::function<std::map<std::string, std::string>()>& what_rules_say) {
  if (database_.number("SELECT count(*) FROM rulebook WHERE digest = ?", {digest}) > 0) return;
  std::string lines;
  for (const auto& [name, text] : what_rules_say()) lines += name + ' ' + text + '\n';
  database_.run("INSERT OR IGNORE INTO rulebook VALUES (?, ?)", {digest, lines});
}

// Waiting for the disk at each scenario would take longer than the scenario.
void History::choose_wait() {
  const auto now = std::chrono::steady_clock::now();
  const bool due = now - on_disk_ >= most_at_risk;
  if (due) on_disk_ = now;
  if (std::exchange(waits_, due) != due)
    database_.run(due ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

void History::add(const ScenarioFinished& finished) {
  choose_wait();
  Transaction transaction(database_);
  const auto scenario = key_of_scenario(database_, std::string(identity_of(finished)));
  const auto failure = finished.unread ? std::string(unread_failure) : to_string(finished.failure);
  const auto mistake = finished.mistakes.in(Language::en);
  const auto detail = finished.unread ? mistake.substr(0, mistake.find('\n')) : finished.detail;
  const auto grounds = key_of_text(database_, "ground", {lines_of(rules_), lines_of(assumptions_)});
  database_.run(
      "INSERT INTO result SELECT ?1, ?2, iif(?12 = 0, count(*) + 1, ?12), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11 FROM result WHERE scenario = ?1 AND run = ?2",
      {scenario, run_, part_, to_string(finished.verdict), failure, finished.step,
       detail.empty() ? finished.reason.in(Language::en) : detail, grounds, finished.digest,
       finished.measured_ms, finished.text, std::int64_t{finished.repetition}});
  transaction.commit();
  if (const auto one = unfinished_.find(identity_of(finished));
      one != unfinished_.end() && --one->second == 0)
    unfinished_.erase(one);
}

void History::end(const RunFinished& finished) {
  if (database_.has_moved())
    database_.refuse("the history was moved or removed while it was written",
                     "leave it where it is until the run has ended");
  on_disk_ = {};
  choose_wait();
  Transaction transaction(database_);
  database_.run("UPDATE part SET complete = ? WHERE id = ?", {std::int64_t{unfinished_.empty()}, part_});
  database_.run("UPDATE run SET measured_ms = coalesce(measured_ms, 0) + ? WHERE id = ?",
                {finished.measured_ms, run_});
  // A run that went on is whole when all that it ever selected has a result, not only what was selected now.
  if (resumed_ == 0)
    database_.run("UPDATE run SET digest = ?, interrupted = ? WHERE id = ?",
                  {finished.digest, std::int64_t{finished.interrupted}, run_});
  else if (!finished.interrupted && Runs(database_).unfinished(run_).empty())
    set_whole(database_, run_);
  else
    database_.run("UPDATE run SET digest = NULL, interrupted = ? WHERE id = ?",
                  {std::int64_t{finished.interrupted}, run_});
  transaction.commit();
}

std::set<std::string> History::failed() {
  std::map<std::string, Last> last;
  const auto put = [&](const std::string& name, const When& when, bool failed) {
    auto& known = last[name];
    if (known.when <= when) known = {when, failed};
  };
  // Of several attempts the worst counts. That it was skipped says nothing of it.
  database_.each(
      "SELECT name, run.started, run.id, max(verdict IN ('fail', 'error', 'flaky')) FROM result "
      "JOIN scenario ON scenario.id = result.scenario JOIN run ON run.id = result.run WHERE verdict != "
      "'skip' "
      "GROUP BY result.scenario, result.run",
      {}, [&](const Row& row) {
        put(row.text(0), {row.text(1), row.number(2)}, row.number(3) != 0);
      });
  std::vector<When> broken_off;
  database_.each(
      "SELECT DISTINCT run.started, run.id FROM part JOIN run ON run.id = part.run WHERE NOT complete", {},
      [&](const Row& row) {
        broken_off.push_back({row.text(0), row.number(1)});
      });
  for (const auto& when : broken_off)
    for (const auto& name : Runs(database_).unfinished(when.run)) put(name, when, true);
  std::set<std::string> names;
  for (const auto& [name, each] : last)
    if (each.failed && !read_since(last, name, each.when)) names.insert(name);
  return names;
}

void History::keep(const Places& places) {
  Transaction transaction(database_);
  for (const auto& [name, path] : places)
    database_.run("INSERT INTO file VALUES (?1, ?2) ON CONFLICT DO UPDATE SET path = ?2",
                  {name, path.native()});
  transaction.commit();
}

Places History::places() {
  Places all;
  database_.each("SELECT name, path FROM file", {},
                 [&](const Row& row) { all.emplace(row.text(0), row.text(1)); });
  return all;
}

}  // namespace karimen::harness::store
