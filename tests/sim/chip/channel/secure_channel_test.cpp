// The administration of the card over SCP03 (chip.md F.6).
#include <boost/test/unit_test.hpp>

#include "sim/chip/application/applications.hpp"
#include "tests/sim/vectors.hpp"
#include "tests/support/chip_fixture.hpp"
#include "tests/support/scp03_host.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

const auto issuer = crypto::issuer_channel_keys();
const auto commission = crypto::safety_commission_channel_keys();

Card powered(bool licence) {
  auto card = fixture::card(licence);
  card.power_on();
  return card;
}

void append(Bytes& target, const Bytes& more) {
  target.insert(target.end(), more.begin(), more.end());
}

Bytes licence_groups() {
  Bytes groups = group(0x8006, to_bytes("1122"));
  append(groups, group(0x001B, vectors::get("wef02")));
  append(groups, group(0x001C, vectors::get("wef03")));
  return groups;
}

/// Sends all; answers the status word of the last.
std::string send_all(Scp03Host& host, const std::vector<std::string>& commands) {
  std::string last;
  for (const auto& command : commands) last = host.send(command);
  return last;
}

void install(Card& card) {
  send(card, select_manager);
  Scp03Host host(card, commission, 0x03);
  BOOST_TEST_REQUIRE(host.send(install_licence) == "009000");
}

/// INSTALL [for personalization] of the JPKI application: what STORE DATA is about from now on.
std::string personalise_jpki(Scp03Host& host) {
  return host.send(
      "80E62000100000"
      "0AD392F000260100000001"
      "000000");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secure_channel)

BOOST_AUTO_TEST_CASE(both_levels_and_both_key_sets_open_a_channel) {
  for (const auto& keys : {issuer, commission}) {
    for (const std::uint8_t level : {0x03, 0x33}) {
      auto card = powered(true);
      BOOST_TEST(Scp03Host(card, keys, level).opened() == "90009000");
      send(card, select_licence);
      BOOST_TEST(Scp03Host(card, keys, level).opened() == "90009000");
    }
  }
}

BOOST_AUTO_TEST_CASE(initialize_update_names_scp03_i70_and_counts) {
  auto card = powered(false);
  const auto first = Scp03Host(card, issuer, 0x03).initialize_update_answer();
  const auto second = Scp03Host(card, issuer, 0x03).initialize_update_answer();
  BOOST_TEST(to_hex(ByteView(first).subspan(10, 3)) == "200370");
  BOOST_TEST(to_hex(ByteView(first).subspan(29, 3)) == "000001");
  BOOST_TEST(to_hex(ByteView(second).subspan(29, 3)) == "000002");
  BOOST_TEST(to_hex(ByteView(first).subspan(13, 8)) != to_hex(ByteView(second).subspan(13, 8)));
}

BOOST_AUTO_TEST_CASE(a_wrong_key_does_not_open_a_channel) {
  auto card = powered(false);
  auto wrong = issuer;
  wrong.mac[0] ^= 1;
  BOOST_TEST(Scp03Host(card, wrong, 0x03).opened() == "card cryptogram6300");
  wrong.version = 0x31;
  BOOST_TEST(Scp03Host(card, wrong, 0x03).opened() == "6A88");
}

BOOST_AUTO_TEST_CASE(a_channel_opens_with_the_card_manager_or_the_licence_only) {
  auto card = powered(true);
  send(card, "00A4040C0AD392F000260100000001");
  BOOST_TEST(send(card, "8050200008010203040506070800") == "6982");
  BOOST_TEST(send(card, "8482030010" + std::string(32, '0')) == "6E00");
}

BOOST_AUTO_TEST_CASE(a_tampered_command_closes_the_channel) {
  auto card = powered(false);
  Scp03Host host(card, commission, 0x03);
  auto command = host.wrap(from_hex(install_licence));
  command[6] ^= 1;
  BOOST_TEST(to_hex(card.transmit(command)) == "6982");
  command[6] ^= 1;
  BOOST_TEST(to_hex(card.transmit(command)) == "6982");
  BOOST_TEST(send(card, select_licence) == "6A82");
}

BOOST_AUTO_TEST_CASE(a_recorded_command_cannot_be_repeated) {
  auto card = powered(false);
  Scp03Host host(card, commission, 0x03);
  const auto command = host.wrap(from_hex(install_licence));
  BOOST_TEST(to_hex(card.transmit(command)) == "009000");
  BOOST_TEST(to_hex(card.transmit(command)) == "6982");
}

