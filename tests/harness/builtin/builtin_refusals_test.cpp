// What the builtin system refuses: the obstacles are named, and the facts are what they were. The rows are
// `refusals` of tests/harness/procedure_cases.yaml.
#include <boost/test/unit_test.hpp>

#include "base/yaml.hpp"
#include "builtin_fixture.hpp"
#include "harness/fact/vocabulary.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

const std::string root = KARIMEN_SOURCE_DIR;

const Vocabulary& vocabulary() {
  static const auto read = Vocabulary::from(yaml::load_file(root + "/harness/rulebook/vocabulary.yaml"));
  return read;
}

// The facts or inputs under `key`; none if the row has no such key. `type_of` answers nullptr for an unknown
// name.
template <typename TypeOf>
Facts read_facts(const yaml::Node& row, const char* key, TypeOf type_of) {
  Facts facts;
  const auto* mapping = row.find(key);
  if (mapping == nullptr) return facts;
  for (const auto& [name, value] : mapping->as_mapping()) {
    const auto* found = type_of(name.text);
    if (found == nullptr) name.fail("unknown: '" + name.text + "'");
    facts[name.text] = read_value(value, found->type);
  }
  return facts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(builtin_refusals)

BOOST_AUTO_TEST_CASE(a_refusal_names_its_obstacle_and_changes_nothing) {
  const auto file = yaml::load_file(root + "/tests/harness/procedure_cases.yaml");
  const auto& rows = file.front().at("refusals").as_sequence();
  for (const auto& row : rows) {
    const auto& procedure = row.at("do").as_text();
    const auto& obstacle = row.at("obstacle").as_text();
    const auto* spec = vocabulary().procedure(procedure);
    BOOST_REQUIRE_MESSAGE(spec != nullptr, procedure);
    const auto given = read_facts(row, "given", [](auto& name) { return vocabulary().fact(name); });
    const auto inputs = read_facts(row, "with", [&](auto& name) { return spec->input(name); });
    Stage stage(with(recorded_holder(), given));
    stage.perform("pass_time", {}, "2026-05-11T09:30");
    const auto before = stage.see_all();
    const auto result = stage.perform(procedure.c_str(), inputs, "2026-05-11T09:30");
    BOOST_CHECK_MESSAGE(result.outcome == Outcome::refused, procedure << " " << obstacle);
    BOOST_CHECK_MESSAGE(result.obstacles && result.obstacles->contains(obstacle),
                        procedure << " " << obstacle << " is not among "
                                  << to_string(Value(result.obstacles.value_or(WordSet{}))));
    BOOST_TEST(to_string(result.outcomes.at("fee.charged")) == "false", procedure);
    BOOST_CHECK_MESSAGE(stage.see_all() == before, procedure << " " << obstacle << " changed something");
  }
  BOOST_TEST(rows.size() > 50u);
}

BOOST_AUTO_TEST_SUITE_END()
