#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "harness/scenario/given/birthday.hpp"
#include "harness/scenario/given/given.hpp"
#include "tests/harness/scenario/lexicon_fixture.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::test;

namespace {

Facts completed(const std::string& given) {
  return complete_given(yaml::load_text(given, "g.yaml").at(0), small_lexicon()).facts.all();
}

std::string fact(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? "(absent)" : to_string(found->second);
}

struct Completed {
  const char* given;
  const char* fact;
  const char* value;
};
std::ostream& operator<<(std::ostream& out, const Completed& each) {
  return out << each.given << " → " << each.fact;
}

const Completed completions[] = {
    // defaults, then the persona, then given
    {"{holder: taro}", "holder.cash", "100000"},
    {"{holder: taro, holder.cash: 5}", "holder.cash", "5"},
    {"{holder: taro, prefecture: nagano}", "holder.prefecture", "nagano"},
    {"{holder: taro, card: {chip: broken}}", "card.chip", "broken"},
    // birthdays: what is given anchors, the others keep their year
    {"{holder: taro}", "licence.expires", "2027-08-20"},
    {"{holder: taro, card: {expires: 2026-05-10}}", "holder.birth_date", "1985-05-10"},
    {"{holder: taro, card: {expires: 2026-05-10}}", "licence.expires", "2027-06-10"},
    {"{holder: taro, licence.expires: 2026-02-28}", "holder.birth_date", "1985-01-28"},
    {"{holder: taro, licence.expires: 2026-01-31}", "holder.birth_date", "1985-12-31"},
    {"{holder: taro, holder.birth_date: 1990-12-15}", "licence.expires", "2027-01-15"},
    {"{holder: leap, card: {expires: 2027-02-28}}", "holder.birth_date", "1988-02-29"},
    {"{holder: leap, licence.expires: 2028-03-29}", "card.expires", "2028-02-29"},
    // certificates move with the birthday and never outlast the card
    {"{holder: taro, card: {expires: 2029-05-10}}", "card.signature_certificate_expires", "2027-05-10"},
    {"{holder: taro, card: {expires: 2026-07-20}}", "card.signature_certificate_expires", "2026-07-20"},
    {"{holder: taro, certificates_expire: 2026-06-09}", "card.authentication_certificate_expires",
     "2026-06-09"},
    {"{holder: taro, card: {signature_certificate: none}}", "card.signature_certificate_expires", "none"},
    // a record on the card before this one ends with the licence
    {"{holder: taro}", "previous_card.record_expires", "none"},
    {"{holder: taro, previous_card: {record: 1}}", "previous_card.record_expires", "2027-08-20"},
    {"{holder: taro, previous_card: {record: 1, record_expires: 2026-01-20}}", "previous_card.record_expires",
     "2026-01-20"},
    // the licence record
    {"{holder: taro}", "card.record", "none"},
    {"{holder: taro}", "licence_document.status", "held"},
    {"{holder: taro, form: both}", "licence_document.status", "held"},
    {"{holder: taro, form: my_number_only}", "licence_document.status", "not_issued"},
    {"{holder: taro, form: my_number_only}", "card.record", "1"},
    {"{holder: taro, form: my_number_only, licence: {record: 3}}", "card.record", "3"},
    {"{holder: taro, form: my_number_only}", "card.record_signature", "valid"},
    {"{holder: taro, form: my_number_only}", "card.record_number", "300000000001"},
    {"{holder: taro, form: both, card: {expires: 2028-05-10}}", "card.record_expires", "2027-06-10"},
    {"{holder: taro, form: my_number_only}", "card.licence_pin_tries", "10"},
    {"{holder: taro, form: my_number_only}", "card.free_space", "9784"},
    {"{holder: taro, form: my_number_only}", "driver_registry.record_card", "card"},
    {"{holder: taro, form: my_number_only, card: {record: none}}", "card.record_number", "none"},
    {"{holder: taro, form: my_number_only, card: {record: none}}", "driver_registry.record_card", "none"},
    {"{holder: taro, form: my_number_only, card: {record: none}}", "card.free_space", "16384"},
    {"{holder: taro, form: my_number_only, card.record: none, driver_registry.record_card: card}",
     "driver_registry.record_card", "card"},
    // the driving-history record
    {"{holder: taro}", "card.history_number", "none"},
    {"{holder: taro}", "history_document.status", "not_issued"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only}", "card.history_number",
     "400000000001"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only}", "history_document.status",
     "not_issued"},
    {"{holder: taro, form: none, driver_registry.history_form: paper_only}", "history_document.status",
     "held"},
    {"{holder: taro, form: none, driver_registry.history_form: paper_only}", "card.history_number", "none"},
    {"{holder: taro, form: none, driver_registry.history_form: paper_and_card}", "history_document.status",
     "held"},
    {"{holder: taro, form: none, driver_registry.history_form: paper_and_card, history_record.number: "
     "'405000000017'}",
     "card.history_number", "405000000017"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only}", "driver_registry.history_card",
     "card"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only}", "card.licence_pin_tries", "10"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only}", "card.free_space", "9784"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only, card: {history_number: none}}",
     "driver_registry.history_card", "none"},
    {"{holder: taro, form: none, driver_registry.history_form: card_only, card: {history_number: none}}",
     "card.free_space", "16384"},
    // the submission
    {"{holder: taro, signature_certificate: submitted}", "signature_submission.at", "2025-04-10T10:00"},
    {"{holder: taro}", "signature_submission.at", "none"},
    {"{holder: taro, card.record_number: $licence.record_number}", "card.record_number", "300000000001"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(given_completion)

BOOST_DATA_TEST_CASE(follows_the_rules, boost::unit_test::data::make(completions), row) {
  BOOST_TEST(fact(completed(row.given), row.fact) == row.value);
}

BOOST_AUTO_TEST_CASE(leaves_derived_facts_out) {
  BOOST_TEST(!completed("{holder: taro}").contains("card.licence_record"));
}

BOOST_AUTO_TEST_CASE(dates_that_share_no_birthday_are_reported) {
  BOOST_CHECK_EXCEPTION(
      (void)completed("{holder: taro, card.expires: 2026-07-20, licence.expires: 2026-09-20}"),
      DiagnosticError, [](const DiagnosticError& error) {
        return error.diagnostics().front().what == "no birthday agrees with the dates given";
      });
  BOOST_CHECK_THROW((void)completed("{holder: taro, licence.expires: 2026-03-31}"), DiagnosticError);
}

BOOST_AUTO_TEST_CASE(a_certificate_given_beyond_its_card_is_reported) {
  BOOST_CHECK_THROW((void)completed("{holder: taro, certificates_expire: 2030-01-01}"), DiagnosticError);
}

BOOST_AUTO_TEST_SUITE_END()
