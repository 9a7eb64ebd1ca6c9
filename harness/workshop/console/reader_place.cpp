#include "harness/workshop/console/reader_place.hpp"

#include "base/diagnostic.hpp"
#include "sim/reader/occupant.hpp"
#include "sim/reader/pcsc_link.hpp"

namespace karimen::harness::workshop {

ReaderPlace::ReaderPlace(std::uint16_t port, std::string reader, sim::reader::CardEndpoint& card,
                         const std::string& machine)
    : port_(port), reader_(std::move(reader)), host_(port, machine) {
  host_.put(&card);
}

// A connection is no insertion: vpcd leaves it in a queue while another card is in the reader.
void ReaderPlace::connect() {
  using namespace std::chrono_literals;
  host_.connect();
  if (!host_.wait_until_asked(5s)) {
    host_.disconnect();
    throw DiagnosticError(Diagnostic{
        .where = {},
        .what = "another card is in the reader of port " + std::to_string(port_) +
                sim::reader::occupant_words(port_),
        .fix = "take it out ('out' or 'quit' at its console), or use another reader: --private starts one",
        .exit_code = ExitCode::environment});
  }
  put_in_ = true;
}

void ReaderPlace::in() {
  connect();
  wait_until(true);
}

void ReaderPlace::out() {
  put_in_ = false;
  host_.disconnect();
  wait_until(false);
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

// What is said after this may be used at once.
void ReaderPlace::wait_until(bool present) {
  using namespace std::chrono_literals;
  if (reader_.empty() || sim::reader::PcscLink(reader_).wait_for_card(present, 5s)) return;
  throw DiagnosticError(Diagnostic{
      .where = {},
      .what = "pcscd did not see the card " + std::string(present ? "in" : "leave") + " '" + reader_ + "'",
      .fix = "'karimen doctor' looks for what is missing",
      .exit_code = ExitCode::environment});
}

}  // namespace karimen::harness::workshop
