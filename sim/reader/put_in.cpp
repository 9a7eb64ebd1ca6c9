#include "sim/reader/put_in.hpp"

#include <thread>

namespace karimen::sim::reader {

bool put_in(VpcdHost& host, PcscLink& link, const std::function<void()>& connect) {
  constexpr std::chrono::milliseconds first_patience{2000}, patience{5000};
  connect();
  if (link.wait_for_card(true, first_patience)) return true;
  host.disconnect();
  std::this_thread::sleep_for(longer_than_a_poll);
  connect();
  return link.wait_for_card(true, patience);
}

}  // namespace karimen::sim::reader
