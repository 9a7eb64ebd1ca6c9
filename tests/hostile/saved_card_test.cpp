// Saved cards with bytes changed: restored or refused, and what is restored answers.
#include <boost/test/unit_test.hpp>

#include "base/diagnostic.hpp"
#include "sim/chip/memory/snapshot.hpp"
#include "tests/hostile/dice.hpp"
#include "tests/hostile/intruder.hpp"
#include "tests/hostile/phrases.hpp"

namespace karimen::hostile {

using namespace sim::chip;

BOOST_AUTO_TEST_SUITE(saved_cards)

BOOST_AUTO_TEST_CASE(any_save_is_restored_or_refused) {
  Dice dice(11);
  auto card = victim(true).card;
  card.power_on();
  const auto envelope = card.save();
  const Bytes saved(envelope.begin() + snapshot::header_size, envelope.end());
  int restored_cards = 0;
  for (int round = 0; round < 300; ++round) {
    auto damaged = saved;
    damaged[dice.below(static_cast<std::uint32_t>(damaged.size()))] = dice.byte();
    damaged[dice.below(200)] = dice.byte();
    try {
      auto restored = Card::restore(snapshot::sealed(damaged));
      restored.power_on();
      for (int i = 0; i < 20; ++i) BOOST_REQUIRE(restored.transmit(draw_mutant(dice)).size() != 1);
      ++restored_cards;
    } catch (const DiagnosticError& error) {
      BOOST_TEST(!error.diagnostics().empty());
    }
  }
  BOOST_TEST(restored_cards > 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::hostile
