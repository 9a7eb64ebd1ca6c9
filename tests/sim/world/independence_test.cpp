// The institutions never look into the rulebook: no identifier of a rule or an assumption stands in them.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace {

std::string first_rule_id(const std::string& text) {
  static const std::regex rule_id(R"(\b(?:[A-Z]{3,}|R-[A-Z]{3}|A)-[0-9]{2}\b)");
  std::smatch found;
  return std::regex_search(text, found, rule_id) ? found.str() : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(independence)

BOOST_AUTO_TEST_CASE(rule_ids_are_recognised) {
  for (const char* id : {"INHERIT-12", "R-REC-04", "A-10", "AMB-18"}) BOOST_TEST(first_rule_id(id) == id);
  for (const char* other : {"SHA-256", "2026-05-01", "photo-01", "UTF-8"})
    BOOST_TEST(first_rule_id(other).empty());
}

BOOST_AUTO_TEST_CASE(no_rule_id_stands_in_the_institutions) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(KARIMEN_SOURCE_DIR "/sim/world")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream stream(entry.path());
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    BOOST_TEST(first_rule_id(text) == "", entry.path());
  }
  BOOST_TEST(files > 30U);
}

BOOST_AUTO_TEST_SUITE_END()
