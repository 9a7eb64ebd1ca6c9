// The conformance cases of chip.md section G, and what the emulator decided where nobody published anything:
// over a function call, and through pcscd and vpcd.
#include <boost/test/unit_test.hpp>

#include <boost/test/data/test_case.hpp>

#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"
#include "sim/reader/vpcd_slot.hpp"
#include "tests/conformance/access.hpp"
#include "tests/conformance/run_case.hpp"
#include "tests/sim/vectors.hpp"

using namespace karimen;
using namespace karimen::conformance;
using namespace karimen::sim::reader;

namespace {

/// A reader of a private service; the link is a connection of its own, so that it can reset the card warm.
class PcscWay final : public Way {
 public:
  PcscWay() : service_(2), slot_(service_.readers().front()), link_(slot_.name()) {}
  void insert(sim::chip::Card& card) override {
    remove();  // no command may meet an endpoint that is gone
    endpoint_ = std::make_unique<ChipEndpoint>(card);
    slot_.insert(*endpoint_);
  }
  void remove() override { slot_.remove(Insertion::warm); }
  Bytes cold_reset() override { return link_.cold_reset(); }
  Bytes warm_reset() override { return link_.warm_reset(); }
  Bytes transmit(ByteView command) override { return link_.transmit(command); }
  /// SCARD_LEAVE_CARD, then a new connection.
  void reconnect() { link_.close(); }

 private:
  PrivateService service_;
  std::unique_ptr<ChipEndpoint> endpoint_;
  VpcdSlot slot_;
  PcscLink link_;
};

/// The rows of which the interface decides nothing, on the contactless one.
std::vector<Case> contactless_cases() {
  std::vector<Case> rows;
  for (auto row : read_cases()) {
    const bool resets = row.command == "ATR" || row.before.find('~') != std::string::npos;
    if (resets || row.before.find("contactless") != std::string::npos) continue;
    const auto knob = row.before.find("knob=");
    row.before = knob == std::string::npos ? "knob=contactless " + row.before
                                           : row.before.insert(knob + 5, "contactless,");
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conformance_direct)

BOOST_DATA_TEST_CASE(the_card_answers_as_the_sheet_says, boost::unit_test::data::make(read_cases()), row) {
  DirectWay way;
  const auto wrong = run_case(way, row);
  BOOST_TEST(wrong.empty(), wrong);
}

BOOST_DATA_TEST_CASE(the_contactless_interface_answers_the_same,
                     boost::unit_test::data::make(contactless_cases()), row) {
  DirectWay way;
  const auto wrong = run_case(way, row);
  BOOST_TEST(wrong.empty(), wrong);
}

BOOST_DATA_TEST_CASE(every_file_opens_with_its_own_secrets_only,
                     boost::unit_test::data::make(security_states()), state) {
  DirectWay way;
  const auto wrong = try_every_file(way, state);
  BOOST_TEST(wrong.empty(), wrong);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(conformance_pcsc)

BOOST_AUTO_TEST_CASE(the_card_answers_the_same_through_pcscd) {
  PcscWay way;
  for (const auto& row : read_cases()) {
    BOOST_TEST_CONTEXT(row) {
      const auto wrong = run_case(way, row);
      BOOST_TEST(wrong.empty(), wrong);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_file_opens_with_its_own_secrets_only_through_pcscd) {
  PcscWay way;
  for (const auto& state : security_states()) {
    const auto wrong = try_every_file(way, state);
    BOOST_TEST(wrong.empty(), wrong);
  }
}

// chip.md A.4: a program that ends without touching the card's power leaves what it verified to the next one.
BOOST_AUTO_TEST_CASE(a_dropped_connection_keeps_the_security_status_and_loss_of_power_ends_it) {
  PcscWay way;
  Stage stage(way, "J +AUTH");
  way.reconnect();
  BOOST_TEST(stage.send("802A03970361626300") == to_hex(sim::vectors::get("sig_di")) + "9000");
  way.cold_reset();
  stage.send("00A4040C0AD392F000260100000001");
  BOOST_TEST(stage.send("802A03970361626300") == "6982");
}

BOOST_AUTO_TEST_SUITE_END()
