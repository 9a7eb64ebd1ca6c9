#include "harness/store/merge.hpp"

#include <set>
#include <vector>

#include "base/process/scratch_folder.hpp"
#include "harness/store/schema.hpp"
#include "harness/store/whole_run.hpp"

namespace karimen::harness::store {
namespace {

struct OtherPart {
  std::int64_t id = 0, run = 0, shard = 1, shards = 1;
  std::string uid, started, pipeline;
};

// What a run has selected: a shard that selected nothing has no rounds.
std::string selected_in(const std::string& database, const std::string& run) {
  return "SELECT 1 FROM " + database + ".part AS part JOIN " + database +
         ".selection AS chosen ON chosen.id = part.selection WHERE scenarios != '' AND part.run = " + run;
}

class Merge {
 public:
  explicit Merge(Database& database) : database_(database) {}

  Merged run() {
    Transaction transaction(database_);
    // Texts by themselves, so that keys of one file can be found in the other.
    database_.execute(
        "INSERT OR IGNORE INTO main.scenario (name) SELECT name FROM other.scenario;"
        "INSERT OR IGNORE INTO main.selection (digest, scenarios) SELECT digest, scenarios FROM "
        "other.selection;"
        "INSERT OR IGNORE INTO main.ground (digest, rules, assumptions) SELECT digest, rules, assumptions "
        "FROM "
        "other.ground;"
        "INSERT OR IGNORE INTO main.rulebook SELECT digest, rules FROM other.rulebook;");
    for (const auto& part : parts())
      if (const auto known =
              database_.number("SELECT coalesce(max(id), 0) FROM main.part WHERE uid = ?", {part.uid}))
        go_on(part, known);
      else
        take(part);
    for (const auto run : joined_) close(run);
    transaction.commit();
    return merged_;
  }

 private:
  [[nodiscard]] std::vector<OtherPart> parts() {
    std::vector<OtherPart> all;
    database_.each(
        "SELECT part.id, run, shard, shards, uid, part.started, pipeline FROM other.part AS part JOIN "
        "other.run AS "
        "run ON run.id = part.run ORDER BY part.started, part.id",
        {}, [&](const Row& row) {
          all.push_back({row.number(0), row.number(1), row.number(2), row.number(3), row.text(4), row.text(5),
                         row.text(6)});
        });
    return all;
  }

  // The run of ours that has another part of the same one: it went on. 0: none.
  std::int64_t run_that_went_on(const OtherPart& part) {
    return database_.number(
        "SELECT coalesce(min(run), 0) FROM main.part WHERE uid IN (SELECT uid FROM other.part WHERE run = ?)",
        {part.run});
  }

  // The run of ours that the part of a sharded one belongs to; 0: none.
  std::int64_t run_of_family(const OtherPart& part) {
    return database_.number(
        "SELECT mine.id FROM main.run AS mine JOIN other.run AS theirs ON mine.shards = theirs.shards AND "
        "mine.pipeline = theirs.pipeline AND mine.seed = theirs.seed AND mine.version = theirs.version AND "
        "mine.commit_id = theirs.commit_id AND mine.transport = theirs.transport AND mine.system = "
        "theirs.system AND mine.rulebook = theirs.rulebook AND mine.heading = theirs.heading AND "
        "mine.timeout = theirs.timeout AND "
        "(mine.rounds = theirs.rounds OR NOT EXISTS (" +
            selected_in("main", "mine.id") + ") OR NOT EXISTS (" + selected_in("other", "theirs.id") +
            ")) WHERE theirs.id = ?1 AND "
            "(mine.pipeline != '' OR NOT EXISTS (SELECT 1 FROM main.part WHERE run = mine.id AND shard = "
            "?2)) "
            "ORDER BY mine.id LIMIT 1",
        {part.run, part.shard});
  }

  std::int64_t run_for(const OtherPart& part) {
    // Whatever it has in common with others.
    if (const auto went_on = run_that_went_on(part)) {
      come_to_where_it_is(part, went_on);
      return went_on;
    }
    if (part.shards > 1)
      if (const auto known = run_of_family(part)) {
        database_.run(
            "UPDATE main.run SET interrupted = max(coalesce(interrupted, 0), coalesce((SELECT interrupted "
            "FROM "
            "other.run WHERE id = ?2), 0)), measured_ms = coalesce(measured_ms, 0) + coalesce((SELECT "
            "measured_ms "
            "FROM other.run WHERE id = ?2), 0), started = min(started, ?3), rounds = max(rounds, (SELECT "
            "rounds FROM other.run WHERE id = ?2)) WHERE id = ?1",
            {known, part.run, part.started});
        return known;
      }
    database_.run(
        "INSERT INTO main.run SELECT NULL, started, version, commit_id, seed, transport, system, rulebook, "
        "assumptions, pipeline, shards, heading, digest, interrupted, measured_ms, build, program, rounds, "
        "timeout "
        "FROM "
        "other.run WHERE id = "
        "?",
        {part.run});
    return database_.last_key();
  }

