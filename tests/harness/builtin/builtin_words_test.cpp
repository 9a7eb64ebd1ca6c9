// The words of the C++ enumerations are those of the vocabulary, and no word is taken for another in silence.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/yaml.hpp"
#include "builtin_fixture.hpp"
#include "harness/builtin/fact_inputs.hpp"
#include "harness/fact/vocabulary.hpp"
#include "sim/licence/licence_record.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;
using namespace karimen::sim::world;
namespace data = boost::unit_test::data;

namespace {

const Vocabulary& words_known() {
  static const auto read = Vocabulary::from(
      yaml::load_file(std::string(KARIMEN_SOURCE_DIR) + "/harness/rulebook/vocabulary.yaml"));
  return read;
}

/// An enumeration, and the facts and inputs ("PROCEDURE.input") whose words it has, all of them together.
struct Enumeration {
  const char* name;
  WordSet words;
  std::vector<std::string> places;
};
std::ostream& operator<<(std::ostream& out, const Enumeration& each) {
  return out << each.name;
}

template <class Enum>
WordSet words_of() {
  const auto& words = WordsOf<Enum>::words;
  return {words.begin(), words.end()};
}

WordSet driver_classes() {
  using sim::licence::DriverClass;
  WordSet words;
  for (const auto each :
       {DriverClass::excellent, DriverClass::general, DriverClass::violation, DriverClass::first_time})
    words.insert(std::string(sim::licence::to_word(each)));
  return words;
}

const std::vector<Enumeration>& enumerations() {
  static const std::vector<Enumeration> all{
      {"Encodable", words_of<Encodable>(), {"holder.name_encodable", "holder.address_encodable"}},
      {"CardStatus", words_of<CardStatus>(), {"card.status"}},
      {"Possession", words_of<Possession>(), {"card.possession", "previous_card.possession"}},
      {"CertificateStatus",
       words_of<CertificateStatus>(),
       {"card.signature_certificate", "card.authentication_certificate", "phone.certificates"}},
      {"LicenceStatus", words_of<LicenceStatus>(), {"licence.disposition", "licence.status"}},
      {"DriverClass", driver_classes(), {"licence.driver_class"}},
      {"ColourClass", words_of<ColourClass>(), {"licence.colour_class"}},
      {"DocumentStatus", words_of<DocumentStatus>(), {"licence_document.status", "history_document.status"}},
      {"HistoryForm",
       words_of<HistoryForm>(),
       {"driver_registry.history_form", "issue_history_certificate.form"}},
      {"HoldingForm",
       words_of<HoldingForm>(),
       {"driver_registry.holding_form", "integrate_licence.form", "renew_licence.form",
        "change_holding_form.form", "acquire_licence.form"}},
      {"ReaderApp", words_of<ReaderApp>(), {"holder.reader_app"}},
      {"BookingSite", words_of<BookingSite>(), {"reservation.site", "request_booking.site"}},
      {"VisitPurpose", words_of<VisitPurpose>(), {"request_booking.for"}},
      {"LinkState", words_of<LinkState>(), {"portal_link.state"}},
      {"Medium", words_of<Medium>(), {"open_portal.with", "link_portal.with"}},
      {"RegisterItem", words_of<RegisterItem>(), {"change_register.item"}},
      {"OneStopResult", words_of<OneStopResult>(), {"one_stop.result"}},
      {"Postcard", words_of<Postcard>(), {"renewal_notice.postcard"}},
      {"SystemName", words_of<SystemName>(), {"change_system.system"}},
      {"ReservationState", words_of<ReservationState>(), {"reservation.state"}},
      {"MailShown", words_of<MailShown>(), {"reservation.mail"}},
      {"ApplicationState", words_of<ApplicationState>(), {"card_application.state"}},
      {"Channel", words_of<sim::world::Channel>(), {"card_application.channel", "apply_for_card.channel"}},
      {"Reason",
       words_of<Reason>(),
       {"card_application.reason", "apply_for_card.reason", "reissue_card.reason"}},
      {"Wish", words_of<Wish>(), {"card_application.wish", "apply_for_card.wish"}},
      {"NoticeRecord", words_of<NoticeRecord>(), {"delivery_notice.licence_record"}},
      {"NoticeState", words_of<NoticeState>(), {"delivery_notice.state"}},
      {"DocumentContent",
       words_of<DocumentContent>(),
       {"equivalent_document.content", "issue_equivalent_document.content"}},
      {"LicencePin", words_of<LicencePin>(), {"reset_pin.pin"}},
      {"CombinedWith", words_of<CombinedWith>(), {"integrate_licence.combined_with"}},
      {"Lecture", words_of<Lecture>(), {"renew_licence.lecture"}},
      {"ContentChange", words_of<ContentChange>(), {"change_licence_content.change"}},
  };
  return all;
}

const Type& type_of(const std::string& place) {
  if (const auto* fact = words_known().fact(place)) return fact->type;
  const auto dot = place.find('.');
  const auto* procedure = words_known().procedure(place.substr(0, dot));
  BOOST_REQUIRE_MESSAGE(procedure != nullptr, place);
  const auto* input = procedure->input(place.substr(dot + 1));
  BOOST_REQUIRE_MESSAGE(input != nullptr, place);
  return input->type;
}

/// What is said when a fact of the recorded holder, or one of the inputs, is `value`; "" if nothing is.
std::string complaint_about(const Facts& facts, const std::string& procedure, const Facts& inputs) {
  PullingSlot slot;
  BuiltinSystem system(slot, premises());
  try {
    system.reset({.people = {{"holder", facts}}, .now = moment("2026-06-10T00:00"), .seed = "words"});
    (void)system.perform({.procedure = procedure,
                          .inputs = inputs,
                          .at = moment("2026-06-10T10:00"),
                          .who = "holder",
                          .place = "tokyo"});
  } catch (const DiagnosticError& error) {
    return error.what();
  }
  return "";
}

// What the built-in system does not read: it is the rulebook's alone, or says where it is observed only.
const std::set<std::string> unread{"holder.prefecture", "licence.status", "card.licence_pin_setting",
                                   "roadside.finding", "app_reading.result"};

}  // namespace

