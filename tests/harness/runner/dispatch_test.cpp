// The order in which workers take scenarios: every one once, those that wait not all at a time.
#include "harness/runner/dispatch.hpp"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <mutex>
#include <set>
#include <thread>

using namespace karimen::harness;

namespace {

// '.' waits for nothing, 'p' for a program, 'w' for a reader.
std::vector<Wait> waits_of(const std::string& marks) {
  std::vector<Wait> waits;
  for (const char c : marks) waits.push_back(c == 'w' ? Wait::reader : c == 'p' ? Wait::program : Wait::none);
  return waits;
}

/// What `workers` take who end in turn, the first who began first: the marks, each as often as it was taken.
std::string taken(const std::string& marks, unsigned workers, std::size_t window) {
  Dispatch dispatch(usual_order(marks.size()), waits_of(marks), workers, window, 1);
  std::vector<Dispatch::Taken> had(workers);
  std::string text;
  for (std::size_t turn = 0;; ++turn) {
    auto& mine = had[turn % workers];
    mine = dispatch.take(mine);
    if (mine.indices.empty()) return text;
    text += marks[mine.indices.front()];
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dispatch)

BOOST_AUTO_TEST_CASE(those_that_wait_are_begun_early_by_three_workers_of_four) {
  BOOST_TEST(taken("........wwww", 4, 99) == "www.w.......");
  BOOST_TEST(taken("......www", 1, 99) == "www......");
  BOOST_TEST(taken("...", 4, 99) == "...");
  BOOST_TEST(taken("", 4, 99) == "");
}

BOOST_AUTO_TEST_CASE(those_that_wait_for_a_reader_come_before_those_that_wait_for_a_program) {
  BOOST_TEST(taken(".....ppwpw", 4, 99) == "wwp.pp....");
  BOOST_TEST(taken(".....p....w", 2, 3) == "...p....w..");  // whoever is not due holds up nobody
}

BOOST_AUTO_TEST_CASE(none_is_begun_more_than_a_window_early) {
  BOOST_TEST(taken("......ww", 4, 3) == "....w.w.");
}

BOOST_AUTO_TEST_CASE(where_nothing_else_is_left_all_workers_take_what_waits) {
  BOOST_TEST(taken("wwww.", 4, 99) == "www.w");
}

BOOST_AUTO_TEST_CASE(each_comes_once_in_its_order_and_no_more_than_three_of_four_wait) {
  constexpr unsigned workers = 8;
  constexpr std::size_t size = 3000, window = 512, handful = 4;
  std::vector<Wait> waits(size);
  for (std::size_t i = 0; i < size; ++i)
    if (i % 97 < i / 400 || (i > 2000 && i < 2040)) waits[i] = i % 2 == 0 ? Wait::reader : Wait::program;
  Dispatch dispatch(usual_order(size), waits, workers, window, handful);
  std::mutex mutex;
  std::multiset<std::size_t> all;
  std::atomic<unsigned> under_way = 0, most = 0;
  std::atomic<bool> plain_left = true;
  const auto work = [&] {
    for (auto taken = dispatch.take({}); !taken.indices.empty(); taken = dispatch.take(taken)) {
      const auto mine = taken.indices;
      const bool waiting = waits[mine.front()] != Wait::none;
      if (!waiting && mine.back() + handful > 2900) plain_left = false;
      if (waiting) {
        const auto now = ++under_way;
        if (plain_left) most = std::max(most.load(), now);
        std::this_thread::yield();
        --under_way;
      }
      const std::lock_guard lock(mutex);
      all.insert(mine.begin(), mine.end());
    }
  };
  {
    std::vector<std::jthread> crew;
    for (unsigned i = 0; i < workers; ++i) crew.emplace_back(work);
  }
  BOOST_TEST(all.size() == size);
  BOOST_TEST(std::set(all.begin(), all.end()).size() == size);
  BOOST_TEST(most <= workers * 3 / 4);
}

BOOST_AUTO_TEST_CASE(a_seed_gives_one_order) {
  BOOST_TEST((shuffled_order(50, 7) == shuffled_order(50, 7)));
  BOOST_TEST((shuffled_order(50, 7) != shuffled_order(50, 8)));
}

BOOST_AUTO_TEST_SUITE_END()
