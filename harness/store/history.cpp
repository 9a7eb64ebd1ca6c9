#include "harness/store/history.hpp"

#include <sqlite3.h>

#include <vector>

namespace karimen::harness::store {
namespace {

constexpr int schema = 1;
constexpr auto tables =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, seed TEXT NOT NULL, digest TEXT, interrupted "
    "INTEGER);"
    "CREATE TABLE IF NOT EXISTS scenario (run INTEGER NOT NULL REFERENCES run, id TEXT NOT NULL, verdict "
    "TEXT NOT NULL,"
    " failure TEXT NOT NULL, step TEXT NOT NULL, detail TEXT NOT NULL, measured_ms REAL NOT NULL);"
    "CREATE INDEX IF NOT EXISTS scenario_by_id ON scenario (id, run);"
    "PRAGMA user_version = 1;"
    "COMMIT;";

}  // namespace

class History::Database {
 public:
  explicit Database(const std::filesystem::path& file) : file_(file.string()) {
    sqlite3* handle = nullptr;
    const int opened =
        sqlite3_open_v2(file_.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    handle_.reset(handle);
    if (opened != SQLITE_OK) fail();
    sqlite3_busy_timeout(handle, 5000);
    const auto version = rows("PRAGMA user_version").at(0);
    if (version != "0" && version != std::to_string(schema))
      refuse("the history has schema " + version + ", this program knows schema 1",
             "use a newer karimen, or another --db FILE");
    if (sqlite3_db_readonly(handle, "main") == 1)
      refuse("the history cannot be used: the file is read-only", "check its permissions, or leave --db out");
    // With WAL and NORMAL a transaction waits for no disk; a crash may lose the last ones, not the file.
    (void)rows("PRAGMA journal_mode = WAL");
    (void)rows("PRAGMA synchronous = NORMAL");
    if (version == "0") execute(tables);
    execute("BEGIN IMMEDIATE; ROLLBACK");  // says now what writing would say later
  }

  /// Runs one statement, a transaction of its own; the first column of its rows.
  std::vector<std::string> rows(const std::string& sql, const std::vector<std::string>& values = {}) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &made, nullptr) != SQLITE_OK) fail();
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
    for (std::size_t i = 0; i < values.size(); ++i)
      sqlite3_bind_text(made, static_cast<int>(i + 1), values[i].data(), static_cast<int>(values[i].size()),
                        SQLITE_TRANSIENT);
    std::vector<std::string> result;
    int state = SQLITE_ROW;
    while ((state = sqlite3_step(made)) == SQLITE_ROW)
      if (const auto* text = sqlite3_column_text(made, 0))
        result.emplace_back(reinterpret_cast<const char*>(text));
    if (state != SQLITE_DONE) fail();
    return result;
  }

  std::string run;

 private:
  void execute(const char* statements) {
    if (sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  [[noreturn]] void fail() {
    refuse(std::string("the history cannot be used: ") + sqlite3_errmsg(handle_.get()),
           "check the file and its permissions, move a damaged one away, or leave --db out");
  }
  [[noreturn]] void refuse(std::string what, std::string fix) const {
    throw DiagnosticError(Diagnostic{.where = {file_},
                                     .what = std::move(what),
                                     .fix = std::move(fix),
                                     .exit_code = ExitCode::environment});
  }

  std::string file_;
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_{nullptr, sqlite3_close};
};

History::History(const std::filesystem::path& file) : database_(std::make_unique<Database>(file)) {}
History::~History() = default;

void History::take(const Event& event) {
  if (const auto* started = std::get_if<RunStarted>(&event)) {
    database_->run = database_->rows("INSERT INTO run (seed) VALUES (?) RETURNING id", {started->seed}).at(0);
  } else if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
    if (finished->unread) return;
    (void)database_->rows(
        "INSERT INTO scenario VALUES (?, ?, ?, ?, ?, ?, ?)",
        {database_->run, finished->id, to_string(finished->verdict), to_string(finished->failure),
         finished->step, finished->detail, std::to_string(finished->measured_ms)});
  } else if (const auto* ended = std::get_if<RunFinished>(&event)) {
    (void)database_->rows("UPDATE run SET digest = ?, interrupted = ? WHERE id = ?",
                          {ended->digest, ended->interrupted ? "1" : "0", database_->run});
  }
}

std::set<std::string> History::failed() {
  const auto ids = database_->rows(
      "SELECT id FROM scenario AS last WHERE verdict IN ('fail', 'error') AND run = (SELECT max(run) FROM "
      "scenario WHERE id = last.id)");
  return {ids.begin(), ids.end()};
}

}  // namespace karimen::harness::store
