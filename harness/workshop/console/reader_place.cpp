#include "harness/workshop/console/reader_place.hpp"

#include <fmt/format.h>

#include <thread>

#include "sim/reader/occupant.hpp"
#include "sim/reader/put_in.hpp"

namespace karimen::harness::workshop {

ReaderPlace::ReaderPlace(std::uint16_t port, std::string reader, sim::reader::CardEndpoint& card,
                         const std::string& machine)
    : port_(port), reader_(std::move(reader)), host_(port, machine), link_(reader_) {
  host_.put(&card);
}

// A connection is no insertion: vpcd leaves it in a queue while another card is in the reader.
void ReaderPlace::connect() {
  using namespace std::chrono_literals;
  host_.connect();
  if (!host_.wait_until_asked(5s)) {
    host_.disconnect();
    throw DiagnosticError(sim::reader::occupied(port_));
  }
  put_in_ = true;
}

// A card that comes before pcscd's own poll has seen the last one leave would go unseen, for ever where a
// program has unpowered the last one meanwhile: pcscd then takes the reader for empty sooner than it should.
void ReaderPlace::in() {
  if (lost()) {
    std::this_thread::sleep_for(sim::reader::longer_than_a_poll);
    wait_until_empty();
  }
  if (reader_.empty()) return connect();
  const auto connect_anew = [this] {
    connect();
    link_.close();  // a context does not outlive a pcscd that was started again
  };
  if (!sim::reader::put_in(host_, link_, connect_anew)) throw unseen("in");
}

void ReaderPlace::out() {
  put_in_ = false;
  host_.disconnect();
  wait_until_empty();
}

void ReaderPlace::blink(std::chrono::milliseconds gap) {
  put_in_ = false;
  host_.disconnect();
  std::this_thread::sleep_for(gap);
  connect();
}

void ReaderPlace::exchange(const std::function<void()>& swap) {
  constexpr std::chrono::milliseconds seen{1000};  // pcscd looks every 400
  if (!is_in()) return swap();
  out();
  if (reader_.empty()) std::this_thread::sleep_for(seen);
  swap();
  in();
}

// A card without power is no session of anybody's: the next program powers it on.
void ReaderPlace::exchange_warm(const std::function<bool()>& swap) {
  if (!is_in() || reader_.empty()) return exchange([&] { swap(); });
  if (!swap()) return;
  link_.cold_reset();
  link_.leave_card();
}

// What is said after this may be used at once.
void ReaderPlace::wait_until_empty() {
  using namespace std::chrono_literals;
  link_.close();  // as above
  if (!reader_.empty() && !link_.wait_for_card(false, 5s)) throw unseen("leave");
}

DiagnosticError ReaderPlace::unseen(const char* what) const {
  return DiagnosticError(Diagnostic{.where = {},
                                    .what = fmt::format("pcscd did not see the card {} '{}'", what, reader_),
                                    .fix = "'karimen doctor' looks for what is missing",
                                    .exit_code = ExitCode::environment});
}

}  // namespace karimen::harness::workshop
