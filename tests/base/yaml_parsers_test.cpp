// Two parsers that nobody here wrote read the same trees, or the difference is known and is a refusal.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/yaml.hpp"
#include "libyaml_parser.hpp"

using namespace karimen;
namespace data = boost::unit_test::data;

namespace {

void describe(const yaml::Node& node, std::string& out) {
  constexpr const char* kinds[] = {"scalar", "sequence", "mapping"};
  out += std::string(kinds[static_cast<int>(node.kind)]) + ' ' + std::to_string(node.line) + ':' +
         std::to_string(node.column) + (node.quoted ? " quoted <" : " <") + node.text + ">\n";
  for (const auto& item : node.items) describe(item, out);
  for (const auto& entry : node.entries) describe(entry.key, out), describe(entry.value, out);
  out += "end\n";
}

/// The trees as text, every position in them; nothing if the text is refused.
std::optional<std::string> trees(auto load, const std::string& text) {
  try {
    std::string out;
    for (const auto& document : load(text, "f.yaml")) describe(document, out), out += "---\n";
    return out;
  } catch (const DiagnosticError& error) {
    BOOST_TEST(error.diagnostics()[0].where.line >= 1);
    return std::nullopt;
  }
}
std::optional<std::string> ours(const std::string& text) {
  return trees([](auto& t, auto* name) { return yaml::load_text(t, name); }, text);
}
std::optional<std::string> theirs(const std::string& text) {
  return trees([](auto& t, auto* name) { return test::load_by_libyaml(t, name); }, text);
}

/// Every YAML file of the repository, this program's own folder of builds apart.
std::vector<std::filesystem::path> all_files() {
  std::vector<std::filesystem::path> files;
  for (const std::string folder : {"fixtures", "harness", "scenarios", "tests", "docs"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(KARIMEN_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

// Read alike by both.
const std::vector<std::string> odd{
    "",
    "\n",
    "# only a comment\n",
    "---\n",
    "--- x\n",
    "---\n---\na: 1\n",
    "a: 1\n...\n",
    "\xEF\xBB\xBF"
    "a: 1\n",
    "a: 1\r\nb:\r\n  - 2\r\n",
    "a: 1\rb: 2\r",
    "a: 1",
    "  a: 1\n  b: 2\n",
    "日本: {語: x, y: z}\n𠮷: [髙, \"﨑\"]\n",
    "a: 'it''s'\nb: \"\\u65E5\\x41\\n\\t\\\\ \\\" \\/\"\n",
    "a: \"two\n  lines\"\nb: 'and\n\n  three'\n",
    "a: two\n  lines\n\n  and three\nb: c\n",
    "a: \"x\\\n  y\"\n",
    "a: \"\"\nb: ''\n",
    "a: !!str \"\"\nb: !!str x\n",
    "a: |\n  x\n   y\n\n  z\nb: 1\n",
    "a: >\n  x\n  y\n\n  z\n\n   w\nb: 1\n",
    "a: |-\n  x\nb: |+\n  y\n\nc: >-\n  z\n",
    "a: |2\n    x\n",
    "a: | # comment\n  x # no comment\n",
    "a: >-\n  x\n  ",
    "a: |\n  x",
    "- |\n x\n- >\n y\n",
    "a:\n- 1\n- 2\nb:\n  - 3\n",
    "- - 1\n  - 2\n- {a: b}\n",
    "- a: 1\n  b: 2\n-\n  c: 3\n",
    "? a\n: b\n? c\n: d\n",
    "[a, b, c: d]\n",
    "{a: 1, \"b\": 2, 'c':3, d: [1, 2,], }\n",
    "{\n  a: 1,\n\tb: 2\n}\n",
    "a: [\n1,\n2\n]\n",
    "a: http://x.y/z#w\nb: x:y\nc: a#b\nd: -1\ne: 12:30\nf: a - b\n",
    "a: b # c\n#d\ne: f\n",
    "a: &x 1\nb: *x\n*x : c\n",
    "a: &x {n: &y [1]}\nb: *x\nc: *y\n",
    "&k a: &v\n  b: 1\nc: *v\n",
    "a: &x-y\n  - 1\n",
    "!t a: !<tag:x> b\n",
    "%YAML 1.1\n%TAG !e! tag:x,2000:\n---\na: !e!b c\n",
    "a: NULL\nb: Null\nNULL: c\n",
    "a: [NULL, Null]\n",
    "a: ~x\nb: nullable\n",
    "a: yes\nb: 0x10\nc: 1_000\nd: .inf\n",
    "a: !!str null\nb: !!str ~\n",
    "a: \"#\"\nb: '- x'\nc: \"a: b\"\n",
    "a:   1   \nb:\t2\n",
    "a: x\ty\n",
    "a: \"x  \n  y\"\n",
    "a: 'x' # c\n",
    "a: - b\n" /* refused by both */,
    "a: b: c\n",
    "[1, 2\n",
    "{a: 1}}\n",
    "{a: 1\n",
    "a: \"open\n",
    "'open",
    "\"",
    "a: 'open\nb: c\n",
    "- a\nb: 1\n",
    "a: 1\n- b\n",
    "a: 1\n b: 2\n",
    "a\nb: 1\n",
    "\ta: 1\n",
    "a:\n\tb: 1\n",
    "a: @x\n",
    "a: `x\n",
    "a: %x\n",
    "a: \"\\q\"\n",
    "a: \"\\x4\"\n",
    "a: &\n",
    "a: *\n",
    "a: *x\n",
    "a: &x 1\n---\nb: *x\n",
    "a: &x [*x]\n",
    "a: &x &y 1\n",
    "a: !x !y 1\n",
    "a:\nb:\nc: 1\n",
    "- \n- a\n-\n",
    "a: ~\nb: null\n",
    "[a, , b]\n",
    "{a, b: }\n",
    "{a: 1, a: 2}\n",
    "a: 1\nb: 2\na: 3\n",
    ": a\n",
    "? [a]\n: b\n",
    "a: &x {b: 1}\nc: {<<: *x}\n",
    "a: &x\nb: *x\n",
    "a: !!str\nb: 1\n",
    "%unknown\na: 1\n",
    "a: 1\n%b: 2\n",
    "%YAML 2.0\n---\na: 1\n",
    "a: |x\n  y\n",
    "a: [1, 2]]\n",
    "a: 1\n---b\n",
    "a: \"x\n---\ny\"\n",
    "a:\n\"b\": c\n",
    "a:\n\"x\ny\"\n",
    "- a\n b\n- c\n",
    "a: b\n  c: d\n",
    "\x01",
    "a: \x1B[31m\n",
    "a: \xEF\xBF\xBF\n",
    "a: \x80\n",
    "a: \xE3\x81\n",
    "a: \xED\xA0\x80\n",
    "a: \xC0\x80\n",
};

struct Known {
  const char* text;
  const char* why;
};
std::ostream& operator<<(std::ostream& out, const Known& known) {
  return out << known.why;
}

// yaml-cpp cannot read what libyaml can; that is said, never another tree made of it.
const Known refused_only_by_us[] = {
    {"[is it so?, yes]\n", "a question mark ends a plain text in brackets"},
    {"&x a\nb\n", "a plain text that begins with an anchor and goes on in column 1"},
    {"a: 'x\n\n\n  '\n", "a quotation that ends in blank lines: yaml-cpp keeps one of them"},
    {"a: \"x\xE2\x80\xA8y\"\n", "a line separator: YAML 1.1 ends a line there, 1.2 does not"},
    {"a: \"x\xC2\x85y\"\n", "a next-line character: likewise"},
};
// Leniencies of YAML 1.2.
const Known read_only_by_us[] = {
    {"a\n...\nb\n", "a document needs no --- behind ..."},
    {"-\ta\n", "a tab parts a dash from its item"},
    {"...\n", "documents may end before they begin"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(two_yaml_parsers)

BOOST_AUTO_TEST_CASE(read_every_file_of_the_repository_alike) {
  const auto files = all_files();
  BOOST_TEST(files.size() >= 80u);
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto tree = ours(text);
    BOOST_TEST((tree && tree == theirs(text)), path);
  }
}

BOOST_DATA_TEST_CASE(read_odd_texts_alike_or_both_refuse, data::make(odd), text) {
  const auto our = ours(text), their = theirs(text);
  BOOST_TEST(our.value_or("refused") == their.value_or("refused"));
}

BOOST_DATA_TEST_CASE(differ_where_yaml_cpp_refuses, data::make(refused_only_by_us), known) {
  BOOST_TEST(!ours(known.text));
  BOOST_TEST(theirs(known.text).has_value());
}

BOOST_DATA_TEST_CASE(differ_where_yaml_1_2_allows_more, data::make(read_only_by_us), known) {
  BOOST_TEST(ours(known.text).has_value());
  BOOST_TEST(!theirs(known.text));
}

BOOST_AUTO_TEST_SUITE_END()
