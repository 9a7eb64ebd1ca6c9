// Sequences and includes: what they become, and what is said of bad ones.
#include <unistd.h>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <filesystem>
#include <fstream>

#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen::harness;
using namespace karimen::harness::test;
namespace fs = std::filesystem;

namespace {

const std::string sequence =
    "sequence: renewed\nparameters: [{wish: wished}, channel]\nsteps:\n"
    "- {do: apply_for_card, at: 2026-05-01T09:00, with: {channel: $channel, wish: $wish}}\n"
    "- {do: pass_time, id: later, at: 2026-05-02T09:00, expect: {card.record: $apply_for_card.card.record, "
    "card.chip: ok}}\n---\n";
const std::string scenario = "id: S\ngiven: {holder: taro}\nsteps:\n";
const std::string used = "- {use: renewed, with: {channel: post}}\n";

struct BadSequence {
  const char* what;
  std::string text;
  std::vector<const char*> told;
};
std::ostream& operator<<(std::ostream& out, const BadSequence& bad) {
  return out << bad.what;
}

const BadSequence bad_sequences[] = {
    {"unknown sequence",
     sequence + scenario + "- {use: renewd, with: {channel: post}}\n",
     {"s.yaml:10:9: error: unknown sequence 'renewd'", "did you mean 'renewed'?"}},
    {"no sequence at all",
     scenario + "- {use: renewed}\n",
     {"s.yaml:4:9: error: unknown sequence 'renewed'", "include: [FILE] names a file with sequences"}},
    {"missing argument",
     sequence + scenario + "- {use: renewed}\n",
     {"s.yaml:10:3: error: the argument 'channel' of the sequence 'renewed' is missing"}},
    {"unknown argument",
     sequence + scenario + "- {use: renewed, with: {channel: post, wihs: declined}}\n",
     {"s.yaml:10:40: error: the sequence 'renewed' has no parameter 'wihs'", "did you mean 'wish'?"}},
    {"a value that is none, of an argument",
     sequence + scenario + "- {use: renewed, with: {channel: posted}}\n",
     {"s.yaml:10:34: error: unknown word 'posted' (in a sequence that is used at s.yaml:10:9)"}},
    {"a mistake in the sequence",
     "sequence: a\nsteps: [{do: pass_tim, at: 2026-05-01T09:00}]\n---\n" + scenario + "- {use: a}\n",
     {"s.yaml:2:14: error: unknown procedure 'pass_tim' (in a sequence that is used at s.yaml:7:9)"}},
    {"a moment that goes back",
     sequence + scenario + "- {do: pass_time, at: 2026-06-01T09:00}\n" + used,
     {"s.yaml:4:28: error: 2026-05-01T09:00 is not after the step before",
      "(in a sequence that is used at s.yaml:11:9)"}},
    {"a parameter that there is not",
     "sequence: a\nparameters: [when]\nsteps: [{do: pass_time, at: $whn}]\n---\n" + scenario +
         "- {use: a, with: {when: 2026-05-01T09:00}}\n",
     {"s.yaml:3:29: error: the sequence 'a' has no parameter 'whn'", "s.yaml:8:9", "did you mean 'when'?"}},
    {"recursion",
     "sequence: a\nsteps: [{use: b}]\n---\nsequence: b\nsteps: [{use: a}]\n---\n" + scenario + "- {use: a}\n",
     {"s.yaml:5:15: error: a sequence uses itself: a -> b -> a"}},
    {"two of one name",
     sequence + sequence + scenario + used,
     {"s.yaml:7:11: error: two sequences have the name 'renewed'", "the first is at s.yaml:1"}},
    {"two parameters of one name",
     "sequence: a\nparameters: [b, {b: c}]\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n---\n" +
         scenario + "- {use: a}\n",
     {"s.yaml:2:18: error: two parameters have the name 'b'"}},
    {"two steps of one id",
     "sequence: a\nsteps: [{do: pass_time, id: x, at: 2026-05-01T09:00}, {do: pass_time, id: x, at: "
     "2026-05-02T09:00}]\n---\n" +
         scenario + "- {use: a}\n",
     {"error: two steps have the id 'x'"}},
    {"two uses of one id",
     sequence + scenario +
         "- {use: renewed, id: r, with: {channel: post}}\n- {do: pass_time, id: r, at: "
         "2026-06-01T09:00}\n",
     {"s.yaml:11:23: error: two steps have the id 'r'"}},
    {"an expectation of a step that there is not",
     sequence + scenario + "- {use: renewed, with: {channel: post}, expect: {latr: {card.chip: ok}}}\n",
     {"s.yaml:10:50: error: the path 'latr' matches nothing"}},
    {"no steps", "sequence: a\nsteps: []\n---\n" + scenario + "- {use: a}\n", {"needs at least one step"}},
    {"an unknown key of a use",
     sequence + scenario + "- {use: renewed, wiht: {channel: post}}\n",
     {"s.yaml:10:18: error: unknown key 'wiht'"}},
    {"an unknown key of a step",
     "sequence: a\nsteps: [{do: pass_time, ad: 2026-05-01T09:00}]\n---\n" + scenario + "- {use: a}\n",
     {"s.yaml:2:25: error: unknown key 'ad'"}},
    {"a file that there is not",
     "include: [steps.yaml]\n---\n" + scenario + "- {do: pass_time, at: 2026-05-01T09:00}\n",
     {"s.yaml:1:11: error: there is no file 'steps.yaml'"}},
};

// Files in a folder of their own.
class Files {
 public:
  Files() : folder_(fs::temp_directory_path() / ("karimen-sequences-" + std::to_string(getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "project/sub");
  }
  ~Files() { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  [[nodiscard]] ReadFiles read(const std::string& name) const {
    const std::vector<ScenarioFile> files{{.path = folder_ / name,
                                           .shown = (folder_ / name).string(),
                                           .name = name,
                                           .root = folder_ / "project"}};
    return read_scenario_files(files, small_lexicon(), 1);
  }
  [[nodiscard]] std::string problem(const std::string& name) const {
    const auto read_files = read(name);
    BOOST_REQUIRE(!read_files.unread.empty());
    const auto& first = read_files.unread[0].problems.at(0);
    return fs::path(first.where.file).filename().string() + ':' + std::to_string(first.where.line) + ": " +
           first.what;
  }

 private:
  fs::path folder_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario_sequences)

BOOST_AUTO_TEST_CASE(steps_stand_in_the_place_of_their_use_and_are_called_by_it) {
  const auto one = read(sequence + scenario + used + "- {do: pass_time, at: 2026-06-01T09:00}\n").at(0);
  BOOST_REQUIRE_EQUAL(one.steps.size(), 3u);
  BOOST_TEST(one.steps[0].id == "renewed/apply_for_card");
  BOOST_TEST(one.steps[1].id == "renewed/later");
  BOOST_TEST(one.steps[2].id == "pass_time");
  BOOST_TEST((one.steps[0].inputs.at("channel") == Value(std::string("post"))));
  BOOST_TEST((one.steps[0].inputs.at("wish") == Value(std::string("wished"))));
  BOOST_TEST(one.steps[1].captures.at(0).step == "renewed/apply_for_card");
  BOOST_TEST(one.steps[0].spot.line() == 4);
  BOOST_REQUIRE_EQUAL(one.steps[0].used_at.size(), 1u);
  BOOST_TEST(one.steps[0].used_at[0].line() == 10);
  BOOST_TEST(one.steps[2].used_at.empty());
  BOOST_TEST(one.spot.line() == 7);
  BOOST_TEST(one.last_line == 11);
}

BOOST_AUTO_TEST_CASE(what_a_use_expects_goes_beside_what_its_steps_expect) {
  const auto one = read(sequence + scenario +
                        "- {use: renewed, id: r, with: {channel: post}, expect: {later: {card.chip: broken}, "
                        "apply_for_card: {outcome: done}}, note: {later: {card.record: 1}}}\n")
                       .at(0);
  BOOST_TEST(one.steps[1].id == "r/later");
  BOOST_REQUIRE_EQUAL(one.steps[1].expect.size(), 2u);
  BOOST_TEST(one.steps[1].expect[1].test.text == "broken");
  BOOST_TEST(one.steps[1].notes.size() == 1u);
  BOOST_TEST(one.steps[0].expect.at(0).name == "outcome");
}

BOOST_AUTO_TEST_CASE(cases_change_arguments_and_steps_of_sequences) {
  const auto runs = read(
      sequence + scenario + used +
      "cases:\n"
      "- {name: a, set: {renewed.with.channel: counter}}\n"
      "- {name: b, set: {renewed/later.at: 2026-05-03T09:00, apply_for_card.with.wish: declined}}\n"
      "- {name: c, expect: {renewed/later: {card.chip: broken}}, xfail: {reason: r, step: renewed/later}}\n"
      "matrix: {given.card.chip: [ok, broken]}\n");
  BOOST_REQUIRE_EQUAL(runs.size(), 6u);
  BOOST_TEST((runs[0].steps[0].inputs.at("channel") == Value(std::string("counter"))));
  BOOST_TEST(to_string(runs[2].steps[1].at) == "2026-05-03T09:00");
  BOOST_TEST((runs[2].steps[0].inputs.at("wish") == Value(std::string("declined"))));
  BOOST_TEST(runs[4].steps[1].expect.at(0).test.text == "broken");
  BOOST_TEST(runs[4].xfail->step == "renewed/later");
}

BOOST_AUTO_TEST_CASE(a_sequence_may_use_another_and_tells_both_places) {
  const auto one =
      read("sequence: outer\nparameters: [c]\nsteps:\n- {use: renewed, id: in, with: {channel: $c}}\n---\n" +
           sequence + scenario + "- {use: outer, with: {c: counter}}\n")
          .at(0);
  BOOST_TEST(one.steps[0].id == "outer/in/apply_for_card");
  BOOST_TEST(one.steps[1].captures.at(0).step == "outer/in/apply_for_card");
  BOOST_REQUIRE_EQUAL(one.steps[0].used_at.size(), 2u);
  BOOST_TEST(one.steps[0].used_at[0].line() == 4);
  BOOST_TEST(one.steps[0].used_at[1].line() == 15);
}

BOOST_AUTO_TEST_CASE(a_dollar_in_a_programs_words_may_be_the_shells) {
  const auto one =
      read(
          "sequence: a\nparameters: [word]\nsteps: [{client: {command: [echo, $word, $other]}, at: "
          "2026-05-01T09:00}]\n---\n" +
          scenario + "- {use: a, with: {word: hello}}\n")
          .at(0);
  BOOST_TEST(one.steps[0].client->command.at(1) == "hello");
  BOOST_TEST(one.steps[0].client->command.at(2) == "$other");
}

BOOST_DATA_TEST_CASE(bad_ones_are_told_at_their_places, boost::unit_test::data::make(bad_sequences), bad) {
  const auto report = problems_of(bad.text);
  for (const auto* each : bad.told)
    BOOST_TEST(report.find(each) != std::string::npos, each << " in\n" << report);
}

BOOST_AUTO_TEST_CASE(files_are_included_once_however_many_ask_for_them) {
  const Files files;
  files.write("project/sub/steps.yaml", sequence.substr(0, sequence.size() - 4));
  files.write("project/more.yaml", "include: sub/steps.yaml\n");
  files.write("project/s.yaml", "include: [more.yaml, sub/steps.yaml]\n---\n" + scenario + used);
  const auto read_files = files.read("project/s.yaml");
  BOOST_REQUIRE_EQUAL(read_files.scenarios.size(), 1u);
  BOOST_TEST(read_files.scenarios[0].included.size() == 2u);
  BOOST_TEST(read_files.scenarios[0].steps.at(0).spot.file().ends_with("project/sub/steps.yaml"));
  const auto alone = files.read("project/sub/steps.yaml");
  BOOST_TEST(alone.scenarios.empty());
  BOOST_TEST(alone.unread.empty());
}

BOOST_AUTO_TEST_CASE(a_circle_of_includes_and_a_file_outside_of_the_root_are_refused) {
  const Files files;
  files.write("project/a.yaml", "include: b.yaml\n");
  files.write("project/b.yaml",
              "sequence: x\ninclude: [a.yaml]\nsteps: [{do: pass_time, at: 2026-05-01T09:00}]\n");
  BOOST_TEST(files.problem("project/a.yaml") ==
             "b.yaml:2: a file includes itself: a.yaml -> b.yaml -> a.yaml");
  files.write("outside.yaml", sequence);
  files.write("project/c.yaml", "include: ../outside.yaml\n");
  BOOST_TEST(files.problem("project/c.yaml").find("lies outside of") != std::string::npos);
  files.write("project/d.yaml", "include: e.yaml\n");
  files.write("project/e.yaml", "sequence: [\n");
  BOOST_TEST(files.problem("project/d.yaml").starts_with("e.yaml:1"));
}

BOOST_AUTO_TEST_SUITE_END()
