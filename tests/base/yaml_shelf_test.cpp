// A tree that was kept is the tree that was read, and what cannot be kept or was spoilt is read anew.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/yaml/shelf.hpp"
#include "base/yaml/stored.hpp"
#include "tests/support/folder.hpp"

using namespace karimen;
namespace fs = std::filesystem;

namespace {

bool same(const yaml::Node& one, const yaml::Node& other) {
  bool equal = one.kind == other.kind && one.text == other.text && one.quoted == other.quoted &&
               one.line == other.line && one.column == other.column &&
               one.items.size() == other.items.size() && one.entries.size() == other.entries.size();
  for (std::size_t i = 0; equal && i < one.items.size(); ++i) equal = same(one.items[i], other.items[i]);
  for (std::size_t i = 0; equal && i < one.entries.size(); ++i)
    equal =
        same(one.entries[i].key, other.entries[i].key) && same(one.entries[i].value, other.entries[i].value);
  return equal;
}

bool same(const std::vector<yaml::Node>& some, const std::vector<yaml::Node>& others) {
  bool equal = some.size() == others.size();
  for (std::size_t i = 0; equal && i < some.size(); ++i) equal = same(some[i], others[i]);
  return equal;
}

std::vector<fs::path> yaml_files() {
  std::vector<fs::path> files;
  for (const std::string folder : {"fixtures", "harness", "scenarios", "docs"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(KARIMEN_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

/// A shelf for this test; nothing is kept any more once it is gone.
class Kept {
 public:
  Kept() { yaml::keep_trees_in(trees(), "this program"); }
  ~Kept() { yaml::keep_trees_in("", ""); }
  [[nodiscard]] fs::path trees() const { return folder_.path / "trees"; }
  [[nodiscard]] fs::path one() const { return fs::directory_iterator(trees())->path(); }
  [[nodiscard]] std::ptrdiff_t count() const {
    return fs::exists(trees()) ? std::distance(fs::directory_iterator(trees()), {}) : 0;
  }

 private:
  testing::Folder folder_;
};

std::vector<yaml::Node> load_written(const std::string& text, const std::string& name) {
  const testing::Folder folder;
  std::ofstream(folder.path / "f.yaml") << text;
  return yaml::load_file(folder.path / "f.yaml", name);
}

/// So long that its tree is worth keeping.
std::string at_length(const std::string& text) {
  return "# " + std::string(2048, 'x') + '\n' + text;
}

std::vector<yaml::Node> load(const std::string& name = "f.yaml") {
  return load_written(at_length("a: {b: [1, '日本']}\n---\nc: |\n  d\n"), name);
}

void rewrite(const fs::path& file, const std::function<std::string(std::string)>& change) {
  std::ifstream in(file, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::ofstream(file, std::ios::binary) << change(before);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(yaml_shelf)

BOOST_AUTO_TEST_CASE(every_file_of_the_repository_is_packed_and_unpacked_unchanged) {
  const auto files = yaml_files();
  BOOST_TEST(files.size() > 80u);
  for (const auto& file : files) {
    const auto read = yaml::load_file(file);
    const auto source = read.empty() ? nullptr : read[0].source;
    const auto again = yaml::unpacked(yaml::packed(read), source);
    BOOST_TEST((again && same(read, *again)), file);
  }
}

// As they are made one by one, of a file that is read for the first time and of one whose trees are kept.
BOOST_AUTO_TEST_CASE(stored_documents_are_those_of_the_file) {
  const Kept kept;
  for (const auto& file : yaml_files()) {
    const auto read = yaml::load_file(file);
    for (int round = 0; round < 2; ++round) {
      const auto stored = yaml::load_stored(file);
      BOOST_REQUIRE(stored.size() == read.size());
      std::vector<yaml::Node> again;
      for (std::size_t i = 0; i < stored.size(); ++i) again.push_back(stored.at(i));
      BOOST_TEST(same(read, again), file);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_was_read_once_is_found_again_under_the_name_that_is_asked_now) {
  const Kept kept;
  const auto first = load();
  BOOST_TEST(kept.count() == 1);
  const auto second = load("other.yaml");
  BOOST_TEST(kept.count() == 1);
  BOOST_TEST(same(first, second));
  BOOST_TEST(second[0].where().file == "other.yaml");
  BOOST_TEST(second[1].at("c").diagnostic("x").source_line == "c: |");
}

BOOST_AUTO_TEST_CASE(what_lies_there_is_what_is_given) {
  const Kept kept;
  (void)load();
  rewrite(kept.one(), [](std::string bytes) { return bytes.replace(bytes.find("日本"), 6, "月本"); });
  BOOST_TEST(load()[0].at("a").at("b").items[1].text == "月本");
}

BOOST_AUTO_TEST_CASE(a_tree_that_was_cut_or_spoilt_is_read_anew) {
  const auto whole = load();
  for (std::size_t cut = 0; cut < 70; ++cut) {
    const Kept kept;
    (void)load();
    rewrite(kept.one(), [&](std::string bytes) {
      if (cut < bytes.size()) bytes[cut] = static_cast<char>(0xFF);
      return bytes;
    });
    (void)load();  // anything but a crash: a letter of a text may be another
    rewrite(kept.one(), [&](const std::string& bytes) { return bytes.substr(0, cut); });
    BOOST_TEST(same(whole, load()));
  }
}

BOOST_AUTO_TEST_CASE(another_program_does_not_find_it) {
  const Kept kept;
  (void)load();
  yaml::keep_trees_in(kept.trees(), "another program");
  (void)load();
  BOOST_TEST(kept.count() == 2);
}

// There may be tens of thousands of them, and whoever reads them all would lose the rulebook's.
BOOST_AUTO_TEST_CASE(a_short_text_is_not_kept) {
  const Kept kept;
  (void)load_written("a: 1\n", "f.yaml");
  BOOST_TEST(kept.count() == 0);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_refused_is_not_kept) {
  const Kept kept;
  BOOST_CHECK_THROW(load_written(at_length("a: 1\na: 2\n"), "f.yaml"), DiagnosticError);
  BOOST_TEST(kept.count() == 0);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_file_is_not_kept) {
  const Kept kept;
  (void)yaml::load_text(at_length("a: 1\n"), "walk");
  BOOST_TEST(kept.count() == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_keeps_nothing) {
  const Kept kept;
  std::ofstream(kept.trees()) << "a file";
  BOOST_TEST(load().size() == 2u);
  fs::remove(kept.trees());
}

BOOST_AUTO_TEST_SUITE_END()
