#include "harness/store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/diagnostic.hpp"
#include "base/process/taken_place.hpp"

namespace karimen::harness::store {
namespace {

constexpr int flags_of(Access access) {
  switch (access) {
    case Access::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Access::write:
      return SQLITE_OPEN_READWRITE;
    case Access::read:
      break;
  }
  return SQLITE_OPEN_READONLY;
}

// What has a meaning in a URI is spelled by its number.
std::string uri_of(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : file.string())
    uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
                                            : std::string(1, c);
  return uri;
}

struct Binder {
  sqlite3_stmt* statement;
  int place;
  void operator()(std::monostate) const { sqlite3_bind_null(statement, place); }
  void operator()(std::int64_t number) const { sqlite3_bind_int64(statement, place, number); }
  void operator()(double number) const { sqlite3_bind_double(statement, place, number); }
  // The statement has run before the text goes.
  void operator()(std::string_view text) const {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
};

// A statement that is not reset keeps its locks.
struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

std::string Row::text(int column) const {
  const auto* text = sqlite3_column_text(statement_, column);
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}
std::int64_t Row::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Row::real(int column) const {
  return sqlite3_column_double(statement_, column);
}
bool Row::null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close(handle);
}
void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

// An artefact that may only be read: SQLite would make files beside it to keep out others that write.
bool only_readable(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto log = file.string() + "-wal";
  const bool whole = !std::filesystem::exists(log, ignored) || std::filesystem::file_size(log, ignored) == 0;
  return whole && ::access(file.c_str(), R_OK) == 0 &&
         (::access(file.c_str(), W_OK) != 0 || ::access(folder_of(file).c_str(), W_OK) != 0);
}

Database::Database(const std::filesystem::path& file, Access access) : file_(file) {
  sqlite3* handle = nullptr;
  const bool finished = access == Access::read && only_readable(file_);
  const auto name = finished ? uri_of(file_) + "?immutable=1" : file_.string();
  const int opened =
      sqlite3_open_v2(name.c_str(), &handle, flags_of(access) | (finished ? SQLITE_OPEN_URI : 0), nullptr);
  handle_.reset(handle);
  if (opened != SQLITE_OK) fail();
  sqlite3_busy_timeout(handle, 5000);
}
Database::~Database() = default;

sqlite3_stmt* Database::prepared(std::string_view statement) {
  const auto known = statements_.find(statement);
  if (known != statements_.end()) return known->second.get();
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), statement.data(), static_cast<int>(statement.size()), &made,
                         nullptr) != SQLITE_OK)
    fail();
  return statements_.emplace(statement, Statement(made)).first->second.get();
}

void Database::execute(const char* statements) {
  if (sqlite3_exec(handle_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::each(std::string_view statement, std::initializer_list<Datum> values,
                    const std::function<void(const Row&)>& take) {
  auto* made = prepared(statement);
  const Reset reset{made};
  int place = 0;
  for (const auto& value : values) std::visit(Binder{made, ++place}, value);
  int state = SQLITE_ROW;
  while ((state = sqlite3_step(made)) == SQLITE_ROW) take(Row(made));
  if (state != SQLITE_DONE) fail();
}

void Database::run(std::string_view statement, std::initializer_list<Datum> values) {
  each(statement, values, [](const Row&) {});
}

std::optional<std::string> Database::text(std::string_view statement, std::initializer_list<Datum> values) {
  std::optional<std::string> first;
  each(statement, values, [&](const Row& row) {
    if (!first) first = row.text(0);
  });
  return first;
}

std::int64_t Database::number(std::string_view statement, std::initializer_list<Datum> values) {
  std::optional<std::int64_t> first;
  each(statement, values, [&](const Row& row) {
    if (!first) first = row.number(0);
  });
  return first.value_or(0);
}

std::int64_t Database::last_key() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

bool Database::read_only() const {
  return sqlite3_db_readonly(handle_.get(), "main") == 1;
}

bool Database::has_moved() const {
  int moved = 0;
  return sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK &&
         moved != 0;
}

void Database::copy_to(const std::filesystem::path& file) {
  Database copy(file, Access::create);
  auto* backup = sqlite3_backup_init(copy.handle_.get(), "main", handle_.get(), "main");
  if (backup == nullptr) copy.fail();
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) copy.fail();
}

void Database::refuse(std::string what, std::string fix) const {
  throw DiagnosticError(Diagnostic{.where = {file_.string()},
                                   .what = std::move(what),
                                   .fix = std::move(fix),
                                   .exit_code = ExitCode::environment});
}

void Database::fail() const {
  refuse(std::string("the history cannot be used: ") + sqlite3_errmsg(handle_.get()),
         "check the file and its permissions, move a damaged one away, or leave --db out");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const DiagnosticError&) {  // SQLite has done so itself, or the database is gone
    open_ = false;
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace karimen::harness::store
