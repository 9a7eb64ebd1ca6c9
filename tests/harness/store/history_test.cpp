#include "harness/store/history.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

using namespace karimen;
using namespace karimen::harness;

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("karimen-history-" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

void record(store::History& history, Verdict verdict) {
  history.take(RunStarted{});
  ScenarioFinished finished;
  finished.id = "s.yaml#S";
  finished.verdict = verdict;
  history.take(finished);
  history.take(RunFinished{});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run_history)

BOOST_AUTO_TEST_CASE(remembers_what_failed_when_it_was_last_run) {
  const Folder folder;
  {
    store::History history(folder.path / "h.sqlite");
    record(history, Verdict::fail);
    BOOST_TEST(history.failed().contains("s.yaml#S"));
  }
  store::History again(folder.path / "h.sqlite");
  BOOST_TEST(again.failed().size() == 1u);
  record(again, Verdict::pass);
  BOOST_TEST(again.failed().empty());
}

BOOST_AUTO_TEST_CASE(a_corrupt_database_is_a_diagnostic_with_the_way_out) {
  const Folder folder;
  const auto file = (folder.path / "h.sqlite").string();
  std::ofstream(file) << "this is no database, and it is long enough for SQLite to notice so at once";
  BOOST_CHECK_EXCEPTION(store::History{file}, DiagnosticError, [&](const DiagnosticError& error) {
    return std::string(error.what()) ==
           file +
               ": error: the history cannot be used: file is not a database\n"
               "  fix: check the file and its permissions, move a damaged one away, or leave --db out\n";
  });
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_a_diagnostic) {
  BOOST_CHECK_THROW(store::History{"/proc/karimen/h.sqlite"}, DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
