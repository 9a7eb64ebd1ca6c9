#include "harness/store/history.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "harness/runner/event/digest.hpp"
#include "harness/store/runs.hpp"
#include "harness/store/schema.hpp"
#include "harness/store/whole_run.hpp"
#include "tests/support/folder.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

using testing::Folder;

using Names = std::set<std::string>;

void begin(store::History& history, std::vector<std::string> selected, std::string when = "") {
  RunStarted started;
  started.selected = std::move(selected);
  started.origin.measured_start = std::move(when);
  history.take(started);
}

void finish(store::History& history, const std::string& id, Verdict verdict) {
  ScenarioFinished finished;
  finished.id = id;
  finished.verdict = verdict;
  history.take(finished);
}

void record(store::History& history, Verdict verdict) {
  begin(history, {"s.yaml#S"});
  finish(history, "s.yaml#S", verdict);
  history.take(RunFinished{});
}

std::filesystem::path old_history(const Folder& folder, const std::string& name = "schema_1.sqlite") {
  const auto file = folder.path / "h.sqlite";
  std::filesystem::copy_file(KARIMEN_SOURCE_DIR "/tests/harness/store/" + name, file,
                             std::filesystem::copy_options::overwrite_existing);
  return file;
}

std::string asked(const std::filesystem::path& file, const char* question) {
  store::Database database(file, store::Access::write);
  std::string all;
  database.each(question, {}, [&](const store::Row& row) { all += row.text(0) + ';'; });
  return all;
}

void is_up_to_date(const std::filesystem::path& file) {
  BOOST_TEST(asked(file, "PRAGMA user_version") == "6;");
  BOOST_TEST(asked(file, "PRAGMA integrity_check") == "ok;");
}

