#include "base/yaml.hpp"

#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace karimen;

BOOST_AUTO_TEST_SUITE(yaml_tree)

// A matrix makes a hundred documents of one.
BOOST_AUTO_TEST_CASE(a_copy_that_is_changed_leaves_the_others_as_they_were) {
  const auto first = yaml::load_text("a: {b: [1, 2], c: 3}\n", "f")[0];
  auto second = first;
  auto third = second;
  second.entries.own()[0].value.entries.own()[0].value.items.own()[1].text = "9";
  third.entries.own()[0].value.entries.own().pop_back();
  BOOST_TEST(first.at("a").at("b").items[1].text == "2");
  BOOST_TEST(second.at("a").at("b").items[1].text == "9");
  BOOST_TEST(second.at("a").at("c").text == "3");
  BOOST_TEST(third.at("a").at("b").items[1].text == "2");
  BOOST_TEST(third.at("a").find("c") == nullptr);
}

BOOST_AUTO_TEST_CASE(keeps_order_positions_and_quotes) {
  const auto documents = yaml::load_text("a: [1, \"2\"]\nb: {日本: x, c: y}\n---\nz: 1\n", "f.yaml");
  BOOST_REQUIRE_EQUAL(documents.size(), 2u);
  const auto& list = documents[0].at("a").as_sequence();
  BOOST_TEST(!list[0].quoted);
  BOOST_TEST(list[1].quoted);
  const auto& inner = documents[0].at("b");
  BOOST_TEST(inner.entries[1].key.column == 12);
  BOOST_TEST(inner.entries[1].key.line == 2);
}

BOOST_AUTO_TEST_CASE(a_path_leads_to_a_value_or_as_far_as_there_is_one) {
  const auto document = yaml::load_text("a: {b: {c: 1}}\nd: 2\n", "f.yaml").front();
  BOOST_TEST(document.nearest("a.b.c").as_integer() == 1);
  BOOST_TEST((&document.nearest("a.x.c") == &document.at("a")));
  BOOST_TEST((&document.nearest("d.e") == &document.at("d")));
  BOOST_TEST((&document.nearest("") == &document));
}

BOOST_AUTO_TEST_CASE(reports_every_duplicate_and_null) {
  try {
    (void)yaml::load_text("a: 1\na: 2\nb:\nc: ~\n", "f.yaml");
    BOOST_FAIL("accepted");
  } catch (const DiagnosticError& error) {
    BOOST_REQUIRE_EQUAL(error.diagnostics().size(), 3u);
    BOOST_TEST(error.diagnostics()[0].what.find("duplicate key 'a'") == 0u);
    BOOST_TEST(error.diagnostics()[0].where.line == 2);
  }
}

BOOST_AUTO_TEST_CASE(caret_respects_wide_characters) {
  const auto documents = yaml::load_text("{日本: 1, wrong: 2}", "f.yaml");
  try {
    documents[0].allow_only({"日本", "wring"});
    BOOST_FAIL("accepted");
  } catch (const DiagnosticError& error) {
    BOOST_TEST(std::string(error.what()) ==
               "f.yaml:1:9: error: unknown key 'wrong'\n"
               "  1 | {日本: 1, wrong: 2}\n"
               "    |           ^\n"
               "  fix: did you mean 'wring'?\n");
  }
}

BOOST_AUTO_TEST_CASE(broken_syntax_has_a_place_and_a_way_out) {
  for (const std::string text : {"a: [1, 2\n", "a: b: c\n", "\ta: 1\n", "a: \"open\n", "{a: 1}}\n"}) {
    try {
      (void)yaml::load_text(text, "f.yaml");
      BOOST_ERROR("accepted: " + text);
    } catch (const DiagnosticError& error) {
      BOOST_TEST(error.diagnostics()[0].where.line >= 1);
      BOOST_TEST(!error.diagnostics()[0].fix.empty());
    }
  }
}

