// A SQLite database with the errors of this house. Statements are prepared once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace karimen::harness::store {

/// What is put into a statement's places. The empty one is NULL.
using Datum = std::variant<std::monostate, std::int64_t, double, std::string_view>;

/// A row of a result while it is the current one.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  /// "" for NULL.
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

enum class Access { create, write, read };

/// An artefact: whoever runs this may read the file, but not write it, or nothing beside it.
[[nodiscard]] bool only_readable(const std::filesystem::path& file);

/// Not thread-safe. Every member throws DiagnosticError (environment) that names the file.
class Database {
 public:
  Database(const std::filesystem::path& file, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Statements without places and rows, one after the other.
  void execute(const char* statements);
  /// One statement; `take` gets each of its rows.
  void each(std::string_view statement, std::initializer_list<Datum> values,
            const std::function<void(const Row&)>& take);
  void run(std::string_view statement, std::initializer_list<Datum> values = {});
  /// The first column of the first row; nullopt without rows.
  [[nodiscard]] std::optional<std::string> text(std::string_view statement,
                                                std::initializer_list<Datum> values = {});
  /// Likewise; 0 without rows.
  [[nodiscard]] std::int64_t number(std::string_view statement, std::initializer_list<Datum> values = {});
  /// The key of the row that was inserted last.
  [[nodiscard]] std::int64_t last_key() const;
  [[nodiscard]] bool read_only() const;
  /// Whether the file lies where it was opened no more: what is written then, nobody finds.
  [[nodiscard]] bool has_moved() const;
  /// Copies the whole of it, as it was last committed. Throws where the copy cannot be written.
  void copy_to(const std::filesystem::path& file);

  [[noreturn]] void refuse(std::string what, std::string fix) const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  [[noreturn]] void fail() const;
  [[nodiscard]] sqlite3_stmt* prepared(std::string_view statement);

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> statements_;  // last: they go first
};

/// Everything up to `commit` happens or nothing does.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace karimen::harness::store
