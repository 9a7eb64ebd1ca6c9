#include "sim/reader/put_in.hpp"

#include <chrono>
#include <thread>

namespace karimen::sim::reader {

bool put_in(VpcdHost& host, PcscLink& link, const std::function<void()>& connect) {
  // pcscd looks every 400 ms (vpcd.md).
  constexpr std::chrono::milliseconds first_patience{2000}, empty_for{500}, patience{5000};
  connect();
  if (link.wait_for_card(true, first_patience)) return true;
  host.disconnect();
  std::this_thread::sleep_for(empty_for);
  connect();
  return link.wait_for_card(true, patience);
}

}  // namespace karimen::sim::reader
