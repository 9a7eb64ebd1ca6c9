#include "sim/blueprint/card_file.hpp"

#include <algorithm>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "sim/chip/atr.hpp"
#include "sim/chip/card.hpp"
#include "sim/licence/wef.hpp"
#include "tests/sim/blueprint/fixture.hpp"

using namespace karimen;
using namespace karimen::sim;
using namespace karimen::sim::blueprint;
namespace data = boost::unit_test::data;

namespace {

CardFile load(std::string_view text) {
  return load_card_text(text, "card.yaml", material());
}

/// "line:column what" of every diagnostic.
std::vector<std::string> complaints(std::string_view text) {
  std::vector<std::string> all;
  try {
    (void)load(text);
  } catch (const DiagnosticError& error) {
    for (const auto& found : error.diagnostics())
      all.push_back(std::to_string(found.where.line) + ":" + std::to_string(found.where.column) + " " +
                    found.what);
  }
  return all;
}

std::string only_complaint(std::string_view text) {
  const auto all = complaints(text);
  return all.size() == 1 ? all.front() : std::to_string(all.size()) + " diagnostics";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(personas)

BOOST_DATA_TEST_CASE(a_persona_makes_a_card, data::make(persona_names(material())), name) {
  const auto file = load_persona(name, material());
  BOOST_TEST(file.persona == name);
  BOOST_TEST(!file.catches.en.empty());
  BOOST_TEST(!file.catches.ja.empty());
  BOOST_CHECK_NO_THROW(chip::Card{personalised(file.spec)});
}

BOOST_DATA_TEST_CASE(a_card_agrees_with_the_facts_of_its_persona, data::make(persona_names(material())),
                     name) {
  const auto file = load_persona(name, material());
  const auto& facts = file.facts.value();
  BOOST_TEST((facts.at("holder.birth_date").as_date() == file.spec.person.birth_date));
  BOOST_TEST((facts.at("card.expires").as_date() == file.spec.expires));
  const auto& signature = file.spec.signature;
  BOOST_TEST(facts.at("card.signature_certificate_expires").as_text() ==
             (signature ? to_string(signature->not_after) : "none"));
  BOOST_TEST(
      (facts.at("card.authentication_certificate_expires").as_date() == file.spec.authentication->not_after));
  const std::string form = facts.at("driver_registry.holding_form").as_text();
  const bool records_licence = form == "my_number_only" || form == "both";
  BOOST_TEST(records_licence == (file.spec.licence && !file.spec.licence->record.record_number.empty()));
  if (!records_licence) return;
  const auto& record = file.spec.licence->record;
  BOOST_TEST((facts.at("licence.expires").as_date() == record.expires));
  BOOST_TEST(facts.at("licence.record_number").as_text() == record.record_number);
  BOOST_TEST(facts.at("licence.driver_class").as_text() ==
             licence::to_word(file.spec.licence->driver_class.value()));
}

BOOST_AUTO_TEST_CASE(there_are_at_least_twenty_personas_in_short_files) {
  const auto names = persona_names(material());
  BOOST_TEST(names.size() >= 20U);
  for (const auto& name : names) {
    std::ifstream file(material().fixtures() / "personas" / (name + ".yaml"));
    BOOST_TEST(std::count(std::istreambuf_iterator<char>(file), {}, '\n') < 45, name);
  }
}

BOOST_AUTO_TEST_CASE(no_number_belongs_to_two_personas) {
  std::set<std::string> numbers;
  std::size_t count = 0;
  for (const auto& name : persona_names(material())) {
    const auto file = load_persona(name, material());
    for (const auto& number :
         {file.spec.person.individual_number, file.spec.serial, file.facts->at("licence.number").as_text(),
          file.facts->at("licence.record_number").as_text()}) {
      numbers.insert(number);
      ++count;
    }
  }
  BOOST_TEST(numbers.size() == count);
}

// fixtures/personas/README.md: 12345678, three digits, the check digit.
BOOST_DATA_TEST_CASE(an_individual_number_is_recognisable_as_a_test_number,
                     data::make(persona_names(material())), name) {
  const std::string number = load_persona(name, material()).spec.person.individual_number;
  BOOST_TEST(number.starts_with("12345678"));
  BOOST_TEST(number.size() == 12U);
  BOOST_TEST(number.back() == individual_number_check_digit(std::string_view(number).substr(0, 11)));
}

BOOST_AUTO_TEST_CASE(every_unknown_key_of_a_file_is_named_in_its_order) {
  const std::vector<std::string> expected{"2:1 unknown key 'colour'",
                                          "3:10 unknown key 'nam'",
                                          "3:34 unknown word f",
                                          "4:8 unknown key 'texte'",
                                          "4:42 unknown key 'tires_left'",
                                          "6:3 unknown key 'expirse'",
                                          "7:27 unknown key 'untill'",
                                          "8:20 unknown key 'class'",
                                          "8:41 unknown key 'smal'",
                                          "9:11 unknown key 'atr'",
                                          "10:8 expected a mapping, found a single value"};
  const auto found = complaints(
      "persona: sato_hanako\n"
      "colour: red\n"
      "person: {nam: x, kana: \"カ\", sex: f}\n"
      "pins: {texte: \"1234\", text: {value: \"1\", tires_left: 1}}\n"
      "card:\n"
      "  expirse: 2030-01-01\n"
      "  signature_certificate: {untill: 2030-01-01}\n"
      "  licence_record: {class: x, obtained: {smal: 2001-01-01}}\n"
      "  knobs: {atr: 1}\n"
      "facts: 3\n");
  BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unknown_persona_is_a_diagnostic_with_the_nearest_name) {
  try {
    (void)load_persona("hanoko", material());
    BOOST_ERROR("loaded");
  } catch (const DiagnosticError& error) {
    BOOST_TEST(error.diagnostics().front().fix.find("hanako") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(card_file)

BOOST_AUTO_TEST_CASE(a_card_file_starts_from_a_persona_and_overrides_it) {
  const auto file = load(
      "persona: sato_hanako\n"
      "pins: {authentication: {value: \"4321\", tries_left: 0}, licence: none}\n"
      "card: {expires: 2027-06-15, signature_certificate: none, extension: {used: 100}, knobs: {contact_atr: "
      "2}}\n");
  BOOST_TEST(file.persona == "sato_hanako");
  BOOST_TEST(file.spec.person.name == "佐藤　花子");
  BOOST_TEST((file.spec.secrets.authentication == Secret{"4321", 0}));
  BOOST_TEST(file.spec.licence->pin.value.empty());
  BOOST_TEST(!file.spec.signature.has_value());
  BOOST_TEST(file.spec.authentication->serial == 0x01A00002U);
  BOOST_TEST(file.spec.extension_used == 100U);
  BOOST_TEST(file.spec.knobs.contact_atr == chip::atr_of_sheet(chip::Interface::contact, 2));
  BOOST_TEST(file.facts->at("licence.number").as_text() == "305012345670");
}

BOOST_AUTO_TEST_CASE(a_licence_record_can_be_put_on_changed_and_taken_off) {
  const auto added =
      load("persona: hanako\ncard: {licence_record: {expires: 2030-08-08, driver_class: first_time}}\n");
  BOOST_TEST(added.spec.licence->record.colour == "新規　");
  BOOST_TEST(added.spec.licence->pin.value == "8642");
  const auto changed = load(
      "persona: sato_hanako\n"
      "card: {licence_record: {expires: 2029-01-01}, defects: [tampered_record]}\n");
  BOOST_TEST((changed.spec.licence->record.expires == parse_date("2029-01-01")));
  BOOST_TEST(changed.spec.licence->record.record_number == "305012345671");
  BOOST_TEST(changed.spec.licence->tampered_record);
  BOOST_TEST(!load("persona: sato_hanako\ncard: {licence_record: none}\n").spec.licence.has_value());
}

BOOST_AUTO_TEST_CASE(a_record_can_be_filled_to_its_capacity) {
  const auto file =
      load("persona: tanaka_ken\ncard: {licence_record: {fill: capacity, record_number: \"1\"}}\n");
  const auto& record = file.spec.licence->record;
  BOOST_TEST(to_code_points(record.remarks[7]).size() == 40U);
  BOOST_TEST(record.missing_glyphs[4].size() == 256U);
  BOOST_TEST(record.history_number.empty());
  BOOST_TEST(only_complaint("persona: hanako\ncard: {licence_record: {fill: full}}\n") ==
             "2:31 unknown word full");
}

BOOST_AUTO_TEST_CASE(mistakes_are_reported_where_they_stand) {
  BOOST_TEST(only_complaint("persona: hanako\nperson: {nam: x}\n").starts_with("2:10 "));
  BOOST_TEST(only_complaint("persona: hanoko\n") == "1:10 no persona is called hanoko");
  BOOST_TEST(only_complaint("persona: hanako\nperson: {sex: f}\n") == "2:15 unknown word f");
  BOOST_TEST(only_complaint("persona: hanako\nperson:\n  individual_number: \"123456789012\"\n") ==
             "3:22 the check digit of the individual number 123456789012 is wrong");
  BOOST_TEST(
      only_complaint("persona: hanako\ncard:\n  expires: 2029-07-08\n  authentication_certificate: none\n") ==
      "3:3 the signature certificate would outlive the card, which ends on 2029-07-08");
  BOOST_TEST(only_complaint("persona: hanako\nperson: {photograph: photo-99}\n") ==
             "2:22 no photograph is called photo-99");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {defects: [tampered_record]}\n") ==
             "2:18 tampered_record needs a licence record");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {defects: [tampered_recrod]}\n") ==
             "2:18 unknown defect tampered_recrod");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {licence_record: {categories: [bike]}}\n") ==
             "2:38 unknown licence category bike");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {licence_record: {remarks: [髙橋]}}\n")
                 .ends_with("髙 (U+9AD9) is not in JIS X 0208"));
  BOOST_TEST(only_complaint("persona: hanako\ncard: {keys: [K3, K4, K5, K6, K7, K99]}\n") ==
             "2:14 no key is called K99");
  BOOST_TEST(only_complaint("persona: sato_hanako\ncard: {extension: {used: 9785}}\n") ==
             "2:26 9785 bytes of the extension area are used beside 6600 of the licence, and it has 16384");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {signature_certificate: {common_name: short}}\n") ==
             "2:45 the common name of the signature certificate has 28 characters");
  BOOST_TEST(only_complaint("persona: nagai_tokoro\nperson: {name: " +
                            load_persona("wolfe_maria", material()).spec.person.name + "}\n")
                 .starts_with("2:9 the signature certificate would take 27"));
  BOOST_TEST(only_complaint("") == "1:1 the file is empty");
}