/// What it was before its migration.
void keeps_a_copy(const std::filesystem::path& file, int schema, const char* question,
                  const std::string& answer) {
  const auto copy = store::backup_of(file, schema);
  BOOST_TEST(asked(copy, "PRAGMA user_version") == std::to_string(schema) + ';');
  BOOST_TEST(asked(copy, question) == answer);
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

BOOST_AUTO_TEST_CASE(what_was_selected_and_came_to_no_end_is_to_be_repeated) {
  const Folder folder;
  const auto file = folder.path / "h.sqlite";
  {
    store::History killed(file);
    begin(killed, {"s#A", "s#B", "s#C"}, "2026-11-29T09:00:00.000Z");
    finish(killed, "s#A", Verdict::pass);
  }
  store::History history(file);
  BOOST_TEST((history.failed() == Names{"s#B", "s#C"}));
  begin(history, {"s#B"}, "2026-11-29T09:01:00.000Z");
  finish(history, "s#B", Verdict::pass);
  history.take(RunFinished{});
  BOOST_TEST((history.failed() == Names{"s#C"}));
  begin(history, {"s#A", "s#C"}, "2026-11-29T09:02:00.000Z");
  finish(history, "s#C", Verdict::undecided);
  history.take(RunFinished{.interrupted = true});
  BOOST_TEST((history.failed() == Names{"s#A"}));
}

BOOST_AUTO_TEST_CASE(of_several_attempts_the_worst_counts) {
  const Folder folder;
  store::History history(folder.path / "h.sqlite");
  begin(history, {"s#A", "s#A"});
  finish(history, "s#A", Verdict::fail);
  finish(history, "s#A", Verdict::pass);
  history.take(RunFinished{});
  BOOST_TEST((history.failed() == Names{"s#A"}));
}

BOOST_AUTO_TEST_CASE(the_rules_and_assumptions_of_a_verdict_are_kept_once) {
  const Folder folder;
  const auto file = folder.path / "h.sqlite";
  {
    store::History history(file);
    begin(history, {"s#A", "s#B"});
    for (const auto* id : {"s#A", "s#B"}) {
      StepEvent step;
      step.rules = {{.id = "R-2", .fired = true}, {.id = "R-3"}, {.id = "R-1", .fired = true}};
      step.assumptions = {"A-10"};
      history.take(step);
      finish(history, id, Verdict::pass);
    }
    history.take(RunFinished{});
  }
  BOOST_TEST(asked(file, "SELECT rules || '/' || assumptions FROM ground") == "R-1\nR-2/A-10;");
}

BOOST_AUTO_TEST_CASE(a_history_of_schema_1_is_brought_up_to_date_and_a_copy_of_it_kept) {
  const Folder folder;
  const auto file = old_history(folder);
  {
    store::History history(file);
    // Run 1 failed BAD, run 3 GOOD; run 4 was killed after an error of FIRST.
    BOOST_TEST((history.failed() == Names{"k.yaml#FIRST", "s.yaml#GOOD"}));
    begin(history, {"k.yaml#FIRST"}, "2026-11-29T09:00:00.000Z");
    finish(history, "k.yaml#FIRST", Verdict::pass);
    BOOST_TEST((history.failed() == Names{"s.yaml#GOOD"}));
  }
  is_up_to_date(file);
  BOOST_TEST(asked(file, "SELECT count(*) FROM result") == "12;");
  BOOST_TEST(asked(file, "SELECT substr(digest, 1, 8) FROM run ORDER BY id") ==
             "4ee1e783;4ee39d1f;7c507b48;;;");
  keeps_a_copy(file, 1, "SELECT count(*) FROM scenario", "11;");
}

BOOST_AUTO_TEST_CASE(a_history_of_schema_2_learns_what_rules_say_and_keeps_its_runs) {
  const Folder folder;
  const auto file = old_history(folder, "schema_2.sqlite");
  const auto question = "SELECT id || verdict || attempt FROM result JOIN scenario ON id = scenario";
  const auto before = asked(file, question);
  {
    store::History history(file);
    BOOST_TEST((history.failed() == Names{"bad.yaml#BAD"}));
    const auto said = [] {
      return std::map<std::string, std::string>{{"R-1", "aa"}, {"procedure p q", "bb"}};
    };
    history.keep_rulebook("r", said);
    history.keep_rulebook("r",
                          []() -> std::map<std::string, std::string> { throw std::logic_error("known"); });
    store::Runs runs(history.database());
    BOOST_TEST((runs.rules_of("r") == said()));
    BOOST_TEST(runs.rules_of("another").empty());
    BOOST_TEST(runs.list(0).size() == 3u);
    runs.prune(1);
    BOOST_TEST(runs.rules_of("r").empty());
  }
  is_up_to_date(file);
  keeps_a_copy(file, 2, question, before);
}

BOOST_AUTO_TEST_CASE(a_history_of_schema_3_keeps_its_runs_and_knows_no_texts_of_them) {
  const Folder folder;
  const auto file = old_history(folder, "schema_3.sqlite");
  const auto question = "SELECT run || name || verdict || attempt FROM result JOIN scenario ON id = scenario";
  const auto before = asked(file, question);
  {
    store::History history(file);
    store::Runs runs(history.database());
    BOOST_TEST(runs.list(0).size() == 3u);
    for (const auto& [name, result] : runs.results(1)) BOOST_TEST(result.text.empty());
    BOOST_TEST(runs.find(1)->build.empty());
    begin(history, {"bad.yaml#BAD"}, "2026-12-01T09:00:00.000Z");
    history.take(ScenarioFinished{.id = "bad.yaml#BAD", .text = "0123456789abcdef"});
    BOOST_TEST(runs.results(history.run()).at("bad.yaml#BAD").text == "0123456789abcdef");
  }
  is_up_to_date(file);
  BOOST_TEST(asked(file, question).starts_with(before));
  keeps_a_copy(file, 3, question, before);
}

BOOST_AUTO_TEST_CASE(a_history_of_schema_4_keeps_its_texts_and_had_one_round_each) {
  const Folder folder;
  const auto file = old_history(folder, "schema_4.sqlite");
  const auto question = "SELECT run || name || verdict || text FROM result JOIN scenario ON id = scenario";
  const auto before = asked(file, question);
  {
    store::History history(file);
    store::Runs runs(history.database());
    for (const auto& run : runs.list(0)) BOOST_TEST(run.rounds == 1u);
    BOOST_TEST(runs.results(1).begin()->second.text.size() == 16u);
    RunStarted started{.scenarios = 4, .selected = {"s#A", "s#B"}};
    started.origin.measured_start = "2026-12-01T09:00:00.000Z";
    history.take(started);
    finish(history, "s#A", Verdict::pass);
    finish(history, "s#B", Verdict::pass);
    finish(history, "s#A", Verdict::pass);
    BOOST_TEST((runs.unfinished(history.run()) == std::vector<std::string>{"s#B"}));
    BOOST_TEST((history.failed() == Names{"s#B"}));
    finish(history, "s#B", Verdict::pass);
    history.take(RunFinished{});
    BOOST_TEST(history.failed().empty());
    BOOST_TEST(runs.find(history.run())->rounds == 2u);
  }
  is_up_to_date(file);
  BOOST_TEST(asked(file, question).starts_with(before));
  keeps_a_copy(file, 4, question, before);
}

BOOST_AUTO_TEST_CASE(a_round_is_known_by_its_number_whichever_ended_first) {
  const Folder folder;
  store::History history(folder.path / "h.sqlite");
  const RunStarted started{.scenarios = 4, .selected = {"s#A", "s#B"}};
  history.take(started);
  std::vector<ScenarioDigest> told;
  const auto finish_round = [&](const std::string& identity, unsigned round) {
    ScenarioFinished finished;
    finished.id = identity + '@' + std::to_string(round);
    finished.repetition = round;
    finished.digest = "digest of " + finished.id;
    told.emplace_back(finished.id, finished.digest);
    history.take(finished);
  };
  finish_round("s#B", 2);
  finish_round("s#B", 1);
  finish_round("s#A", 2);
  store::Runs runs(history.database());
  const std::map<std::string, std::set<std::uint32_t>> done{{"s#A", {2}}, {"s#B", {1, 2}}};
  BOOST_TEST((runs.finished_rounds(history.run()) == done));
  BOOST_TEST((runs.unfinished(history.run()) == std::vector<std::string>{"s#A"}));
  finish_round("s#A", 1);
  store::close_run(history.database(), history.run());
  BOOST_TEST(runs.find(history.run())->digest.value_or("") == run_digest(heading_digest(started), told));
}

BOOST_AUTO_TEST_CASE(a_history_that_is_a_link_stays_one_and_what_lies_beside_it_lies_beside_the_file) {
  const Folder folder;
  const auto link = old_history(folder);
  const auto file = folder.path / "elsewhere" / "real.sqlite";
  std::filesystem::create_directory(file.parent_path());
  std::filesystem::rename(link, file);
  std::filesystem::create_symlink("elsewhere/real.sqlite", link);
  {
    store::History history(link);
    begin(history, {"s#A"});
    BOOST_TEST(std::filesystem::exists(file.string() + "-run-" + std::to_string(history.run()) + ".lock"));
    store::History other(file);
    BOOST_CHECK_THROW(other.resume(history.run()), DiagnosticError);
  }
  BOOST_TEST(std::filesystem::is_symlink(link));
  BOOST_TEST(asked(file, "PRAGMA user_version") == asked(link, "PRAGMA user_version"));
  BOOST_TEST(std::filesystem::exists(file.string() + ".schema-1"));
  BOOST_TEST(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 2);
}

BOOST_AUTO_TEST_CASE(where_no_copy_can_be_kept_an_old_history_stays_as_it_is) {
  const Folder folder;
  const auto file = old_history(folder);
  std::filesystem::create_directories(store::backup_of(file, 1) / "taken");
  BOOST_CHECK_THROW(store::History{file}, std::exception);
  BOOST_TEST(asked(file, "PRAGMA user_version") == "1;");
  BOOST_TEST(asked(file, "SELECT count(*) FROM scenario") == "11;");
}

BOOST_AUTO_TEST_CASE(a_history_of_schema_5_knows_no_time_limits_and_later_runs_have_theirs) {
  const Folder folder;
  const auto file = old_history(folder, "schema_5.sqlite");
  const auto question = "SELECT run || name || verdict || text FROM result JOIN scenario ON id = scenario";
  const auto before = asked(file, question);
  {
    store::History history(file);
    store::Runs runs(history.database());
    BOOST_TEST(runs.find(1)->timeout == "");
    BOOST_TEST(runs.results(1).size() == 2u);
    RunStarted started{.scenarios = 1, .selected = {"s#A"}};
    started.origin.measured_start = "2026-12-01T09:00:00.000Z";
    started.origin.options = {{"timeout", std::string("30s")}};
    history.take(started);
    finish(history, "s#A", Verdict::pass);
    history.take(RunFinished{});
    BOOST_TEST(runs.find(history.run())->timeout == "30s");
  }
  is_up_to_date(file);
  BOOST_TEST(asked(file, question).starts_with(before));
  keeps_a_copy(file, 5, question, before);
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_with_the_way_out) {
  const Folder folder;
  const auto file = (folder.path / "h.sqlite").string();
  asked(old_history(folder), "PRAGMA user_version = 7");
  BOOST_CHECK_EXCEPTION(store::History{file}, DiagnosticError, [&](const DiagnosticError& error) {
    return std::string(error.what()) == file +
                                            ": error: the history has schema 7, this program knows schema 6\n"
                                            "  fix: use a newer karimen, or another --db FILE\n";
  });
  BOOST_TEST(asked(file, "SELECT count(*) FROM scenario") == "11;");
}

BOOST_AUTO_TEST_CASE(a_database_of_somebody_elses_is_left_alone) {
  const Folder folder;
  const auto file = old_history(folder);
  asked(file, "PRAGMA user_version = 0");
  BOOST_CHECK_THROW(store::History{file}, DiagnosticError);
  BOOST_TEST(asked(file, "PRAGMA journal_mode") == "delete;");
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