namespace {

struct Broken {
  const char* text;
  const char* said;  ///< the whole diagnostic
};
std::ostream& operator<<(std::ostream& out, const Broken& broken) {
  return out << broken.said;
}

const Broken broken_texts[] = {
    // What yaml-cpp reads without a word.
    {"日本: [あ, \"い\"]\nb: \"open\nc: 1\n",
     "f.yaml:2:4: error: not valid YAML: this quotation is never closed\n"
     "  2 | b: \"open\n"
     "    |    ^\n"
     "  fix: close the quotation\n"},
    {"- a\nb: 1\n",
     "f.yaml:2:1: error: not valid YAML: this belongs to nothing before it\n"
     "  2 | b: 1\n"
     "    | ^\n"
     "  fix: check the indentation, or part the documents with a line ---\n"},
    {"a: 1\n---\nb: 1\n...\n,\n",
     "f.yaml:5:1: error: not valid YAML: this belongs to nothing before it\n"
     "  5 | ,\n"
     "    | ^\n"
     "  fix: check the indentation, or part the documents with a line ---\n"},
    {"# 例\n%a: 1\nb: 2\n",
     "f.yaml:2:1: error: not valid YAML: no line begins with '%'\n"
     "  2 | %a: 1\n"
     "    | ^\n"
     "  fix: quote the text, or indent it\n"},
    {"a:\n\"b\nc\"\n",
     "f.yaml:2:1: error: not valid YAML: a value cannot stand below its key\n"
     "  2 | \"b\n"
     "    | ^\n"
     "  fix: indent it deeper than the key\n"},
    // What it says of the others.
    {"a: {日本: [1, 2\n",
     "f.yaml:1:9: error: not valid YAML: this bracket is never closed\n"
     "  1 | a: {日本: [1, 2\n"
     "    |           ^\n"
     "  fix: close it with ']'\n"},
    {"{en: Is it so?, ja: そう}\n",
     "f.yaml:1:14: error: not valid YAML: a '?' cannot stand in a plain text between brackets\n"
     "  1 | {en: Is it so?, ja: そう}\n"
     "    |              ^\n"
     "  fix: quote the text\n"},
    {"a: [日本, {b: c] }\n",
     "f.yaml:1:14: error: not valid YAML: no bracket of this kind is open here\n"
     "  1 | a: [日本, {b: c] }\n"
     "    |                ^\n"
     "  fix: delete it, or close the one that is open\n"},
    {"題: a: b\n",
     "f.yaml:1:5: error: not valid YAML: a ':' cannot stand here\n"
     "  1 | 題: a: b\n"
     "    |      ^\n"
     "  fix: quote a text that has ': ' in it; check the indentation\n"},
    {"a: *日本\n",
     "f.yaml:1:4: error: no anchor is called '日本'\n"
     "  1 | a: *日本\n"
     "    |    ^\n"
     "  fix: write &日本 before it\n"},
    {"a: &x {b: 1}\nc: {<<: *x}\n",
     "f.yaml:2:5: error: merge keys (<<) are not known here\n"
     "  2 | c: {<<: *x}\n"
     "    |     ^\n"
     "  fix: write the keys out, or let the whole value be an alias: key: *name\n"},
    {"a:\n\tb: 1\n",
     "f.yaml:2:2: error: not valid YAML: a tab cannot indent\n"
     "  2 | \tb: 1\n"
     "    | \t^\n"
     "  fix: indent with spaces\n"},
    // A value that is missing is missed where it should stand, not at what comes next.
    {"日: # later\n\nb: 1\n",
     "f.yaml:1:3: error: a value is missing here\n"
     "  1 | 日: # later\n"
     "    |    ^\n"
     "  fix: write a value, or leave the key out\n"},
    {"a:\n  -\n  - b\n",
     "f.yaml:2:4: error: a value is missing here\n"
     "  2 |   -\n"
     "    |    ^\n"
     "  fix: write a value, or leave the key out\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(broken_texts_are_told_at_their_place, boost::unit_test::data::make(broken_texts),
                     broken) {
  try {
    (void)yaml::load_text(broken.text, "f.yaml");
    BOOST_ERROR("accepted");
  } catch (const DiagnosticError& error) {
    BOOST_TEST(render(error.diagnostics()[0]) == broken.said);
  }
}

BOOST_AUTO_TEST_CASE(a_null_that_is_said_to_be_text_is_text) {
  const auto documents = yaml::load_text("a: !!str null\nb: NULL\n", "f.yaml");
  BOOST_TEST(documents[0].at("a").as_text() == "null");
  BOOST_TEST(documents[0].at("b").as_text() == "NULL");
}

BOOST_AUTO_TEST_CASE(anchors_stand_for_their_value) {
  const auto documents = yaml::load_text("a: &x {n: 1}\nb: *x\n", "f.yaml");
  BOOST_TEST(documents[0].at("b").at("n").as_integer() == 1);
}

namespace {

std::string complaint_about(const std::string& text) {
  try {
    (void)yaml::load_text(text, "f.yaml");
  } catch (const DiagnosticError& error) {
    return error.diagnostics().front().what;
  }
  return "";
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_unknown_anchor_is_a_diagnostic) {
  BOOST_TEST(complaint_about("a: *x\n") == "no anchor is called 'x'");
  BOOST_TEST(complaint_about("a: &x 1\n---\nb: *x\n") == "no anchor is called 'x'");
  BOOST_TEST(complaint_about("a: &x [*x]\n") == "no anchor is called 'x'");
}

// Each of these took minutes, or all of the memory.
BOOST_AUTO_TEST_CASE(what_has_no_end_is_refused_at_once) {
  BOOST_TEST(complaint_about(repeated("[", 200'000)) == "nested too deeply");
  BOOST_TEST(complaint_about(repeated("- ", 200'000)) == "nested too deeply");
  BOOST_TEST(complaint_about(repeated("{a: ", 200'000)) == "nested too deeply");
  BOOST_TEST(complaint_about(repeated("? ", 200'000)) == "nested too deeply");
  BOOST_TEST(complaint_about("[" + repeated("日本, ", 100'000)) ==
             "not valid YAML: this bracket is never closed");
  std::string keys;
  for (int i = 0; i < 50'000; ++i) keys += "k" + std::to_string(i) + ": v\n";
  BOOST_TEST(complaint_about(keys + "k7: v\n") == "duplicate key 'k7' (first on line 8)");
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n", stairs = "b0: &b0 [x]\n";
  for (int i = 1; i < 10; ++i) {
    const auto name = "a" + std::to_string(i), one = "*a" + std::to_string(i - 1);
    laughs += name + ": &" + name + " [" + one + repeated(", " + one, 9) + "]\n";
  }
  for (int i = 1; i < 200; ++i) {
    const auto name = "b" + std::to_string(i);
    stairs += name + ": &" + name + " [*b" + std::to_string(i - 1) + "]\n";
  }
  BOOST_TEST(complaint_about(laughs) == "too many values through aliases");
  BOOST_TEST(complaint_about(stairs) == "nested too deeply through aliases");
}

BOOST_AUTO_TEST_CASE(files_are_read_in_their_order_whichever_is_read_first) {
  const auto folder = std::filesystem::temp_directory_path() / ("karimen-yaml-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::vector<std::filesystem::path> good, bad;
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
    return folder / name;
  };
  for (int i = 0; i < 20; ++i) {
    const auto name = std::to_string(i);
    good.push_back(write("good" + name, "n: " + name + repeated("\n# long", (i * 7) % 20 * 100) + "\n"));
    bad.push_back(write("bad" + name, "n:" + repeated("\n# long", (i * 7) % 20 * 100) + "\n"));
  }
  const auto documents = yaml::load_files(good);
  BOOST_REQUIRE_EQUAL(documents.size(), 20u);
  for (int i = 0; i < 20; ++i) BOOST_TEST(documents[static_cast<std::size_t>(i)].at("n").as_integer() == i);
  try {
    (void)yaml::load_files(bad);
    BOOST_ERROR("accepted");
  } catch (const DiagnosticError& error) {
    BOOST_REQUIRE_EQUAL(error.diagnostics().size(), 20u);
    for (std::size_t i = 0; i < 20; ++i) BOOST_TEST(error.diagnostics()[i].where.file == bad[i].string());
  }
  BOOST_TEST(yaml::load_file(write("empty", "")).empty());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(impossible_dates_are_diagnostics) {
  const auto documents = yaml::load_text("at: 2026-02-29\n", "f.yaml");
  BOOST_CHECK_THROW((void)documents[0].at("at").as_date(), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
