// The rulebook that ships with the program.
#include <boost/test/unit_test.hpp>

#include "harness/oracle/rulebook/rulebook.hpp"

using namespace karimen::harness;

BOOST_AUTO_TEST_SUITE(shipped_rulebook)

BOOST_AUTO_TEST_CASE(loads_with_the_catalogue_of_its_sources) {
  const std::filesystem::path root = KARIMEN_SOURCE_DIR;
  const auto rulebook = Rulebook::load(root / "harness/rulebook", {.catalogue = root / "docs/sources.yaml"});
  BOOST_TEST(rulebook.vocabulary().facts().size() > 50u);
  BOOST_TEST(rulebook.assumptions().size() > 20u);
}

BOOST_AUTO_TEST_SUITE_END()
