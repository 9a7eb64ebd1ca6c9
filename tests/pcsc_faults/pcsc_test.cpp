// Each fault of the catalogue, as a PC/SC program sees it: raw SCard calls, pcscd, vpcd, and a faulty card.
#include <boost/test/unit_test.hpp>

#include <csignal>
#include <set>

#include "sim/fault/fault_slot.hpp"
#include "sim/fault/host_surroundings.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/vpcd_slot.hpp"
#include "tests/pcsc_faults/stage.hpp"
#include "tests/support/shared_service.hpp"

using namespace karimen;
using namespace karimen::faults;
using namespace karimen::sim;

namespace {

/// Those after which a reader's next card would have to wait for pcscd's poll have a reader of their own.
bool takes_the_card_out(const fault::ArmedFault& armed) {
  return armed.fault->layer == fault::Layer::pcsc && armed.fault->means == fault::Means::command;
}

/// A card in a reader, and a program at the other end.
class Bench {
 public:
  explicit Bench(const reader::VpcdReader& where) : reader_(where), host_(where.port), around_(host_) {}

  /// Does what the row says; what was seen, word by word.
  std::vector<std::string> run(const Row& row, const fault::ArmedFault& armed) {
    auto card = card_for(row, armed);
    reader::ChipEndpoint endpoint(card);
    fault::FaultScript script;
    fault::FaultingCard faulting(endpoint, &card, script, around_);
    const Stay stay(host_, faulting);
    reader::PcscLink revived(reader_.name);
    if (!host_.connected()) {
      host_.connect();
      BOOST_REQUIRE(revived.wait_for_card(true, std::chrono::seconds(10)));
    }
    (void)revived.cold_reset();
    PcscClient client(reader_.name);
    BOOST_REQUIRE_EQUAL(client.connect(), "ok");
    for (const auto& word : row.before) client.send(commands().at(word));
    if (armed.fault->scriptable()) script.add(armed);
    (void)host_.occupied();  // what was armed here is seen there
    std::vector<std::string> seen;
    for (const auto& [word, expected] : row.client) seen.push_back(act(client, word));
    return seen;
  }

 private:
  struct Stay {
    Stay(reader::VpcdHost& in, reader::CardEndpoint& card) : host(in) { host.put(&card); }
    ~Stay() { host.put(nullptr); }
    reader::VpcdHost& host;
  };

  std::string act(PcscClient& client, const std::string& word) {
    if (word == "connect") return client.connect();
    if (word == "reset") return client.reset();
    if (word == "atr") return client.atr();
    if (word == "gone" || word == "back") return client.wait(word == "back");
    if (word != "install") return client.send(commands().at(word));
    reader::PcscLink link(reader_.name);
    return install(link);
  }

  const reader::VpcdReader& reader_;
  reader::VpcdHost host_;
  fault::HostSurroundings around_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(what_a_pcsc_client_sees)

BOOST_AUTO_TEST_CASE(of_each_fault) {
  const auto& readers = reader::shared_service().readers();
  Bench shared(readers[0]);
  std::size_t next = 1;
  for (const auto& row : table()) {
    const auto armed = fault::arm_text(row.fault);
    std::unique_ptr<Bench> own;
    if (takes_the_card_out(armed)) own = std::make_unique<Bench>(readers.at(next++));
    check(row, (own ? *own : shared).run(row, armed));
  }
}

BOOST_AUTO_TEST_CASE(of_a_card_that_comes_late) {
  auto card = sound_card();
  reader::ChipEndpoint endpoint(card);
  const auto& where = reader::shared_service().readers().back();
  reader::VpcdSlot inner(where);
  fault::FaultSlot slot(inner);
  slot.arm({fault::arm_text("late_insertion:attempts=2")});
  slot.insert(endpoint, reader::Insertion::hot);
  PcscClient client(where.name);
  for (int attempt = 0; attempt < 2; ++attempt) {
    BOOST_CHECK_EXCEPTION(slot.link().begin_transaction(), reader::LinkError,
                          [](auto& error) { return error.failure() == reader::LinkFailure::no_card; });
    BOOST_TEST(client.connect() == "NO_SMARTCARD");
  }
  slot.link().begin_transaction();
  slot.link().end_transaction();
  BOOST_TEST(client.connect() == "ok");
  BOOST_TEST(client.send(commands().at("J")) == "9000");
  slot.remove(reader::Insertion::warm);
}

BOOST_AUTO_TEST_CASE(of_one_mute_card_after_another_only_the_reset_tells) {
  reader::VpcdSlot slot(reader::shared_service().readers()[1]);
  for (int turn = 0; turn < 3; ++turn) {
    auto card = sound_card();
    card.set_health(chip::Health::mute);
    reader::ChipEndpoint endpoint(card);
    slot.insert(endpoint, reader::Insertion::warm);
    slot.link().begin_transaction();
    BOOST_CHECK_EXCEPTION(slot.link().cold_reset(), reader::LinkError,
                          [](auto& error) { return error.failure() == reader::LinkFailure::mute; });
    slot.link().end_transaction();
    slot.remove(reader::Insertion::warm);
  }
}

BOOST_AUTO_TEST_CASE(of_a_service_that_ends_in_a_command) {
  auto& service = reader::shared_service();
  const auto& where = service.readers()[0];
  auto card = sound_card();
  struct Ending final : reader::CardEndpoint {
    Ending(chip::Card& held, pid_t victim) : inner(held), daemon(victim) {}
    Bytes power_on() override { return inner.power_on(); }
    void power_off() override { inner.power_off(); }
    Bytes reset() override { return inner.reset(); }
    std::optional<Bytes> transmit(ByteView) override {
      ::kill(daemon, SIGKILL);
      return std::nullopt;
    }
    chip::Card& inner;
    pid_t daemon;
  } ending(card, service.state().pid);
  reader::VpcdSlot slot(where);
  slot.insert(ending, reader::Insertion::warm);
  {
    PcscClient client(where.name);
    BOOST_REQUIRE_EQUAL(client.connect(), "ok");
    const auto seen = client.send(commands().at("J"));
    BOOST_TEST((seen == "SECURITY_VIOLATION" || seen == "COMM_ERROR" || seen == "NO_SERVICE"), seen);
    BOOST_TEST(client.connect() == "NO_SERVICE");
  }
  slot.remove(reader::Insertion::warm);
  service.restart();
  PcscClient again(where.name);
  BOOST_TEST(again.connect() == "NO_SMARTCARD");
}

BOOST_AUTO_TEST_SUITE_END()
