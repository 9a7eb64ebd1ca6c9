#include "harness/store/schema.hpp"

#include <unistd.h>

#include <array>

#include "base/checksum.hpp"
#include "base/diagnostic.hpp"
#include "base/process/taken_place.hpp"

namespace karimen::harness::store {
namespace {

// run        the shards of one run are one: `heading` is its seed and assumptions in its digest
// part       what one process ran of it; `complete`: all that it had selected has a result
// selection  identities, one a line, sorted: most runs select what an earlier one did
// ground     rules that fired and assumptions, one a line, sorted: what a verdict rests on
// rulebook   what each of its rules says, by its digest: a name and a digest a line
// file       where a file lay when it was last run, by the name that identities begin with
// result     of an attempt, from 1, or of a round (--repeat); `digest`: of its events, "" if in none; `text`:
// of what was written
constexpr auto tables = R"(
CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, version TEXT NOT NULL, commit_id TEXT NOT NULL,
  seed TEXT NOT NULL, transport TEXT NOT NULL, system TEXT NOT NULL, rulebook TEXT NOT NULL,
  assumptions TEXT NOT NULL, pipeline TEXT NOT NULL, shards INTEGER NOT NULL, heading TEXT NOT NULL,
  digest TEXT, interrupted INTEGER, measured_ms REAL);
CREATE TABLE selection (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, scenarios TEXT NOT NULL);
CREATE TABLE part (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, uid TEXT NOT NULL UNIQUE,
  shard INTEGER NOT NULL, started TEXT NOT NULL, selection INTEGER REFERENCES selection,
  complete INTEGER NOT NULL);
CREATE INDEX part_of_run ON part (run);
CREATE TABLE scenario (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE ground (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, rules TEXT NOT NULL,
  assumptions TEXT NOT NULL);
CREATE TABLE result (scenario INTEGER NOT NULL REFERENCES scenario, run INTEGER NOT NULL REFERENCES run,
  attempt INTEGER NOT NULL, part INTEGER NOT NULL REFERENCES part, verdict TEXT NOT NULL, failure TEXT NOT NULL,
  step TEXT NOT NULL, detail TEXT NOT NULL, ground INTEGER REFERENCES ground, digest TEXT NOT NULL,
  measured_ms REAL NOT NULL, PRIMARY KEY (scenario, run, attempt)) WITHOUT ROWID;
CREATE INDEX result_of_run ON result (run);
CREATE TABLE file (name TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
)";
constexpr auto rulebook_table = R"(
CREATE TABLE rulebook (digest TEXT PRIMARY KEY, rules TEXT NOT NULL) WITHOUT ROWID;
)";

// Of what a run was made; "": nobody knew.
constexpr auto what_was_edited = R"(
ALTER TABLE run ADD COLUMN build TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE result ADD COLUMN text TEXT NOT NULL DEFAULT '';
)";

// Schema 1 knew no times, versions and selections. Its runs are told from those of other files by `origin`.
void from_schema_1(Database& database, const std::string& origin) {
  database.execute(R"(
DROP INDEX IF EXISTS scenario_by_id;
ALTER TABLE run RENAME TO run_1;
ALTER TABLE scenario RENAME TO scenario_1;
)");
  database.execute(tables);
  database.execute(R"(
INSERT INTO run (id, started, version, commit_id, seed, transport, system, rulebook, assumptions, pipeline, shards,
    heading, digest, interrupted)
  SELECT id, '', '', '', seed, '', '', '', '', '', 1, '', digest, interrupted FROM run_1;
INSERT INTO scenario (name) SELECT DISTINCT id FROM scenario_1;
)");
  database.run(
      "INSERT INTO part (run, uid, shard, started, complete) "
      "SELECT id, ? || '-' || id, 1, '', digest IS NOT NULL FROM run_1",
      {origin});
  database.execute(R"(
INSERT INTO result SELECT scenario.id, old.run, row_number() OVER (PARTITION BY old.run, old.id ORDER BY old.rowid),
    part.id, verdict, failure, step, detail, NULL, '', measured_ms
  FROM scenario_1 AS old JOIN scenario ON scenario.name = old.id JOIN part ON part.run = old.run;
DROP TABLE scenario_1;
DROP TABLE run_1;
)");
}

