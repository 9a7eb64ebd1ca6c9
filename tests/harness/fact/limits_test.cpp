#include "harness/fact/limits.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "harness/fact/vocabulary.hpp"

using namespace karimen;
using namespace karimen::harness;
namespace data = boost::unit_test::data;

namespace {

constexpr auto declared = R"(formats:
  pin: {characters: digits, length: 4, en: "4 digits"}
  password: {characters: capitals_and_digits, length: [6, 16], en: "6 to 16 of A-Z and 0-9"}
limits:
  date: {from: 1900-01-01, to: 2099-12-31}
---
facts:
  card.tries: {type: integer_or_none, from: 0, to: 5}
  card.record: {type: integer, from: 1}
  card.expires: {type: date}
  card.pin: {type: text_or_none, format: pin}
  card.password: {type: text, format: password}
  card.name: {type: text}
)";

struct Try {
  const char* fact;
  const char* value;
  const char* wanted;  ///< "": it is right
};
std::ostream& operator<<(std::ostream& out, const Try& each) {
  return out << each.fact << ' ' << each.value;
}

const Try tries[] = {
    {"card.tries", "0", ""},
    {"card.tries", "5", ""},
    {"card.tries", "none", ""},
    {"card.tries", "-1", "0 to 5"},
    {"card.tries", "6", "0 to 5"},
    {"card.record", "1", ""},
    {"card.record", "0", "at least 1"},
    {"card.expires", "2099-12-31", ""},
    {"card.expires", "2100-01-01", "1900-01-01 to 2099-12-31"},
    {"card.expires", "1899-12-31", "1900-01-01 to 2099-12-31"},
    {"card.pin", "0000", ""},
    {"card.pin", "none", ""},
    {"card.pin", "000", "4 digits"},
    {"card.pin", "00000", "4 digits"},
    {"card.pin", "12a4", "4 digits"},
    {"card.pin", "１２３４", "4 digits"},
    {"card.password", "KARI25", ""},
    {"card.password", "KARIMEN2025KARIM", ""},
    {"card.password", "KARI2", "6 to 16 of A-Z and 0-9"},
    {"card.password", "KARIMEN2025KARIME", "6 to 16 of A-Z and 0-9"},
    {"card.password", "karimen2025", "6 to 16 of A-Z and 0-9"},
    {"card.name", "anything at all", ""},
};

std::string complaint_about(const std::string& text) {
  try {
    (void)Vocabulary::from(yaml::load_text(text, "v.yaml"));
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_DATA_TEST_CASE(say_what_a_value_must_be_if_it_is_not, data::make(tries), each) {
  const auto vocabulary = Vocabulary::from(yaml::load_text(declared, "v.yaml"));
  const auto* spec = vocabulary.fact(each.fact);
  BOOST_REQUIRE(spec != nullptr);
  const auto value = parse_value(each.value, spec->type);
  BOOST_REQUIRE(value.has_value());
  BOOST_TEST(violated(*value, spec->type, spec->limits).value_or("") == each.wanted);
}

BOOST_AUTO_TEST_CASE(that_make_no_sense_are_told_at_their_place) {
  BOOST_TEST(complaint_about("facts:\n  a.b: {type: text, from: 1}\n")
                 .find("v.yaml:2:27: error: only numbers, dates and moments have a range") == 0U);
  BOOST_TEST(complaint_about("facts:\n  a.b: {type: integer, format: pin}\n")
                 .find("2:32: error: unknown format 'pin'") != std::string::npos);
  BOOST_TEST(complaint_about("facts:\n  a.b: {type: integer, from: 2, default: 1}\n")
                 .find("2:42: error: the default is not at least 2") != std::string::npos);
  BOOST_TEST(complaint_about("formats:\n  a: {characters: runes}\n")
                 .find("2:19: error: unknown characters 'runes'") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