BOOST_AUTO_TEST_SUITE(words)

BOOST_DATA_TEST_CASE(of_an_enumeration_are_those_of_the_vocabulary, data::make(enumerations()), each) {
  WordSet said;
  for (const auto& place : each.places) {
    const auto& type = type_of(place);
    BOOST_TEST((type.base == Base::words), place);
    said.insert(type.words.begin(), type.words.end());
  }
  BOOST_TEST(each.words == said, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(that_nobody_knows_are_told_with_the_fact_and_are_never_taken_for_others) {
  for (const auto& fact : words_known().facts()) {
    if (fact.type.base != Base::words || fact.per_step || unread.contains(fact.name)) continue;
    // What is said of the card being made or before is read only if there is one.
    auto facts = with(recorded_holder(), {{"previous_card.status", word("invalidated")},
                                          {"card_application.state", word("personalised")},
                                          {"card_application.at", moment("2026-05-01T09:00")}});
    BOOST_TEST(complaint_about(facts, "pass_time", {}) == "");
    const auto said = complaint_about(with(facts, {{fact.name, word("xyzzy")}}), "pass_time", {});
    BOOST_TEST(said.find(fact.name) != std::string::npos, fact.name << ": " << said);
    BOOST_TEST(said.find("xyzzy") != std::string::npos, fact.name << ": " << said);
  }
}

BOOST_AUTO_TEST_CASE(of_every_input_are_known_and_no_others) {
  for (const auto& procedure : words_known().procedures()) {
    Facts defaults;
    for (const auto& input : procedure.inputs)
      defaults.emplace(input.name, input.type.base == Base::facility ? word("fuchu_test_centre")
                                   : input.initial                   ? *input.initial
                                   : input.type.base == Base::words  ? word(input.type.words[0].c_str())
                                                                     : word("KARIMEN2025"));
    for (const auto& input : procedure.inputs) {
      const bool words = input.type.base == Base::words;
      if (!words && !(input.type.base == Base::set && !input.type.words.empty())) continue;
      const auto value = [&](const std::string& each) -> Value {
        return words ? Value(each) : Value(WordSet{each});
      };
      for (const auto& each : input.type.words)
        BOOST_TEST(complaint_about(recorded_holder(), procedure.name,
                                   with(defaults, {{input.name, value(each)}})) == "");
      const auto said =
          complaint_about(recorded_holder(), procedure.name, with(defaults, {{input.name, value("xyzzy")}}));
      BOOST_TEST(said.find("xyzzy") != std::string::npos,
                 procedure.name << "." << input.name << ": " << said);
      BOOST_TEST(said.find(input.name) != std::string::npos,
                 procedure.name << "." << input.name << ": " << said);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