BOOST_AUTO_TEST_CASE(a_fresh_instance_has_the_default_pin_and_empty_files) {
  auto card = powered(false);
  const auto before = card.free_space();
  install(card);
  BOOST_TEST(card.free_space() == before - licence_application_size);
  BOOST_TEST(send(card, select_licence) == "9000");
  BOOST_TEST(send(card, "00B09A0003") == "C101009000");
  BOOST_TEST(send(card, "00200086") == "63CA");
  BOOST_TEST(send(card, "00B09B0000") == "6982");
  BOOST_TEST(send(card, "00200086042A2A2A2A") == "9000");
  BOOST_TEST(send(card, "00B09B0000") == "9000");
  BOOST_TEST(send(card, "00B0000100") == "6B00");
}

BOOST_AUTO_TEST_CASE(a_licence_is_personalised_in_one_transaction) {
  for (const std::uint8_t level : {0x03, 0x33}) {
    auto card = powered(false);
    install(card);
    send(card, select_licence);
    Scp03Host host(card, commission, level);
    const auto commands = store_data(licence_groups());
    for (std::size_t i = 0; i + 1 < commands.size(); ++i) {
      BOOST_TEST(host.send(commands[i]) == "9000");
      BOOST_TEST(host.send("00B09B0000") == "9000");  // nothing is written before the last block
    }
    BOOST_TEST(host.send(commands.back()) == "9000");
    send(card, select_licence);
    BOOST_TEST(send(card, "00B09A0003") == "C101019000");
    BOOST_TEST(send(card, "002000860431313232") == "9000");
    BOOST_TEST(send(card, "00B09B00000000") == to_hex(vectors::get("wef02")) + "9000");
    BOOST_TEST(send(card, "00B09C00000000") == to_hex(vectors::get("wef03")) + "9000");
  }
}

BOOST_AUTO_TEST_CASE(the_commission_reads_the_record_without_pin_and_no_counter_moves) {
  auto card = powered(true);
  send(card, select_licence);
  Scp03Host host(card, commission, 0x33);
  BOOST_TEST(host.send("00B09B00000000") == to_hex(vectors::get("wef02")) + "9000");
  BOOST_TEST(host.send("00B09C0010") == to_hex(ByteView(vectors::get("wef03")).first(16)) + "9000");
  BOOST_TEST(host.send("00200086") == "63CA");
  BOOST_TEST(send(card, "00B09B0004") == "6982");  // plain commands gain nothing
}

BOOST_AUTO_TEST_CASE(the_issuer_reads_no_record_and_writes_no_licence) {
  auto card = powered(true);
  send(card, select_licence);
  Scp03Host host(card, issuer, 0x03);
  BOOST_TEST(host.send("00B09B0004") == "6982");
  BOOST_TEST(host.send(store_data(group(0x8006, to_bytes("1122")))[0]) == "6982");
  send(card, select_manager);
  Scp03Host manager(card, issuer, 0x03);
  BOOST_TEST(manager.send(delete_licence) == "6982");
  BOOST_TEST(send(card, select_licence) == "9000");
}

BOOST_AUTO_TEST_CASE(the_issuer_personalises_other_applications) {
  auto card = powered(false);
  Scp03Host host(card, issuer, 0x03);
  BOOST_TEST(personalise_jpki(host) == "009000");
  Bytes groups = group(0x8018, to_bytes("9999"));
  append(groups, group(0x0008, from_hex("008F00")));
  append(groups, group(0x8117, fixture::key("K7").to_der()));
  BOOST_TEST(send_all(host, store_data(groups)) == "9000");
  send(card, "00A4040C0AD392F000260100000001");
  BOOST_TEST(send(card, "00B0880000") == "008F009000");
  BOOST_TEST(send(card, "002000980439393939") == "9000");
  const auto signature = card.transmit(from_hex("802A03970361626300"));
  BOOST_TEST(fixture::key("K7").public_key().verifies(to_bytes("abc"), ByteView(signature).first(256)));
}

BOOST_AUTO_TEST_CASE(a_key_that_does_not_work_is_refused) {
  auto card = powered(false);
  Scp03Host host(card, issuer, 0x03);
  personalise_jpki(host);
  auto der = fixture::key("K7").to_der();
  BOOST_TEST(send_all(host, store_data(group(0x8117, ByteView(der).first(100)))) == "6A80");
  der[100] ^= 1;
  BOOST_TEST(send_all(host, store_data(group(0x8117, der))) == "6A80");
  BOOST_TEST(send_all(host, store_data(group(0x8118, fixture::key("K7").to_der()))) == "6A88");
}

BOOST_AUTO_TEST_CASE(an_empty_group_takes_a_secret_away) {
  auto card = powered(false);
  Scp03Host host(card, issuer, 0x03);
  personalise_jpki(host);
  BOOST_TEST(send_all(host, store_data(group(0x801B, {}))) == "9000");
  send(card, "00A4040C0AD392F000260100000001");
  BOOST_TEST(send(card, "0020009B") == "63C0");
}

