#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/yaml.hpp"
#include "harness/report/event/event_json.hpp"
#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

std::vector<Event> one_failure() {
  StepEvent step{.scenario = "s.yaml#S", .id = "record", .procedure = "record", .at = "2026-05-01T09:00"};
  step.spot = {{"s.yaml", 4, 8}, "  - {日本, at}"};
  step.verdict = Verdict::fail;
  step.failure = Failure::prediction;
  step.differences = {{.failure = Failure::prediction,
                       .name = "holder.name",
                       .predicted = "山田<太郎>",
                       .observed = "none",
                       .spot = step.spot}};
  step.rules = {{.id = "REC-1",
                 .decision = "d",
                 .fired = true,
                 .because = {"b", ""},
                 .consequence = "X",
                 .explanation = {"REC-1 fired because ...", "REC-1 を適用。……"}}};
  RunFinished finished;
  finished.counts.fail = 1;
  finished.counts.steps = 1;
  finished.digest = "abc";
  return {RunStarted{.scenarios = 1, .seed = "karimen"},
          ApduEvent{.scenario = "s.yaml#S",
                    .step = "record",
                    .command = from_hex("0020008004"),
                    .response = from_hex("63C2"),
                    .cause = {"wrong PIN", "暗証番号の誤り"}},
          step,
          ScenarioFinished{.id = "s.yaml#S",
                           .title = {"t", "題"},
                           .verdict = Verdict::fail,
                           .failure = Failure::prediction,
                           .step = "record",
                           .steps = 1},
          finished};
}

std::string written(std::unique_ptr<report::Reporter> (*make)(std::ostream&)) {
  std::ostringstream out;
  const auto reporter = make(out);
  for (const auto& event : one_failure()) reporter->take(event);
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reports)

BOOST_AUTO_TEST_CASE(a_line_of_an_exchange_is_its_json) {
  ApduEvent event{.scenario = "s.yaml#S", .step = "record", .command = from_hex("00200080083133353738")};
  const auto check = [&] { BOOST_TEST(report::EventWriter().lines(event) == report::to_json(event) + '\n'); };
  check();
  event.response = from_hex("63C2");
  event.hidden_command = {false, false, false, false, false, true, true, true, true, true};
  check();
  event.cause = {"wrong PIN", ""};
  check();
  event.cause = {"a \"quoted\" \\ word\n\x7F", "暗証番号の誤り\t\"\xE3\x81"};  // the end of it is no UTF-8
  check();
  event.cause = {"", "日本語のみ"};
  event.scenario = "題\x01.yaml#\xFF";
  event.step = "";
  check();
}

BOOST_AUTO_TEST_CASE(the_terminal_shows_line_readings_rule_and_exchange) {
  const auto text = written([](std::ostream& out) { return report::text_report(out, {}); });
  BOOST_TEST(text ==
             "fail  s.yaml#S  t\n"
             "s.yaml:4:8: fail (prediction) in record at 2026-05-01T09:00\n"
             "  4 |   - {日本, at}\n"
             "    |          ^\n"
             "                 predicted   observed  expected\n"
             "    holder.name  山田<太郎>  none      -\n"
             "  rules:\n"
             "    REC-1 fired because ...\n"
             "  last exchanges with the card:\n"
             "    > VERIFY, asking for the tries left\n"
             "    < 63C2: 2 tries left (wrong PIN)\n"
             "  look next: karimen run s.yaml:4 --trace DIR (the system's side)\n"
             "0 passed, 1 failed, 0 undecided, 0 errors; 1 steps, 0 facts not observed\n"
             "digest abc\n");
}

BOOST_AUTO_TEST_CASE(the_terminal_speaks_japanese_throughout) {
  const auto vocabulary = Vocabulary::from(yaml::load_text(
      "facts: {holder.name: {type: text, ja: 氏名}}\nlabels: {none: {ja: なし}, record: {ja: 記録}}\n", "v"));
  std::ostringstream out;
  const auto reporter = report::text_report(out, {.wording = report::Wording(Language::ja, &vocabulary)});
  for (const auto& event : one_failure()) reporter->take(event);
  BOOST_TEST(out.str() ==
             "不合格  s.yaml#S  題\n"
             "s.yaml:4:8: 不合格（予測と異なる）：記録（record）、2026-05-01T09:00\n"
             "  4 |   - {日本, at}\n"
             "    |          ^\n"
             "                         予測        実際          期待\n"
             "    氏名（holder.name）  山田<太郎>  なし（none）  -\n"
             "  規則:\n"
             "    REC-1 を適用。……\n"
             "  カードとの最後のやり取り:\n"
             "    > VERIFY（暗証番号の照合）（残り回数の照会）\n"
             "    < 63C2: 残り2回（暗証番号の誤り）\n"
             "  次に見るもの: karimen run s.yaml:4 --trace DIR（システムの側）\n"
             "合格 0、不合格 1、判断不能 0、エラー 0。ステップ 1、観測されない事実 0\n"
             "ダイジェスト abc\n");
}

