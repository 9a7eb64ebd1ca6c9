// The journalled memory by itself.
#include <boost/test/unit_test.hpp>

#include "sim/chip/memory/nonvolatile.hpp"

namespace karimen::sim::chip {

namespace {

constexpr std::uint32_t size = 20 * Nonvolatile::row_size;

Bytes image(const Nonvolatile& memory) {
  const auto view = memory.view(0, size);
  return {view.begin(), view.end()};
}

void write_three_rows(Nonvolatile& memory) {
  Nonvolatile::Transaction transaction(memory);
  transaction.put(30, Bytes(40, 0xAA));
  memory.commit(transaction);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nonvolatile)

BOOST_AUTO_TEST_CASE(a_single_row_is_one_write_point) {
  Nonvolatile memory(size);
  memory.update(33, Bytes{1, 2, 3});
  BOOST_TEST(memory.write_points() == 1u);
  BOOST_TEST(to_hex(memory.view(32, 5)) == "0001020300");
  Nonvolatile::Transaction transaction(memory);
  transaction.put(33, Bytes{4});
  memory.commit(transaction);
  BOOST_TEST(memory.write_points() == 2u);
}

BOOST_AUTO_TEST_CASE(rows_that_do_not_change_are_not_written) {
  Nonvolatile memory(size);
  Nonvolatile::Transaction transaction(memory);
  transaction.fill(0, size, 0x00);
  memory.commit(transaction);
  BOOST_TEST(memory.write_points() == 0u);
}

BOOST_AUTO_TEST_CASE(a_transaction_counts_its_journal) {
  Nonvolatile memory(size);
  write_three_rows(memory);
  // three contents, one row of addresses, the mark, three rows of the image, the mark again
  BOOST_TEST(memory.write_points() == 9u);
  BOOST_TEST(!memory.interrupted());
}

BOOST_AUTO_TEST_CASE(every_cut_leaves_old_or_new_and_recovery_survives_every_second_cut) {
  Nonvolatile done(size);
  const auto before = image(done);
  write_three_rows(done);
  const auto after = image(done);
  for (std::uint32_t first = 0; first <= 9; ++first) {
    for (std::uint32_t second = 0; second <= 5; ++second) {
      Nonvolatile memory(size);
      memory.cut_after(first);
      write_three_rows(memory);
      BOOST_TEST(memory.power_lost());
      memory.power_restored();
      memory.cut_after(second);
      memory.recover();
      memory.cut_after(std::nullopt);
      memory.power_restored();
      memory.recover();
      BOOST_TEST((image(memory) == (first < 5 ? before : after)));
      BOOST_TEST(!memory.interrupted());
    }
  }
}

BOOST_AUTO_TEST_CASE(many_rows_need_many_rows_of_addresses) {
  Nonvolatile memory(size);
  Nonvolatile::Transaction transaction(memory);
  transaction.fill(0, size, 0x5A);
  memory.commit(transaction);
  BOOST_TEST(memory.write_points() == 20u + 2 + 1 + 20 + 1);
  BOOST_TEST((image(memory) == Bytes(size, 0x5A)));
}

BOOST_AUTO_TEST_CASE(without_power_nothing_is_written) {
  Nonvolatile memory(size);
  memory.cut_after(0);
  memory.update(0, Bytes{1});
  memory.update(0, Bytes{2});
  BOOST_TEST(memory.at(0) == 0);
  BOOST_TEST(memory.write_points() == 0u);
  memory.power_restored();
  memory.update(0, Bytes{3});
  BOOST_TEST(memory.at(0) == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
