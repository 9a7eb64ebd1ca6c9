#include "sim/reader/service/doctor.hpp"

#include <boost/test/unit_test.hpp>

using namespace karimen::sim::reader;

BOOST_AUTO_TEST_SUITE(doctor)

BOOST_AUTO_TEST_CASE(every_needed_thing_that_is_missing_has_a_way_out) {
  const auto findings = examine_pcsc();
  BOOST_TEST(findings.size() >= 6u);
  for (const Finding& finding : findings) {
    BOOST_TEST(!finding.what.empty());
    if (finding.needed && !finding.ok) BOOST_TEST(!finding.fix.empty());
  }
}

BOOST_AUTO_TEST_CASE(says_that_vpcd_listens_to_everyone) {
  BOOST_TEST(examine_pcsc().back().what.find("0.0.0.0") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
