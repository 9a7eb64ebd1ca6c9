// The same table without a reader: a direct link tells the same answers and the failures that PC/SC's stand
// for.
#include <boost/test/unit_test.hpp>

#include "sim/fault/fault_slot.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/direct_slot.hpp"
#include "tests/pcsc_faults/stage.hpp"

using namespace karimen;
using namespace karimen::faults;
using namespace karimen::sim;

namespace {

/// What PC/SC says, in the words of a link.
std::string failure_of(const std::string& pcsc) {
  if (pcsc == "0bytes" || pcsc == "NOT_TRANSACTED" || pcsc == "REMOVED_CARD") return "card_gone";
  if (pcsc == "1bytes") return "chip_died";
  if (pcsc == "UNRESPONSIVE_CARD") return "mute";
  return pcsc;
}

std::string word_of(const reader::LinkError& error) {
  constexpr const char* words[]{"no_card", "card_gone", "mute", "chip_died", "service_gone"};
  return words[static_cast<std::size_t>(error.failure())];
}

std::string act(reader::Link& link, const std::string& word) {
  if (word == "install") return install(link);
  try {
    if (word == "reset") return link.cold_reset().empty() ? "mute" : "ok";
    return to_hex(link.transmit(commands().at(word)));
  } catch (const reader::LinkError& error) {
    return word_of(error);
  }
}

/// Up to the moment at which only PC/SC has something to tell.
void check_row(const Row& row) {
  const auto armed = fault::arm_text(row.fault);
  auto card = card_for(row, armed);
  reader::ChipEndpoint endpoint(card);
  reader::DirectSlot inner;
  fault::FaultSlot slot(inner);
  slot.insert(endpoint, reader::Insertion::warm);
  slot.link().cold_reset();
  for (const auto& word : row.before) slot.link().transmit(commands().at(word));
  if (armed.fault->scriptable()) slot.arm({armed});
  Row part{.line = row.line, .fault = row.fault, .before = row.before};
  std::vector<std::string> seen;
  for (const auto& [word, expected] : row.client) {
    if (word == "connect" || word == "gone" || word == "back" || word == "atr") break;
    seen.push_back(act(slot.link(), word));
    part.client.emplace_back(word, std::vector<std::string>{});
    for (const auto& each : expected) part.client.back().second.push_back(failure_of(each));
  }
  check(part, seen);
  BOOST_CHECK_MESSAGE(slot.struck() == armed.fault->scriptable(), row.fault << " did not strike");
  slot.remove(reader::Insertion::warm);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(what_a_direct_link_sees)

BOOST_AUTO_TEST_CASE(of_each_fault) {
  for (const auto& row : table()) check_row(row);
}

BOOST_AUTO_TEST_SUITE_END()
