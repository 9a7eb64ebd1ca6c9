// The formatter: what it makes of a text, and that it changes nothing that the text says.
#include "base/yaml/format.hpp"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "base/yaml/folder.hpp"

using namespace karimen;

namespace {

struct Form {
  const char* before;
  const char* after;
};
std::ostream& operator<<(std::ostream& out, const Form& form) {
  return out << form.before;
}

const Form forms[] = {
    {"a: {b:   c ,d: [ 1,2 ]}\n", "a: {b: c, d: [1, 2]}\n"},
    {"a:\n- b\n- c: d\n  e: f\n", "a:\n  - b\n  - c: d\n    e: f\n"},
    {"a:\n    b:   c\n    d:\n        - e\n", "a:\n  b: c\n  d:\n    - e\n"},
    {"-   a: b\n    c: d\n-   - e\n    - f\n", "- a: b\n  c: d\n- - e\n  - f\n"},
    {"\n\na: b   # why\n\n\n# what\nc: d# no comment\n\n", "a: b   # why\n\n# what\nc: d# no comment\n"},
    {"a: b # one\n", "a: b  # one\n"},
    {"a:\n    # of b\n    b: c\n    # at the end of a\nd: e\n",
     "a:\n  # of b\n  b: c\n  # at the end of a\nd: e\n"},
    {"a: 'b c'\n'd': 'it''s'\ne: 'a \"b\"'\n", "a: \"b c\"\n\"d\": 'it''s'\ne: 'a \"b\"'\n"},
    {"a: {b: c,\n       # within\n       d: \"e  f\"}  # end\n",
     "a: {b: c,\n       # within\n       d: \"e  f\"}  # end\n"},
    {"a:\n    b: |\n        one\n          two  \n\n        three\n    c: d\n",
     "a:\n  b: |\n      one\n        two  \n\n      three\n  c: d\n"},
    {"a: one\n    two\n\n\n    three\nb: c\n", "a: one\n    two\n\n\n    three\nb: c\n"},
    {"a: \"one\n    two: {  x\"\nb: c\n", "a: \"one\n    two: {  x\"\nb: c\n"},
    {"a: b\n\n---\n\n\nc: d\n--- # second\ne: f\n", "a: b\n---\nc: d\n--- # second\ne: f\n"},
    {"a: &x {b: c}\nd: *x\ne: http://f:1/#g\n", "a: &x {b: c}\nd: *x\ne: http://f:1/#g\n"},
    {"a: {\"b\":c, 'd' : e}\n", "a: {\"b\": c, \"d\": e}\n"},
    {"a: [b, c,\n    d]\ne:  f\n", "a: [b, c,\n    d]\ne: f\n"},
    {"\xEF\xBB\xBF"
     "a: b\r\nc: d\r\n",
     "a: b\nc: d\n"},
    {"a: b", "a: b\n"},
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void changes_nothing(const std::string& text, const std::string& name) {
  const auto formed = yaml::formatted(text);
  BOOST_TEST(yaml::formatted(formed) == formed, name << " is another one when it is formatted again");
  BOOST_TEST(yaml::same_trees(yaml::load_text(text, name), yaml::load_text(formed, name)),
             name << " says something else:\n"
                  << formed);
  BOOST_TEST(std::ranges::count(text, '#') == std::ranges::count(formed, '#'), name << " lost a comment");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(yaml_format)

BOOST_DATA_TEST_CASE(there_is_one_form, boost::unit_test::data::make(forms), form) {
  BOOST_TEST(yaml::formatted(form.before) == form.after);
  changes_nothing(form.before, "form.yaml");
}

BOOST_AUTO_TEST_CASE(every_file_of_ours_says_the_same_afterwards) {
  std::size_t files = 0;
  for (const auto* folder : {"scenarios", "fixtures", "harness/rulebook", "docs"})
    for (const auto& file : yaml::all_files_under(std::filesystem::path(KARIMEN_SOURCE_DIR) / folder)) {
      changes_nothing(text_of(file), file.string());
      ++files;
    }
  BOOST_TEST(files > 150u);
}

BOOST_AUTO_TEST_CASE(scenarios_are_in_their_form) {
  for (const auto& file : yaml::all_files_under(std::filesystem::path(KARIMEN_SOURCE_DIR) / "scenarios"))
    BOOST_TEST(yaml::formatted(text_of(file)) == text_of(file), "karimen fmt " << file);
}

BOOST_AUTO_TEST_CASE(trees_differ_where_a_text_or_its_quotes_do) {
  const auto tree = [](const char* text) { return yaml::load_text(text, "t.yaml"); };
  BOOST_TEST(yaml::same_trees(tree("a: {b: [c]}\n"), tree("a:\n  b:\n    - c\n")));
  BOOST_TEST(!yaml::same_trees(tree("a: 1\n"), tree("a: \"1\"\n")));
  BOOST_TEST(!yaml::same_trees(tree("a: 1\nb: 2\n"), tree("b: 2\na: 1\n")));
  BOOST_TEST(!yaml::same_trees(tree("a: [1]\n"), tree("a: [1, 2]\n")));
}

BOOST_AUTO_TEST_SUITE_END()
