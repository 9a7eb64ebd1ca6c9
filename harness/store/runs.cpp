#include "harness/store/runs.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "harness/store/run_lock.hpp"
#include "harness/store/texts.hpp"

namespace karimen::harness::store {
namespace {

// In the order of `run_of`.
constexpr std::string_view run_columns =
    "run.id, run.started, version, commit_id, seed, transport, system, rulebook, assumptions, pipeline, "
    "shards, "
    "run.digest, interrupted, run.measured_ms, build, program, rounds, timeout";

StoredRun run_of(const Row& row) {
  StoredRun run{.id = row.number(0),
                .started = row.text(1),
                .version = row.text(2),
                .commit = row.text(3),
                .seed = row.text(4),
                .transport = row.text(5),
                .system = row.text(6),
                .rulebook = row.text(7),
                .assumptions = row.text(8),
                .pipeline = row.text(9),
                .timeout = row.text(17),
                .build = row.text(14),
                .program = row.text(15),
                .shards = static_cast<std::size_t>(row.number(10)),
                .rounds = static_cast<std::size_t>(row.number(16)),
                .digest = {},
                .interrupted = row.number(12) != 0,
                .measured_ms = row.real(13)};
  if (!row.null(11)) run.digest = row.text(11);
  return run;
}

bool worse(const std::string& one, const std::string& other) {
  return verdict_called(one) > verdict_called(other);
}

// Of a verdict its place among all of them.
std::string place_of_verdict() {
  std::string text = "CASE verdict";
  for (const auto each : all_verdicts)
    text += std::string(" WHEN '") + to_string(each) + "' THEN " + std::to_string(static_cast<int>(each));
  return text + " END";
}

constexpr int after_run = 18;  // the first of the columns that are more

std::string select_runs(std::string_view rest, std::string_view more = "") {
  return "SELECT " + std::string(run_columns) + std::string(more) + " FROM run " + std::string(rest);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> conditions_of(const StoredRun& run) {
  return {{"version", run.version}, {"commit", run.commit},      {"rulebook", run.rulebook},
          {"seed", run.seed},       {"assume", run.assumptions}, {"transport", run.transport},
          {"system", run.system},   {"build", run.build},        {"program", run.program},
          {"timeout", run.timeout}};
}

bool differ(const std::string& condition, const std::string& one, const std::string& other) {
  const bool may_be_unknown = condition == "build" || condition == "program";
  return one != other && !(may_be_unknown && (one.empty() || other.empty()));
}

void Runs::count(StoredRun& run) {
  database_.each("SELECT worst, count(*) FROM (SELECT max(" + place_of_verdict() +
                     ") AS worst FROM result WHERE run = ? GROUP BY scenario) GROUP BY worst",
                 {run.id}, [&](const Row& row) {
                   number_of(run.counts, all_verdicts.at(static_cast<std::size_t>(row.number(0)))) =
                       static_cast<std::size_t>(row.number(1));
                 });
  run.unread = static_cast<std::size_t>(
      database_.number("SELECT count(DISTINCT scenario) FROM result WHERE run = ? AND failure = ?",
                       {run.id, std::string(unread_failure)}));
  run.shards_present = static_cast<std::size_t>(
      database_.number("SELECT count(DISTINCT shard) FROM part WHERE run = ?", {run.id}));
  if (database_.number("SELECT count(*) FROM part WHERE run = ? AND NOT complete", {run.id}) > 0)
    run.counts.not_run = unfinished(run.id).size();
}

std::vector<StoredRun> Runs::list(std::size_t most) {
  std::vector<StoredRun> runs;
  database_.each(select_runs("ORDER BY run.started DESC, run.id DESC LIMIT ?"),
                 {most == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(most)},
                 [&](const Row& row) { runs.push_back(run_of(row)); });
  for (auto& run : runs) count(run);
  return runs;
}

std::optional<StoredRun> Runs::find(std::int64_t id) {
  if (id == 0) {
    auto newest = list(1);
    return newest.empty() ? std::nullopt : std::optional(std::move(newest.front()));
  }
  std::optional<StoredRun> found;
  database_.each(select_runs("WHERE run.id = ?"), {id}, [&](const Row& row) { found = run_of(row); });
  if (found) count(*found);
  return found;
}

std::map<std::string, StoredResult> Runs::results(std::int64_t run) {
  std::map<std::string, StoredResult> all;
  database_.each(
      "SELECT name, verdict, failure, step, detail, rules, assumptions, result.digest, measured_ms, text "
      "FROM "
      "result "
      "JOIN scenario ON scenario.id = result.scenario LEFT JOIN ground ON ground.id = result.ground "
      "WHERE run = ? ORDER BY attempt",
      {run}, [&](const Row& row) {
        StoredResult result{.scenario = row.text(0),
                            .verdict = row.text(1),
                            .failure = row.text(2),
                            .step = row.text(3),
                            .detail = row.text(4),
                            .rules = members_of_lines(row.text(5)),
                            .assumptions = members_of_lines(row.text(6)),
                            .digest = row.text(7),
                            .text = row.text(9),
                            .measured_ms = row.real(8)};
        const auto [known, fresh] = all.try_emplace(result.scenario, result);
        if (fresh) return;
        result.attempts = known->second.attempts + 1;
        if (worse(result.verdict, known->second.verdict))
          known->second = std::move(result);
        else
          ++known->second.attempts;
      });
  return all;
}

std::set<std::string> Runs::selected(std::int64_t run) {
  std::set<std::string> all;
  database_.each("SELECT scenarios FROM part JOIN selection ON selection.id = part.selection WHERE run = ?",
                 {run}, [&](const Row& row) {
                   for (auto& name : members_of_lines(row.text(0))) all.insert(std::move(name));
                 });
  return all;
}

std::vector<std::string> Runs::unfinished(std::int64_t run) {
  auto missing = selected(run);
  database_.each(
      "SELECT name FROM result JOIN scenario ON scenario.id = result.scenario WHERE run = ?1 GROUP BY "
      "scenario "
      "HAVING count(*) >= (SELECT rounds FROM run WHERE id = ?1)",
      {run}, [&](const Row& row) { missing.erase(row.text(0)); });
  return {missing.begin(), missing.end()};
}

std::map<std::string, std::set<std::uint32_t>> Runs::finished_rounds(std::int64_t run) {
  std::map<std::string, std::set<std::uint32_t>> rounds;
  database_.each(
      "SELECT name, attempt FROM result JOIN scenario ON scenario.id = result.scenario WHERE run = ?", {run},
      [&](const Row& row) { rounds[row.text(0)].insert(static_cast<std::uint32_t>(row.number(1))); });
  return rounds;
}

std::vector<std::string> Runs::scenarios(const std::string& part) {
  std::vector<std::string> names;
  if (database_.number("SELECT count(*) FROM scenario WHERE name = ?", {part}) > 0) return {part};
  database_.each("SELECT name FROM scenario WHERE instr(name, ?) > 0 ORDER BY name", {part},
                 [&](const Row& row) { names.push_back(row.text(0)); });
  return names;
}

std::vector<Appearance> Runs::appearances(const std::string& scenario) {
  std::vector<Appearance> all;
  database_.each(
      select_runs("JOIN result ON result.run = run.id WHERE result.scenario = (SELECT id FROM scenario WHERE "
                  "name = ?) ORDER BY run.started, run.id, attempt",
                  ", verdict, failure, step, result.measured_ms, result.text"),
      {scenario}, [&](const Row& row) {
        auto run = run_of(row);
        const auto verdict = row.text(after_run), failure = row.text(after_run + 1),
                   step = row.text(after_run + 2);
        if (all.empty() || all.back().run.id != run.id) {
          all.push_back(
              {std::move(run), verdict, failure, step, row.real(after_run + 3), row.text(after_run + 4)});
          return;
        }
        auto& last = all.back();
        last.unstable |= last.verdict != verdict;
        if (worse(verdict, last.verdict)) {
          last.verdict = verdict;
          last.failure = failure;
          last.step = step;
        }
      });
  return all;
}

std::map<std::string, std::string> Runs::rules_of(const std::string& rulebook) {
  std::map<std::string, std::string> rules;
  database_.each("SELECT rules FROM rulebook WHERE digest = ?", {rulebook}, [&](const Row& row) {
    for (const auto& line : members_of_lines(row.text(0))) {
      const auto blank = line.rfind(' ');  // the name of a part has blanks
      if (blank != std::string::npos) rules.emplace(line.substr(0, blank), line.substr(blank + 1));
    }
  });
  return rules;
}

Pruned Runs::prune(std::size_t keep) {
  Transaction transaction(database_);
  database_.execute("CREATE TEMP TABLE IF NOT EXISTS old (id INTEGER PRIMARY KEY); DELETE FROM old;");
  database_.run("INSERT INTO old SELECT id FROM run ORDER BY started DESC, id DESC LIMIT -1 OFFSET ?",
                {static_cast<std::int64_t>(keep)});
  // A run takes its lock in the transaction that begins it: none that is here and lives is without.
  std::vector<std::int64_t> old, going_on;
  database_.each("SELECT id FROM old", {}, [&](const Row& row) {
    (RunLock::held(database_.file(), row.number(0)) ? going_on : old).push_back(row.number(0));
  });
  for (const auto run : going_on) database_.run("DELETE FROM old WHERE id = ?", {run});
  for (const auto run : old) RunLock::forget(database_.file(), run);
  database_.execute(
      "DELETE FROM result WHERE run IN (SELECT id FROM old);"
      "DELETE FROM part WHERE run IN (SELECT id FROM old);"
      "DELETE FROM run WHERE id IN (SELECT id FROM old);"
      "DELETE FROM selection WHERE id NOT IN (SELECT selection FROM part WHERE selection IS NOT NULL);"
      "DELETE FROM ground WHERE id NOT IN (SELECT ground FROM result WHERE ground IS NOT NULL);"
      "DELETE FROM rulebook WHERE digest NOT IN (SELECT rulebook FROM run);"
      "DELETE FROM scenario WHERE id NOT IN (SELECT scenario FROM result);");
  transaction.commit();
  database_.execute("VACUUM");
  return {.removed = old.size(), .going_on = going_on.size()};
}

}  // namespace karimen::harness::store