  void take(const OtherPart& part) {
    const auto run = run_for(part);
    if (part.shards > 1) joined_.insert(run);
    database_.run(
        "INSERT INTO main.part SELECT NULL, ?2, uid, shard, started, (SELECT mine.id FROM main.selection AS "
        "mine "
        "JOIN other.selection AS theirs ON theirs.digest = mine.digest WHERE theirs.id = part.selection), "
        "complete "
        "FROM other.part AS part WHERE id = ?1",
        {part.id, run});
    const auto key = database_.last_key();
    add_results(part, run, key);
    merged_.results += results_of(key);
    ++merged_.parts;
  }

  // It was taken over while it went on: what it has come to since.
  void go_on(const OtherPart& part, std::int64_t key) {
    const auto run = database_.number("SELECT run FROM main.part WHERE id = ?", {key});
    const auto before = results_of(key);
    add_results(part, run, key);
    const auto fresh = results_of(key) - before;
    const bool has_ended =
        database_.number(
            "SELECT theirs.complete > mine.complete OR (run.digest IS NULL AND ended.digest IS NOT "
            "NULL) FROM main.part AS mine JOIN other.part AS theirs ON theirs.uid = mine.uid JOIN "
            "main.run AS run ON run.id = mine.run JOIN other.run AS ended ON ended.id = theirs.run "
            "WHERE mine.id = ?",
            {key}) != 0;
    merged_.results += fresh;
    ++(fresh == 0 ? merged_.known : merged_.parts);
    if (fresh == 0 && !has_ended) return;
    database_.run(
        "UPDATE main.part SET complete = max(complete, (SELECT complete FROM other.part WHERE id = "
        "?2)) WHERE id = ?1",
        {key, part.id});
    come_to_where_it_is(part, run);
    if (part.shards > 1) joined_.insert(run);
  }

  // Of a run that went on there, as a whole. One of shards is told from its parts.
  void come_to_where_it_is(const OtherPart& part, std::int64_t run) {
    if (part.shards > 1) return;
    database_.run(
        "UPDATE main.run SET (digest, interrupted, measured_ms) = (SELECT digest, interrupted, measured_ms "
        "FROM "
        "other.run WHERE id = ?2) WHERE id = ?1",
        {run, part.run});
  }

  [[nodiscard]] std::size_t results_of(std::int64_t part) {
    return static_cast<std::size_t>(
        database_.number("SELECT count(*) FROM main.result WHERE part = ?", {part}));
  }

  void add_results(const OtherPart& part, std::int64_t run, std::int64_t key) {
    // Of one shard run twice the later results count.
    database_.run(
        "DELETE FROM main.result WHERE run = ?1 AND part IN (SELECT id FROM main.part WHERE started <= ?3 "
        "AND "
        "id != ?4) AND (scenario, attempt) IN (SELECT mine.id, attempt FROM main.scenario AS mine JOIN "
        "other.scenario AS theirs ON theirs.name = mine.name JOIN other.result AS result ON result.scenario "
        "= "
        "theirs.id WHERE result.part = ?2)",
        {run, part.id, part.started, key});
    database_.run(
        "INSERT OR IGNORE INTO main.result SELECT mine.id, ?2, attempt, ?3, verdict, failure, step, detail, "
        "(SELECT ours.id FROM main.ground AS ours JOIN other.ground AS ground ON ground.digest = ours.digest "
        "WHERE "
        "ground.id = result.ground), result.digest, measured_ms, text FROM other.result AS result JOIN "
        "other.scenario AS "
        "theirs ON theirs.id = result.scenario JOIN main.scenario AS mine ON mine.name = theirs.name WHERE "
        "result.part = ?1",
        {part.id, run, key});
  }

  // With all its shards, and each of them whole, a run has its digest.
  void close(std::int64_t run) {
    const bool whole = database_.number(
                           "SELECT (SELECT count(DISTINCT shard) FROM main.part WHERE run = run.id AND "
                           "complete) = shards FROM "
                           "main.run AS run WHERE id = ?",
                           {run}) != 0;
    if (!whole) return database_.run("UPDATE main.run SET digest = NULL WHERE id = ?", {run});
    database_.run("UPDATE main.run SET digest = ?, interrupted = 0 WHERE id = ?",
                  {digest_of_results(database_, run), run});
  }

  Database& database_;
  Merged merged_;
  std::set<std::int64_t> joined_;
};

}  // namespace

Merged merge(Database& database, const std::filesystem::path& other) {
  ScratchFolder scratch;
  const auto copy = scratch.path() / "other.sqlite";
  Database(other, Access::read).copy_to(copy);
  {
    Database theirs(copy, Access::write);
    bring_up_to_date(theirs);
  }
  database.run("ATTACH ? AS other", {copy.string()});
  const auto merged = Merge(database).run();
  database.run("DETACH other");
  return merged;
}

}  // namespace karimen::harness::store
