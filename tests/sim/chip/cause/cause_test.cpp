// Causes: words, advice and sources of every clause, and which clauses answer a status word.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "sim/chip/status.hpp"
#include "tests/support/chip_fixture.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

constexpr std::uint16_t status_words[] = {
    status::ok,
    status::comparison_failed,
    status::tries_left,
    status::environment_not_set,
    status::wrong_length,
    status::channel_not_provided,
    status::secure_messaging_not_provided,
    status::conflicts_with_structure,
    status::security_not_satisfied,
    status::key_blocked,
    status::conditions_not_satisfied,
    status::no_current_file,
    status::messaging_object_missing,
    status::messaging_object_wrong,
    status::no_session,
    status::wrong_data,
    status::function_not_provided,
    status::not_found,
    status::record_not_found,
    status::no_space,
    status::wrong_parameters,
    status::data_not_found,
    status::offset_outside,
    status::unknown_instruction,
    status::unknown_class,
    status::internal_failure,
};

std::vector<Clause> every_clause() {
  std::vector<Clause> all;
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(Clause::count_); ++i) {
    all.push_back(static_cast<Clause>(i));
  }
  return all;
}

bool is_japanese(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return (c & 0x80) != 0; });
}

Card at_application(const std::string& select) {
  auto card = fixture::card();
  card.power_on();
  send(card, select);
  return card;
}

const std::string to_jpki = "00A4040C0AD392F000260100000001";
const std::string select_face = "00A4040C0AD3921000310001010402";

}  // namespace

BOOST_AUTO_TEST_SUITE(cause)

BOOST_AUTO_TEST_CASE(every_clause_has_a_sentence_an_advice_and_a_source) {
  std::set<std::string_view> names;
  for (const auto clause : every_clause()) {
    const Cause one{clause, 1, 2};
    BOOST_TEST_CONTEXT(name(clause)) {
      BOOST_TEST(names.insert(name(clause)).second);
      BOOST_TEST(!explain(one, Language::en).empty());
      BOOST_TEST(!advice(one, Language::en).empty());
      BOOST_TEST(is_japanese(explain(one, Language::ja)));
      BOOST_TEST(is_japanese(advice(one, Language::ja)));
      BOOST_TEST(!is_japanese(explain(one, Language::en)));
      BOOST_TEST((source(one) == "emulator-defined" || source(one).find('.') == 1));
      for (const auto language : {Language::en, Language::ja}) {
        BOOST_TEST(explain(one, language).find('{') == std::string::npos);
        BOOST_TEST(advice(one, language).find('{') == std::string::npos);
        BOOST_TEST(rule_of(clause, language).find('{') == std::string::npos);
        BOOST_TEST(advice_of(clause, language).find('{') == std::string::npos);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_status_word_has_its_clauses_and_every_clause_its_status_word) {
  std::size_t clauses = 0;
  for (const auto word : status_words) {
    BOOST_TEST_CONTEXT(word) {
      BOOST_TEST(!clauses_of(word).empty());
    }
    clauses += clauses_of(word).size();
  }
  BOOST_TEST(clauses == every_clause().size());
  BOOST_TEST((clauses_of(0x63C2) == clauses_of(0x63C0)));
  BOOST_TEST(clauses_of(0x6983).empty());  // this card says 6984
}

BOOST_AUTO_TEST_CASE(a_refusal_says_what_was_asked_and_what_opens_it) {
  auto card = at_application(to_jpki);
  send(card, "002000980430303030");
  BOOST_TEST(explain(card.last_cause(), Language::en) ==
             "the value for key 0018 is wrong; 2 attempts are left");
  send(card, "802A009A01AA00");
  BOOST_TEST(advice(card.last_cause(), Language::en).starts_with("VERIFY 001B (00 20 00 9B) in"));
  send(card, "00B0890001");
  BOOST_TEST(advice(card.last_cause(), Language::en) == "leave it: nothing a holder can present opens it");
  card = at_application(select_face);
  send(card, "00B0820005");
  BOOST_TEST(advice(card.last_cause(), Language::en)
                 .starts_with("VERIFY 0012 (00 20 00 92) or 0013 (00 20 00 93) in"));
  BOOST_TEST(advice(card.last_cause(), Language::ja).find("0012（00 20 00 92）または0013") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_clause_without_a_case_says_its_rule) {
  BOOST_TEST(rule_of(Clause::read_not_allowed, Language::en) ==
             "EF … may not be read in this security status");
  BOOST_TEST(advice_of(Clause::read_not_allowed, Language::en)
                 .starts_with("VERIFY the secret that opens it in the same application"));
  BOOST_TEST(advice_of(Clause::install_no_space, Language::en).starts_with("make … bytes free"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
