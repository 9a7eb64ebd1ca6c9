// Commands drawn from the instruction table with a fixed seed: whatever comes, a status word answers, no
// counter exceeds its limit, and the card can be saved and restored.
#include <boost/test/unit_test.hpp>

#include "base/diagnostic.hpp"
#include "sim/chip/command/table.hpp"
#include "tests/sim/chip/fixture.hpp"
#include "tests/sim/chip/scp03_host.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

class Dice {
 public:
  explicit Dice(std::string_view seed) : generator_(seed) {}
  std::uint32_t below(std::uint32_t limit) {
    const auto bytes = generator_.take(4);
    return (static_cast<std::uint32_t>(bytes[0]) << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]) % limit;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(below(256)); }
  Bytes bytes(std::size_t size) { return generator_.take(size); }

 private:
  crypto::Generator generator_;
};

std::uint8_t parameter(Dice& dice, const Parameter& wanted) {
  if (dice.below(8) == 0) return dice.byte();
  return static_cast<std::uint8_t>(wanted.low + dice.below(wanted.high - wanted.low + 1U));
}

void append_body(Dice& dice, Bytes& command, const Shape& shape) {
  const auto size = dice.below(3) == 0 ? dice.below(400) : shape.lc_low + dice.below(20);
  const bool extended = size > 255 || dice.below(6) == 0;
  if (size != 0 || extended) {
    if (extended) command.insert(command.end(), {0x00, static_cast<std::uint8_t>(size >> 8)});
    command.push_back(static_cast<std::uint8_t>(size));
  }
  const auto data = dice.bytes(size);
  command.insert(command.end(), data.begin(), data.end());
  if (dice.below(2) == 0) command.push_back(0x00);
  if (extended && dice.below(2) == 0) command.push_back(0x00);
}

Bytes draw(Dice& dice) {
  const auto all = rules();
  const auto& rule = all[dice.below(static_cast<std::uint32_t>(all.size()))];
  constexpr std::uint8_t class_bits[] = {0x00, 0x00, 0x00, 0x00, 0x04, 0x08, 0x0C, 0x10};
  Bytes command{static_cast<std::uint8_t>(rule.cla | class_bits[dice.below(8)]), rule.ins,
                parameter(dice, rule.p1), parameter(dice, rule.p2)};
  if (dice.below(4) == 0) return command;
  append_body(dice, command, rule.shape);
  return command;
}

const std::string selections[] = {select_manager,
                                  select_licence,
                                  "00A4040C0AD392F000260100000001",
                                  "00A4040C0AD3921000310001010100",
                                  "00A4040C0AD3921000310001010401",
                                  "00A4040C0AD3921000310001010402",
                                  "00A4040C0AD3921000310001010408"};

/// Sends one drawn command under an open channel and its own MAC, so that handlers behind the channel are
/// reached.
void send_in_channel(Dice& dice, Card& card) {
  send(card, dice.below(2) == 0 ? select_manager : select_licence);
  const auto keys =
      dice.below(2) == 0 ? crypto::issuer_channel_keys() : crypto::safety_commission_channel_keys();
  Scp03Host host(card, keys, dice.below(2) == 0 ? 0x03 : 0x33);
  for (int i = 0; i < 10; ++i) {
    auto command = draw(dice);
    command[0] &= 0x80;
    BOOST_REQUIRE(card.transmit(host.wrap(command)).size() >= 2);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fuzz)

BOOST_AUTO_TEST_CASE(any_command_ends_in_a_status_word) {
  Dice dice("fuzz");
  auto card = fixture::card();
  card.power_on();
  for (int round = 0; round < 400; ++round) {
    send(card, selections[dice.below(7)]);
    for (int i = 0; i < 30; ++i) BOOST_REQUIRE(card.transmit(draw(dice)).size() >= 2);
    send_in_channel(dice, card);
  }
  BOOST_TEST((Card::restore(card.save()) == card));
  for (const auto& file : files_of(ApplicationId::jpki)) {
    if (file.spec->kind != FileKind::reference_data) continue;
    send(card, selections[2]);
    const Bytes query{0x00, 0x20, 0x00, static_cast<std::uint8_t>(0x80 | file.spec->id)};
    const auto answer = card.transmit(query);
    BOOST_TEST(answer[0] == 0x63);
    BOOST_TEST((answer[1] & 0x0F) <= file.spec->tries);
  }
}

BOOST_AUTO_TEST_CASE(any_save_is_restored_or_refused) {
  Dice dice("saves");
  auto card = fixture::card();
  card.power_on();
  const auto saved = card.save();
  for (int round = 0; round < 300; ++round) {
    auto damaged = saved;
    damaged[dice.below(static_cast<std::uint32_t>(damaged.size()))] = dice.byte();
    damaged[dice.below(200)] = dice.byte();
    try {
      auto restored = Card::restore(damaged);
      restored.power_on();
      send(restored, selections[dice.below(7)]);
      send(restored, "00B0810000");
    } catch (const DiagnosticError&) {
      BOOST_TEST(true);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