BOOST_AUTO_TEST_CASE(a_file_without_persona_must_say_everything_itself) {
  BOOST_TEST(complaints("person: {name: 試験　太郎}\n").size() >= 4U);
}

BOOST_AUTO_TEST_CASE(element_c3_is_empty_without_a_driving_history) {
  const auto begin = [](const std::string& more) {
    const auto file =
        load("persona: sato_hanako\ncard: {licence_record: {driver_class: excellent" + more + "}}\n");
    return to_hex(licence::encode_wef02(file.spec.licence->record)).substr(0, 24);
  };
  BOOST_TEST(begin("") == "C200C300C4064D254E492121");
  BOOST_TEST(begin(", class_element: filled") == "C200C30101C4064D254E4921");
  BOOST_TEST(begin(", history_recorded: 2026-06-10") == "C20735303830363130C30101");
}

BOOST_AUTO_TEST_CASE(an_answer_to_reset_is_a_number_of_the_sheet_or_hexadecimal) {
  const auto own = load("persona: hanako\ncard: {knobs: {contactless_atr: \"3B8880010000123490B391A1\"}}\n");
  BOOST_TEST(to_hex(own.spec.knobs.contactless_atr) == "3B8880010000123490B391A1");
  BOOST_TEST(
      load("persona: hanako\ncard: {knobs: {contactless_atr: 1}}\n").spec.knobs.contactless_atr.empty());
  BOOST_TEST(only_complaint("persona: hanako\ncard: {knobs: {contactless_atr: 7}}\n") ==
             "2:33 7 is no answer to reset");
  BOOST_TEST(only_complaint("persona: hanako\ncard: {knobs: {contactless_atr: \"3B88zz\"}}\n") ==
             "2:38 this is no hexadecimal digit");
}

BOOST_AUTO_TEST_CASE(a_character_that_no_certificate_holds_is_refused_where_it_stands) {
  BOOST_TEST(only_complaint("persona: hanako\nperson: {name: 試験　\uE000子}\n") ==
             "2:19 \uE000 (U+E000) is in neither JIS X 0208 nor JIS X 0212, and no substitute is known: no "
             "certificate can hold it");
  BOOST_TEST(only_complaint("persona: hanako\nperson: {name: \"試\\uE000子\"}\n").substr(0, 5) == "2:18 ");
  BOOST_TEST(
      complaints("persona: hanako\nperson: {name: 試\uE000}\ncard: {signature_certificate: none}\n").empty());
}

BOOST_AUTO_TEST_SUITE_END()