BOOST_AUTO_TEST_CASE(the_issuer_writes_the_data_objects_of_the_card_manager) {
  auto card = powered(false);
  Scp03Host host(card, issuer, 0x33);
  BOOST_TEST(send_all(host, store_data(group(0x00F0, to_bytes("13102")))) == "9000");
  BOOST_TEST(send(card, "00CA00F000") == "31333130329000");
}

BOOST_AUTO_TEST_CASE(the_commission_writes_the_licence_only) {
  auto card = powered(true);
  Scp03Host host(card, commission, 0x03);
  BOOST_TEST(host.send(store_data(group(0x00F0, to_bytes("13102")))[0]) == "6982");
  BOOST_TEST(host.send("80E62000160000"
                       "10A0000002310600000000000000000000"
                       "000000") == "009000");
  BOOST_TEST(send_all(host, store_data(group(0x8006, to_bytes("2A2A")))) == "6A80");
  BOOST_TEST(send_all(host, store_data(group(0x8006, to_bytes("7788")))) == "9000");
}

BOOST_AUTO_TEST_CASE(groups_that_do_not_fit_change_nothing) {
  auto card = powered(true);
  send(card, select_licence);
  Scp03Host host(card, commission, 0x03);
  const auto write_points = card.write_points();
  Bytes groups = group(0x8006, to_bytes("1122"));
  append(groups, group(0x001B, Bytes(5846, 0x41)));
  BOOST_TEST(send_all(host, store_data(groups)) == "6A84");
  groups = group(0x8006, to_bytes("1122"));
  append(groups, group(0x0005, Bytes(4, 0x41)));
  BOOST_TEST(send_all(host, store_data(groups)) == "6A88");
  BOOST_TEST(send_all(host, store_data(from_hex("800605313131"))) == "6A80");
  BOOST_TEST(card.write_points() == write_points);
  BOOST_TEST(host.send("002000860438363432") == "9000");
}

BOOST_AUTO_TEST_CASE(blocks_come_in_order) {
  auto card = powered(true);
  send(card, select_licence);
  Scp03Host host(card, commission, 0x03);
  const auto commands = store_data(licence_groups());
  BOOST_TEST(host.send(commands[0]) == "9000");
  BOOST_TEST(host.send(commands[2]) == "6A86");
  BOOST_TEST(send_all(host, commands) == "9000");
}

BOOST_AUTO_TEST_CASE(installing_needs_space_and_deleting_gives_it_back) {
  auto person = fixture::hanako(false);
  person.extension_used = person.extension_capacity - licence_application_size + 1;
  Card card(person);
  card.power_on();
  Scp03Host host(card, commission, 0x03);
  BOOST_TEST(host.send(install_licence) == "6A84");
  person.extension_used -= 1;
  card = Card(person);
  card.power_on();
  Scp03Host again(card, commission, 0x03);
  BOOST_TEST(again.send(install_licence) == "009000");
  BOOST_TEST(card.free_space() == 0u);
  BOOST_TEST(again.send(install_licence) == "6985");
  BOOST_TEST(again.send(delete_licence) == "009000");
  BOOST_TEST(again.send(delete_licence) == "6A88");
  BOOST_TEST(card.free_space() == licence_application_size);
  BOOST_TEST(send(card, select_licence) == "6A82");
}

BOOST_AUTO_TEST_CASE(resources_and_status_are_told_in_the_channel) {
  auto card = powered(true);
  Scp03Host host(card, commission, 0x33);
  const auto free = card.free_space();
  const Bytes number{static_cast<std::uint8_t>(free >> 24), static_cast<std::uint8_t>(free >> 16),
                     static_cast<std::uint8_t>(free >> 8), static_cast<std::uint8_t>(free)};
  BOOST_TEST(host.send("80CAFF2100") == "FF2110810200068204" + to_hex(number) + "8304000010009000");
  BOOST_TEST(
      host.send("80F24002024F0000").ends_with("E3194F10A00000023106000000000000000000009F700107C501009000"));
  BOOST_TEST(host.send("80F22000024F0000") == "10A000000231040000000000000000000001009000");
  BOOST_TEST(host.send("80F24000044F02FFFF00") == "6A88");
}

BOOST_AUTO_TEST_CASE(selecting_an_application_closes_the_channel) {
  auto card = powered(true);
  Scp03Host host(card, commission, 0x03);
  send(card, select_licence);
  BOOST_TEST(host.send("00B09B0004") == "6E00");
}

BOOST_AUTO_TEST_CASE(a_card_without_administration_keys_answers_as_an_issued_card) {
  auto person = fixture::hanako(false);
  person.secure_channel_keys.clear();
  Card card(person);
  card.power_on();
  BOOST_TEST(send(card, "8050200008010203040506070800") == "6985");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
