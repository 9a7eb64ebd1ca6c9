#include "harness/fact/fact_name.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>
#include <vector>

#include "harness/fact/value.hpp"

using namespace karimen::harness;

BOOST_AUTO_TEST_SUITE(fact_names)

BOOST_AUTO_TEST_CASE(equal_texts_are_one_name) {
  const std::string text = "card.record";
  BOOST_TEST((FactName(text) == FactName("card.record")));
  BOOST_TEST(&FactName(text).text() == &FactName("card.record").text());
  BOOST_TEST((FactName("card.record") != FactName("card.recorD")));
  BOOST_TEST((FactName("card.record") == std::string("card.record")));
  BOOST_TEST(("input." + FactName("reason")) == "input.reason");
}

BOOST_AUTO_TEST_CASE(facts_stand_in_the_order_of_their_names_whenever_they_were_named) {
  const std::vector<FactName> first_named{"z.last", "a.first", "m.middle"};
  Facts facts;
  for (const auto& name : first_named) facts.emplace(name, Value(true));
  facts.emplace("b.second", Value(true));
  std::string order;
  for (const auto& [name, value] : facts) order += name + ' ';
  BOOST_TEST(order == "a.first b.second m.middle z.last ");
  BOOST_TEST(facts.contains("m.middle"));
  BOOST_TEST(!facts.contains(std::string("m.middl")));
}

BOOST_AUTO_TEST_CASE(threads_that_name_the_same_at_once_get_the_same) {
  constexpr std::size_t threads = 4, names = 2000;
  std::vector<std::vector<FactName>> seen(threads);
  {
    std::vector<std::jthread> all;
    for (std::size_t i = 0; i < threads; ++i)
      all.emplace_back([&mine = seen[i]] {
        for (std::size_t n = 0; n < names; ++n) mine.emplace_back("thread.fact_" + std::to_string(n));
      });
  }
  for (const auto& each : seen) BOOST_TEST((each == seen.front()));
  BOOST_TEST(seen.front().at(7).text() == "thread.fact_7");
}

BOOST_AUTO_TEST_SUITE_END()
