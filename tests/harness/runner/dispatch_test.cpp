// The order in which workers take scenarios: every one once, those that wait not all at a time.
#include "harness/runner/dispatch.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

using namespace karimen::harness;

namespace {

std::string spread(const std::string& marks, std::size_t window) {
  std::vector<bool> waits;
  for (const char c : marks) waits.push_back(c == 'w');
  std::string text;
  for (const auto i : order_with_waits_spread(waits, window)) text += marks[i];
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dispatch)

BOOST_AUTO_TEST_CASE(those_that_wait_are_spread_among_those_before_them) {
  BOOST_TEST(spread("......www", 9) == "w...w...w");
  BOOST_TEST(spread("......www", 5) == "..w...w.w");
  BOOST_TEST(spread("www......", 9) == "www......");
  BOOST_TEST(spread("...", 9) == "...");
  BOOST_TEST(spread("www", 0) == "www");
  BOOST_TEST(spread("", 9) == "");
}

BOOST_AUTO_TEST_CASE(each_comes_once_none_later_and_none_too_early) {
  std::vector<bool> waits(3000);
  for (std::size_t i = 0; i < waits.size(); ++i) waits[i] = i % 97 < i / 400 || (i > 2000 && i < 2040);
  constexpr std::size_t window = 512;
  const auto order = order_with_waits_spread(waits, window);
  auto sorted = order;
  std::ranges::sort(sorted);
  std::vector<std::size_t> all(waits.size());
  std::iota(all.begin(), all.end(), 0);
  BOOST_TEST(sorted == all, boost::test_tools::per_element());
  std::size_t last = 0, last_waiting = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    auto& before = waits[order[place]] ? last_waiting : last;
    BOOST_TEST(order[place] >= before);
    before = order[place];
    if (waits[order[place]]) BOOST_TEST(place <= order[place]);
    BOOST_TEST(order[place] < place + window);
  }
}

BOOST_AUTO_TEST_CASE(a_seed_gives_one_order) {
  BOOST_TEST((shuffled_order(50, 7) == shuffled_order(50, 7)));
  BOOST_TEST((shuffled_order(50, 7) != shuffled_order(50, 8)));
}

BOOST_AUTO_TEST_SUITE_END()