BOOST_AUTO_TEST_CASE(sets_have_the_labels_of_their_members) {
  const auto vocabulary = Vocabulary::from(yaml::load_text(
      "obstacles: {CHANNEL: {ja: オンライン以外の申請}, REASON: {ja: 対象外の申請理由}}\n", "v"));
  const report::Wording wording(Language::ja, &vocabulary);
  BOOST_TEST(wording.value("[]") == "[]");
  BOOST_TEST(wording.value("[CHANNEL]") == "[オンライン以外の申請（CHANNEL）]");
  BOOST_TEST(wording.value("[CHANNEL, OTHER, REASON]") ==
             "[オンライン以外の申請（CHANNEL）, OTHER, 対象外の申請理由（REASON）]");
  BOOST_TEST(report::Wording().value("[CHANNEL]") == "[CHANNEL]");
}

BOOST_AUTO_TEST_CASE(ndjson_is_one_object_a_line) {
  std::istringstream lines(written([](std::ostream& out) { return report::ndjson(out); }));
  std::vector<std::string> kinds;
  for (std::string line; std::getline(lines, line);) kinds.push_back(nlohmann::json::parse(line).at("event"));
  BOOST_TEST(
      kinds == (std::vector<std::string>{"run_started", "apdu", "step", "scenario_finished", "run_finished"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_stream_keeps_the_exchanges_that_it_is_told_to_keep) {
  const auto exchanges = [](Verdict verdict, KeptApdus told, KeptApdus kept) {
    std::ostringstream out;
    const auto reporter = report::ndjson(out, kept);
    auto events = one_failure();
    std::get<RunStarted>(events.front()).apdus = told;
    std::get<ScenarioFinished>(events[3]).verdict = verdict;
    for (const auto& event : events) reporter->take(event);
    std::string found;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
      const auto json = nlohmann::json::parse(line);
      if (json.contains("apdus")) found = json.at("apdus");
      if (json.at("event") == "apdu") found += '+';
    }
    return found;
  };
  using enum KeptApdus;
  BOOST_TEST(exchanges(Verdict::pass, all, all) == "all+");
  BOOST_TEST(exchanges(Verdict::pass, all, failed) == "failed");
  BOOST_TEST(exchanges(Verdict::pass, all, none) == "none");
  for (const auto verdict : all_verdicts)
    if (verdict != Verdict::pass) {
      BOOST_TEST(exchanges(verdict, all, failed) == "failed+");
      BOOST_TEST(exchanges(verdict, all, none) == "none");
    }
  BOOST_TEST(exchanges(Verdict::fail, failed, all) == "failed+");  // of what it was made from
  BOOST_TEST(exchanges(Verdict::fail, none, failed) == "none");
}

BOOST_AUTO_TEST_CASE(junit_is_valid_by_its_schema) {
  const auto file =
      std::filesystem::temp_directory_path() / ("karimen-junit-" + std::to_string(getpid()) + ".xml");
  std::ofstream(file) << written([](std::ostream& out) { return report::junit(out); });
  const auto command = "xmllint --noout --schema " KARIMEN_SOURCE_DIR "/tests/harness/report/junit.xsd " +
                       file.string() + " 2>&1";
  BOOST_TEST(std::system(command.c_str()) == 0);
  std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_a_diagnostic) {
  report::OutputFile file("/dev/full");
  file.stream() << "something" << std::flush;
  BOOST_CHECK_EXCEPTION(file.commit(), DiagnosticError, [](const DiagnosticError& error) {
    return error.diagnostics()[0].exit_code == ExitCode::environment &&
           std::string(error.what()) ==
               "/dev/full: error: the report could not be written in full, nothing is left of it\n"
               "  fix: make room on the disk, or choose another file\n";
  });
}

BOOST_AUTO_TEST_CASE(a_report_that_is_not_committed_leaves_nothing) {
  const auto path = std::filesystem::temp_directory_path() / ("karimen-out-" + std::to_string(getpid()));
  { report::OutputFile(path).stream() << "half"; }
  BOOST_TEST(!std::filesystem::exists(path));
  report::OutputFile whole(path);
  whole.stream() << "whole";
  BOOST_TEST(!std::filesystem::exists(path));
  whole.commit();
  BOOST_TEST(std::filesystem::file_size(path) == 5u);
  std::filesystem::remove(path);
}

BOOST_AUTO_TEST_SUITE_END()
