#include "harness/workshop/console/reader_place.hpp"

#include "base/diagnostic.hpp"
#include "sim/reader/pcsc_link.hpp"

namespace karimen::harness::workshop {

ReaderPlace::ReaderPlace(std::uint16_t port, std::string reader, sim::reader::CardEndpoint& card)
    : port_(port), reader_(std::move(reader)), host_(port) {
  host_.put(&card);
}

void ReaderPlace::in() {
  host_.connect();
  put_in_ = true;
  wait_until(true);
}

void ReaderPlace::out() {
  put_in_ = false;
  host_.disconnect();
  wait_until(false);
}

void ReaderPlace::blink(std::chrono::milliseconds gap) {
  host_.disconnect();
  std::this_thread::sleep_for(gap);
  host_.connect();
  put_in_ = true;
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
