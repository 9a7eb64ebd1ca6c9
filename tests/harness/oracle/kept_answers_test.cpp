// The solver's answers in a folder: found again for the same conversation and for no other, and what was
// spoilt is asked anew.
#include "harness/oracle/proof/kept_answers.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/rest_of.hpp"
#include "harness/oracle/proof/solver.hpp"
#include "tests/support/folder.hpp"

using namespace karimen::harness::rules;
namespace fs = std::filesystem;

namespace {

/// Answers are kept for this test; nothing is kept any more once it is gone.
struct InFolder {
  karimen::testing::Folder folder;
  InFolder() { keep_answers_in(folder.path / "answers"); }
  ~InFolder() { keep_answers_in({}); }
  [[nodiscard]] fs::path only_file() const {
    const fs::directory_iterator files(folder.path / "answers");
    BOOST_REQUIRE(std::distance(begin(files), end(files)) == 1);
    return fs::directory_iterator(folder.path / "answers")->path();
  }
};

const SolverAnswer seven{Satisfiable::yes, {{"x", "7"}, {"y", ""}}}, never{Satisfiable::no, {}};

// Who answers `questions`, those that are not known with `answers`; how many were known.
int known_of(std::string_view solver, const std::vector<std::string>& questions,
             const std::vector<SolverAnswer>& answers) {
  KeptAnswers kept(solver);
  int known = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    kept.hear(questions[i]);
    if (const auto found = kept.find()) {
      BOOST_TEST((*found == answers[i]));
      ++known;
    } else {
      kept.keep(answers[i]);
    }
  }
  return known;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return karimen::rest_of<std::string>(in);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_answers, InFolder)

BOOST_AUTO_TEST_CASE(the_same_conversation_finds_them) {
  BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 0);
  BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 2);
  BOOST_TEST(known_of("z", {"a", "c"}, {seven, seven}) == 1);
  BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 2);
}

BOOST_AUTO_TEST_CASE(another_one_does_not) {
  BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 0);
  BOOST_TEST(known_of("another solver", {"a", "b"}, {never, never}) == 0);
  BOOST_TEST(known_of("z", {"b", "a"}, {never, never}) == 0);
  BOOST_TEST(known_of("z", {"ab", "b"}, {never, never}) == 0);
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_another_makes_all_unknown) {
  (void)known_of("z", {"a", "b"}, {seven, never});
  const auto file = only_file();
  const auto whole = bytes_of(file);
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    auto spoilt = whole;
    spoilt[at] = static_cast<char>(spoilt[at] ^ 1);
    std::ofstream(file, std::ios::binary) << spoilt;
    BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 0, at);
    BOOST_TEST((bytes_of(file) == whole), at);
  }
  std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() - 80);
  BOOST_TEST(known_of("z", {"a", "b"}, {seven, never}) == 0);
}

struct WithZ3 {
  boost::test_tools::assertion_result operator()(boost::unit_test::test_unit_id) const {
    return Solver::available();
  }
};

// Three of whom the second finds all, the third only the first: then Z3 begins, as if it had answered that,
// too.
BOOST_AUTO_TEST_CASE(z3_answers_as_if_nothing_had_been_kept, *boost::unit_test::precondition(WithZ3{})) {
  const auto talk = [](const std::vector<std::string>& questions) {
    Solver solver({});
    solver.tell("(declare-const x Int)(declare-const y Int)(assert (< 0 x y 9))");
    std::string said;
    for (const auto& question : questions) {
      const auto answer = solver.ask(question, {"x", "y"});
      said += std::to_string(static_cast<int>(answer));
      for (const auto& [name, value] : solver.values())
        said.append(" ").append(name).append("=").append(value);
      said += '\n';
    }
    return said;
  };
  const std::vector<std::string> all{"(assert (< 3 x))", "(assert (= x y))", "(assert (< 6 (+ x y)))"};
  const std::vector<std::string> other{all[0], "(assert (< y 5))", all[2]};
  keep_answers_in({});
  const auto alone = talk(all), other_alone = talk(other);
  BOOST_TEST(alone.starts_with("1 x="));
  BOOST_TEST(alone.find("\n0\n") != std::string::npos);
  keep_answers_in(folder.path / "answers");
  for (int i = 0; i < 2; ++i) BOOST_TEST(talk(all) == alone);
  const auto kept = bytes_of(only_file());
  BOOST_TEST(talk(all) == alone);
  BOOST_TEST(talk(other) == other_alone);
  BOOST_TEST(bytes_of(only_file()) != kept);
  BOOST_TEST(talk(all) == alone);
}

BOOST_AUTO_TEST_SUITE_END()
