// What the shipped rulebook says, case by case: tests/harness/procedure_cases.yaml, derived from the
// boundaries of the rules. And whether every procedure is under test.
#include <boost/test/unit_test.hpp>

#include <set>
#include <sstream>

#include "base/yaml.hpp"
#include "harness/oracle/prediction/oracle.hpp"

using namespace karimen;
using namespace karimen::harness;

namespace {

const std::filesystem::path source_root = KARIMEN_SOURCE_DIR;

const Rulebook& rulebook() {
  static const auto loaded =
      Rulebook::load(source_root / "harness/rulebook", {.catalogue = source_root / "docs/sources.yaml"});
  return loaded;
}

const std::vector<yaml::Node>& cases() {
  static const auto loaded = yaml::load_file(source_root / "tests/harness/procedure_cases.yaml");
  return loaded;
}

Facts facts_of(const yaml::Node& mapping) {
  Facts result;
  for (const auto& [key, value] : mapping.as_mapping()) {
    const auto* spec = rulebook().vocabulary().fact(key.text);
    if (spec == nullptr) key.fail("unknown fact '" + key.text + "'");
    result[key.text] = read_value(value, spec->type);
  }
  return result;
}

Facts assumptions_of(const yaml::Node& mapping) {
  Facts result;
  for (const auto& [key, value] : mapping.as_mapping()) result[key.text] = value.as_text();
  return result;
}

std::optional<Facility> facility_named(const std::string& name) {
  static const auto all = yaml::load_file(source_root / "fixtures/facilities.yaml");
  const auto* found = all.front().find(name);
  if (found == nullptr) return std::nullopt;
  return Facility{name, found->at("kind").text, found->at("prefecture").text};
}

/// The steps' common form: {do: [procedure, moment, {inputs}], expect...}.
StepRequest request_of(const yaml::Node& step) {
  const auto& parts = step.at("do").as_sequence();
  StepRequest request{.procedure = parts[0].text, .inputs = {}, .at = parts[1].as_moment(), .place = "tokyo"};
  const auto* spec = rulebook().vocabulary().procedure(request.procedure);
  BOOST_REQUIRE_MESSAGE(spec != nullptr, request.procedure);
  if (parts.size() < 3) return request;
  for (const auto& [key, value] : parts[2].as_mapping()) {
    const auto* input = spec->input(key.text);
    if (input == nullptr) key.fail("no input '" + key.text + "'");
    request.inputs[key.text] = read_value(value, input->type);
    if (key.text == "facility") request.facility = facility_named(value.text);
  }
  return request;
}

WordSet words_of(const yaml::Node& step, const char* key) {
  const auto* node = step.find(key);
  if (node == nullptr) return {};
  const auto texts = node->as_texts();
  return {texts.begin(), texts.end()};
}

std::string shown(const WordSet& words) {
  return to_string(Value(words));
}

/// Everything that differs, one line each; empty if the prediction is as expected.
std::string differences(const yaml::Node& step, const Prediction& prediction, const Facts& state) {
  std::ostringstream out;
  const auto compare = [&](const std::string& what, const std::string& wanted, const std::string& found) {
    if (wanted != found) out << "\n  " << what << ": expected " << wanted << ", predicted " << found;
  };
  const auto obstacles = words_of(step, "obstacles");
  const auto* outcome = step.find("outcome");
  compare("outcome",
          outcome != nullptr  ? outcome->text
          : obstacles.empty() ? "done"
                              : "refused",
          to_string(prediction.outcome));
  compare("obstacles", shown(obstacles), shown(prediction.obstacles));
  compare("warnings", shown(words_of(step, "warnings")), shown(prediction.warnings));
  if (const auto* open = step.find("undecided"))
    for (const auto& name : open->as_texts())
      if (!prediction.undecided.contains(name)) out << "\n  " << name << " should be undecided";
  for (const auto& each : prediction.broken_invariants) out << "\n  broken: " << each.name;
  if (const auto* facts = step.find("then"))
    for (const auto& [name, value] : facts_of(*facts))
      compare(name, to_string(value), state.contains(name) ? to_string(state.at(name)) : "undecided");
  return out.str();
}

/// The procedures of all steps below `node`.
void gather_procedures(const yaml::Node& node, std::set<std::string>& found) {
  for (const auto& [key, value] : node.entries) {
    if (key.text == "do") found.insert(value.text);
    gather_procedures(value, found);
  }
  for (const auto& item : node.items) gather_procedures(item, found);
}

std::string play(const yaml::Node& test) {
  Oracle oracle(rulebook(), Calendar::load(source_root / "fixtures/holidays.yaml"));
  auto facts = facts_of(cases().front().at("bases").at(test.at("base").text));
  if (const auto* given = test.find("given"))
    for (auto& [name, value] : facts_of(*given)) facts[name] = value;
  const auto* assume = test.find("assume");
  const auto& steps = test.at("steps").as_sequence();
  oracle.reset({{"holder", facts}}, assume != nullptr ? assumptions_of(*assume) : Facts{},
               at_midnight(date_of(request_of(steps.front()).at)), "tokyo");
  std::string problems;
  for (const auto& step : steps) {
    const auto request = request_of(step);
    const auto prediction = oracle.step(request);
    const auto found = differences(step, prediction, oracle.state("holder"));
    if (!found.empty()) problems += "\n " + request.procedure + " at " + to_string(request.at) + found;
  }
  return problems;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipped_rules)

BOOST_AUTO_TEST_CASE(predict_what_the_sources_say) {
  for (std::size_t i = 1; i < cases().size(); ++i) {
    const auto& test = cases()[i];
    try {
      const auto problems = play(test);
      BOOST_CHECK_MESSAGE(problems.empty(), test.at("case").text << problems);
    } catch (const DiagnosticError& error) {
      BOOST_ERROR(test.at("case").text << ": " << error.what());
    }
  }
  BOOST_TEST(cases().size() > 40u);
}

BOOST_AUTO_TEST_CASE(cover_every_procedure_of_the_vocabulary) {
  for (const auto& name : rulebook().vocabulary().procedure_names())
    BOOST_CHECK_MESSAGE(rulebook().procedure(name) != nullptr,
                        "no procedure " << name << ": write it in harness/rulebook/procedures.yaml");
}

BOOST_AUTO_TEST_CASE(have_a_case_a_refusal_and_a_scenario_for_every_procedure) {
  std::set<std::string> done, refused, played;
  for (std::size_t i = 1; i < cases().size(); ++i)
    for (const auto& step : cases()[i].at("steps").as_sequence())
      if (step.find("obstacles") == nullptr) done.insert(step.at("do").as_sequence().front().text);
  for (const auto& row : cases().front().at("refusals").as_sequence()) refused.insert(row.at("do").text);
  for (const auto& file : std::filesystem::recursive_directory_iterator(source_root / "scenarios"))
    if (file.path().extension() == ".yaml")
      for (const auto& document : yaml::load_file(file.path())) gather_procedures(document, played);
  for (const auto& procedure : rulebook().procedures()) {
    const auto& name = procedure.name;
    BOOST_CHECK_MESSAGE(
        done.contains(name),
        "no case in which " << name << " is done: write one in tests/harness/procedure_cases.yaml");
    const bool may_be_refused = std::ranges::any_of(procedure.requires_, [](int decision) {
      return rulebook().decisions()[static_cast<std::size_t>(decision)].output("obstacle") >= 0;
    });
    BOOST_CHECK_MESSAGE(!may_be_refused || refused.contains(name),
                        "no refusal of " << name << ": write one in tests/harness/procedure_cases.yaml");
    BOOST_CHECK_MESSAGE(played.contains(name), "no scenario has " << name << ": write one in scenarios/");
  }
}

BOOST_AUTO_TEST_CASE(name_a_source_for_every_row) {
  const auto check = [](const rules::Rule& rule) {
    BOOST_CHECK_MESSAGE(!rule.sources.empty(), rule.id << " stands on nothing");
    BOOST_CHECK_MESSAGE(!rule.because.ja.empty() && !rule.because.en.empty(),
                        rule.id << " has no reason in both languages");
  };
  for (const auto& decision : rulebook().decisions()) {
    for (const auto& rule : decision.rules) check(rule);
    if (decision.otherwise) check(*decision.otherwise);
  }
}

BOOST_AUTO_TEST_CASE(whatever_a_report_can_show_has_a_name_in_both_languages) {
  const auto& vocabulary = rulebook().vocabulary();
  std::set<std::string> shown;
  for (const auto& fact : vocabulary.facts()) {
    shown.insert(fact.name);
    shown.insert(fact.type.words.begin(), fact.type.words.end());
  }
  for (const auto& procedure : vocabulary.procedures()) {
    shown.insert(procedure.name);
    for (const auto& input : procedure.inputs) {
      shown.insert("input." + input.name);
      shown.insert(input.type.words.begin(), input.type.words.end());
    }
  }
  shown.insert(vocabulary.obstacles().begin(), vocabulary.obstacles().end());
  shown.insert(vocabulary.warnings().begin(), vocabulary.warnings().end());
  for (const auto& each : rulebook().assumptions())
    shown.insert(each.type.words.begin(), each.type.words.end());
  for (const auto& name : shown) {
    const auto label = vocabulary.label(name);
    BOOST_CHECK_MESSAGE(!label.ja.empty() && !label.en.empty(), name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
