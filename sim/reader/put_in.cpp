#include "sim/reader/put_in.hpp"

#include <thread>

namespace karimen::sim::reader {

namespace {

// pcscd is asked when it has powered the card, not before: of a card whose answer to reset it does not know
// yet SCardGetStatusChange sleeps 0.4 s inside libpcsclite, and every other link of the process waits for it.
bool seen(const VpcdHost& host, PcscLink& link, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds for_pcscd_to_take_it_down{5};
  if (host.wait_until_powered(patience)) std::this_thread::sleep_for(for_pcscd_to_take_it_down);
  return link.wait_for_card(true, patience);
}

}  // namespace

bool put_in(VpcdHost& host, PcscLink& link, const std::function<void()>& connect) {
  constexpr std::chrono::milliseconds first_patience{2000}, patience{5000};
  connect();
  if (seen(host, link, first_patience)) return true;
  host.disconnect();
  std::this_thread::sleep_for(longer_than_a_poll);
  connect();
  return seen(host, link, patience);
}

}  // namespace karimen::sim::reader
