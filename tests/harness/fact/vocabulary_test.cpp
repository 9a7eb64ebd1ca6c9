#include "harness/fact/vocabulary.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace karimen;
using namespace karimen::harness;
namespace data = boost::unit_test::data;

namespace {

yaml::Node node(const std::string& text) {
  return yaml::load_text(text, "v.yaml").at(0);
}

std::string problem_of(const std::string& text) {
  try {
    (void)Vocabulary::from(yaml::load_text(text, "v.yaml"));
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct TypeCase {
  const char* spelling;
  const char* shown;
  const char* good;
  const char* bad;
};
std::ostream& operator<<(std::ostream& out, const TypeCase& each) {
  return out << each.spelling;
}

const TypeCase type_cases[] = {
    {"[online_site, post]", "[online_site, post]", "post", "fax"},
    {"boolean", "boolean", "true", "yes"},
    {"integer", "integer", "-12", "1.5"},
    {"integer_or_none", "integer | none", "none", "some"},
    {"version_or_none", "integer | none", "3", "three"},
    {"[none, version]", "integer | none", "none", "three"},
    {"date", "date", "2028-02-29", "2027-02-29"},
    {"date_or_none", "date | none", "none", "2027-13-01"},
    {"moment_or_none", "moment | none", "2026-05-01T09:00", "2026-05-01"},
    {"time", "time", "09:30", "25:00"},
    {"integer | not_stated | none", "integer | not_stated | none", "not_stated", "free"},
    {"\"integer_or [none, not_stated]\"", "integer | none | not_stated", "2100", "free"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fact_types)

BOOST_DATA_TEST_CASE(read_their_values_and_no_others, data::make(type_cases), each) {
  const auto type = read_type(node(each.spelling));
  BOOST_TEST(to_string(type) == each.shown);
  const auto good = read_value(node(each.good), type);
  BOOST_TEST(to_string(good) == each.good);
  BOOST_TEST(accepts(type, good));
  BOOST_CHECK_THROW((void)read_value(node(each.bad), type), DiagnosticError);
}

BOOST_AUTO_TEST_CASE(a_text_keeps_its_leading_zeros) {
  BOOST_TEST(std::get<std::string>(read_value(node("007"), {Base::text, {}})) == "007");
  BOOST_TEST(std::get<std::string>(read_value(node("007"), {Base::any, {}})) == "007");
  BOOST_TEST(std::get<std::int64_t>(read_value(node("7"), {Base::any, {}})) == 7);
}

BOOST_AUTO_TEST_CASE(sets_know_their_members) {
  for (const char* spelling : {"\"set [a, b]\"", "{set: [a, b]}"}) {
    const auto type = read_type(node(spelling));
    BOOST_TEST(to_string(read_value(node("[b, a]"), type)) == "[a, b]");
    BOOST_CHECK_THROW((void)read_value(node("[a, c]"), type), DiagnosticError);
  }
  BOOST_TEST(to_string(read_value(node("[anything]"), read_type(node("set")))) == "[anything]");
}

BOOST_AUTO_TEST_CASE(unknown_types_name_the_nearest) {
  try {
    (void)read_type(node("bolean"));
    BOOST_FAIL("accepted");
  } catch (const DiagnosticError& error) {
    BOOST_TEST(has(error.what(), "did you mean 'boolean'?"));
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(vocabularies)

BOOST_AUTO_TEST_CASE(keep_facts_procedures_codes_and_labels) {
  const auto vocabulary = Vocabulary::from(yaml::load_text(R"(
facts:
  card.record: {type: version_or_none, observe: chip, ja: "記録", en: "record"}
  fee.charged: {type: boolean, default: false, lifetime: step, observe: outcome}
  card.fresh: {derive: "card.record = 1"}
obstacles: {CHIP_FULL: {ja: "容量不足", en: "no room"}}
warnings: [SLOT_MISSED]
words: {current: {ja: "最新", en: "up to date"}}
---
procedures:
  visit: {actor: police_facility, inputs: {facility: {type: facility}, documents: {type: set, default: []}}}
)",
                                                           "v.yaml"));
  const auto* record = vocabulary.fact("card.record");
  BOOST_REQUIRE(record != nullptr);
  BOOST_TEST(to_string(record->observe) == "chip");
  BOOST_TEST(to_string(*record->initial) == "none");
  BOOST_TEST(vocabulary.fact("fee.charged")->per_step);
  BOOST_TEST(vocabulary.fact("card.fresh")->derive.has_value());
  BOOST_TEST(!vocabulary.fact("card.fresh")->initial.has_value());
  BOOST_TEST(vocabulary.fact("card.none") == nullptr);
  BOOST_TEST(vocabulary.obstacles() == std::vector<std::string>{"CHIP_FULL"});
  BOOST_TEST(vocabulary.word("CHIP_FULL").en == "no room");
  BOOST_TEST(vocabulary.word("SLOT_MISSED").ja == "SLOT_MISSED");
  const auto* visit = vocabulary.procedure("visit");
  BOOST_TEST(!visit->input("facility")->initial.has_value());
  BOOST_TEST(to_string(*visit->input("documents")->initial) == "[]");
}

BOOST_AUTO_TEST_CASE(report_every_problem_with_its_place) {
  const auto text = problem_of(R"(facts:
  a.b: {type: date, obseve: chip}
  a.c: {ja: "型なし"}
  a.d: {type: date}
  a.e: {type: date, observe: chop}
obstacles: [lower]
)");
  BOOST_TEST(has(text, "v.yaml:2:21: error: unknown key 'obseve'"));
  BOOST_TEST(has(text, "v.yaml:3:3: error: the fact 'a.c' has no type"));
  BOOST_TEST(has(text, "did you mean 'chip'?"));
  BOOST_TEST(has(text, "codes are written in capitals: 'lower'"));
  BOOST_TEST(
      has(problem_of("facts: {a.b: {type: date}}\n---\nfacts: {a.b: {type: date}}"), "already declared"));
}

BOOST_AUTO_TEST_SUITE_END()
