// The institutions never look into the rulebook: no identifier of a rule or an assumption stands in them.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool word(char c) {
  return upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Capital letters (one A, or three and more), a hyphen and two digits, as rules and assumptions are called.
/// MUT numbers the seeded defects of an institution and is no rule.
std::string first_rule_id(const std::string& text) {
  for (auto hyphen = text.find('-'); hyphen != std::string::npos; hyphen = text.find('-', hyphen + 1)) {
    auto begin = hyphen;
    while (begin > 0 && upper(text[begin - 1])) --begin;
    const auto letters = text.substr(begin, hyphen - begin), digits = text.substr(hyphen + 1, 3);
    const bool named =
        (letters == "A" || letters.size() >= 3) && letters != "MUT" && (begin == 0 || !word(text[begin - 1]));
    const bool numbered = digits.size() >= 2 && digit(digits[0]) && digit(digits[1]) &&
                          (digits.size() == 2 || !word(digits[2]));
    if (named && numbered) return letters + '-' + digits.substr(0, 2);
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(independence)

BOOST_AUTO_TEST_CASE(rule_ids_are_recognised) {
  for (const char* id : {"INHERIT-12", "REC-04", "A-10", "AMB-18"}) BOOST_TEST(first_rule_id(id) == id);
  for (const char* other : {"SHA-256", "2026-05-01", "photo-01", "UTF-8", "MUT-01"})
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