// Schema 2 did not know what the rules of a rulebook say.
void from_schema_2(Database& database, const std::string&) {
  database.execute(rulebook_table);
}

// How often a run was to run each scenario: --repeat.
constexpr auto rounds_of_a_run = "ALTER TABLE run ADD COLUMN rounds INTEGER NOT NULL DEFAULT 1;";

// What is waited for each scenario at most; "": as long as it takes, or nobody knew.
constexpr auto time_limit_of_a_run = "ALTER TABLE run ADD COLUMN timeout TEXT NOT NULL DEFAULT '';";

// Schema 3 did not know whether a scenario, the program or the system under test was edited.
void from_schema_3(Database& database, const std::string&) {
  database.execute(what_was_edited);
}

// Schema 4 took one round of several for all.
void from_schema_4(Database& database, const std::string&) {
  database.execute(rounds_of_a_run);
}

// Schema 5 did not know under which time limit verdicts had fallen.
void from_schema_5(Database& database, const std::string&) {
  database.execute(time_limit_of_a_run);
}

struct Migration {
  int from;
  void (*migrate)(Database&, const std::string& origin);
};
// Each makes the next schema of its own.
constexpr std::array migrations{Migration{1, from_schema_1}, Migration{2, from_schema_2},
                                Migration{3, from_schema_3}, Migration{4, from_schema_4},
                                Migration{5, from_schema_5}};

std::string origin_of(const std::filesystem::path& file) {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  std::error_code ignored;
  Checksum sum;
  sum.add(host);
  sum.add(std::filesystem::weakly_canonical(file, ignored).string());
  return sum.finish().substr(0, 16);
}

std::int64_t version_of(Database& database) {
  return database.number("PRAGMA user_version");
}

void require_known(const Database& database, std::int64_t version) {
  if (version > schema)
    database.refuse("the history has schema " + std::to_string(version) + ", this program knows schema " +
                        std::to_string(schema),
                    "use a newer karimen, or another --db FILE");
}

// What reads the database while this transaction is open sees it as it was.
void keep_a_copy(const std::filesystem::path& file, std::int64_t version) {
  const auto copy = backup_of(file, version);
  auto fresh = copy;
  fresh += ".part";
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  Database(file, Access::read).copy_to(fresh);
  std::filesystem::rename(fresh, copy);
}

void migrate(Database& database) {
  Transaction transaction(database);
  auto version = version_of(database);  // somebody else may have been first
  require_known(database, version);
  if (version == 0) {
    database.execute(tables);
    database.execute(rulebook_table);
    database.execute(what_was_edited);
    database.execute(rounds_of_a_run);
    database.execute(time_limit_of_a_run);
  } else if (version < schema) {
    keep_a_copy(database.file(), version);
    for (const auto& step : migrations)
      if (step.from == version) {
        step.migrate(database, origin_of(database.file()));
        ++version;
      }
  }
  database.execute(("PRAGMA user_version = " + std::to_string(schema)).c_str());
  transaction.commit();
}

}  // namespace

std::filesystem::path backup_of(const std::filesystem::path& file, std::int64_t older) {
  auto copy = behind_links(file);
  copy += ".schema-" + std::to_string(older);
  return copy;
}

void bring_up_to_date(Database& database) {
  const auto version = version_of(database);
  require_known(database, version);
  if (version == 0 && database.number("SELECT count(*) FROM sqlite_schema") > 0)
    database.refuse("this is a database, but no history", "give another --db FILE");
  if (database.read_only())
    database.refuse("the history cannot be used: the file is read-only",
                    "check its permissions, or leave --db out");
  // With WAL and NORMAL a transaction waits for no disk; a crash may lose the last ones, not the file.
  (void)database.text("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = NORMAL");
  if (version != schema) migrate(database);
  database.execute("BEGIN IMMEDIATE; ROLLBACK");  // says now what writing would say later
}

void require_today(Database& database) {
  const auto version = version_of(database);
  require_known(database, version);
  if (version != schema)
    database.refuse("the history has schema " + std::to_string(version) + ", and may only be read",
                    "copy it to where it can be brought up to date");
}

}  // namespace karimen::harness::store
