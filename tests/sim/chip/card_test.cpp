// The card as a value, and as something that survives whatever is sent to it.
#include <boost/test/unit_test.hpp>

#include "base/diagnostic.hpp"
#include "sim/chip/atr.hpp"
#include "sim/chip/command/table.hpp"
#include "tests/sim/vectors.hpp"
#include "tests/support/chip_fixture.hpp"
#include "tests/support/scp03_host.hpp"

namespace karimen::sim::chip {

using namespace fixture;

namespace {

const std::string select_jpki = "00A4040C0AD392F000260100000001";
const std::string select_text = "00A4040C0AD3921000310001010408";
const std::string verify_authentication = "002000980431333537";
const std::string sign = "802A03970361626300";

Card powered() {
  auto card = fixture::card();
  card.power_on();
  return card;
}

Card contactless(bool keeps = true) {
  auto person = fixture::hanako();
  person.knobs.contactless_reset_keeps_status = keeps;
  Card card(person, Interface::contactless);
  card.power_on();
  return card;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(card)

BOOST_AUTO_TEST_CASE(the_answer_to_reset_belongs_to_the_interface_and_the_generation) {
  auto person = fixture::hanako();
  BOOST_TEST(to_hex(Card(person).power_on()) == "3BE000FF8131FE4514");
  BOOST_TEST(to_hex(Card(person, Interface::contactless).power_on()) == "3B888001000005E0B381A1007F");
  person.knobs.contact_atr = atr_of_sheet(Interface::contact, 2);
  BOOST_TEST(to_hex(Card(person).power_on()) == "3BDA13FF8131FB468012392F31C173C601C03B");
  person.knobs.contact_atr = atr_of_sheet(Interface::contact, 3);
  BOOST_TEST(to_hex(Card(person).power_on()) ==
             "3BC5FF8131FB45807"
             "3C6010000");
}

BOOST_AUTO_TEST_CASE(a_card_without_power_answers_nothing) {
  auto card = fixture::card();
  BOOST_TEST(card.transmit(from_hex(select_jpki)).empty());
  card.power_on();
  BOOST_TEST(send(card, select_jpki) == "9000");
  card.power_off();
  BOOST_TEST(card.transmit(from_hex(select_jpki)).empty());
}

BOOST_AUTO_TEST_CASE(a_broken_chip_is_mute_or_fails_every_command) {
  auto card = fixture::card();
  card.set_health(Health::mute);
  BOOST_TEST(card.power_on().empty());
  BOOST_TEST(card.transmit(from_hex(select_jpki)).empty());
  card.set_health(Health::internal_error);
  BOOST_TEST(!card.power_on().empty());
  BOOST_TEST(send(card, select_jpki) == "6F00");
}

BOOST_AUTO_TEST_CASE(a_fork_equals_its_origin_and_goes_its_own_way) {
  auto card = powered();
  send(card, select_jpki);
  auto fork = card;
  BOOST_TEST((fork == card));
  BOOST_TEST(send(fork, "0084000010") == send(card, "0084000010"));
  BOOST_TEST(send(fork, "002000980430303030") == "63C2");
  BOOST_TEST((fork != card));
  BOOST_TEST(send(card, "00200098") == "63C3");
  BOOST_TEST(send(card, verify_authentication) == "9000");
  BOOST_TEST(send(fork, sign) == "6982");
}

BOOST_AUTO_TEST_CASE(observing_a_fork_leaves_no_trace_on_the_card) {
  auto card = powered();
  send(card, select_jpki);
  send(card, verify_authentication);
  const auto before = card.save();
  auto fork = card;
  fork.power_on();
  send(fork, select_licence);
  Scp03Host host(fork, crypto::safety_commission_channel_keys(), 0x33);
  BOOST_TEST(host.send("00B09B0004") == "C200C3009000");
  BOOST_TEST((card.save() == before));
}

BOOST_AUTO_TEST_CASE(a_restored_card_is_the_same_card) {
  auto card = powered();
  send(card, select_jpki);
  send(card, verify_authentication);
  send(card, "0020009B03414141");
  const auto saved = card.save();
  auto restored = Card::restore(saved);
  BOOST_TEST((restored.save() == saved));
  BOOST_TEST(send(restored, sign) == to_hex(vectors::get("sig_di")) + "9000");
  BOOST_TEST(send(restored, "0020009B") == "63C4");
  BOOST_TEST(send(card, "0084000010") == send(restored, "0084000010"));
}

BOOST_AUTO_TEST_CASE(an_open_session_survives_save_and_restore) {
  auto card = powered();
  send(card, select_text);
  send(card, "002000910432353830");
  send(card, to_hex(vectors::get("ssk_ok")));
  auto restored = Card::restore(card.save());
  BOOST_TEST(send(restored, "0820009413861101CE94087DDB727AD1CFAEA2218834B674") == "9000");
}

BOOST_AUTO_TEST_CASE(content_that_fits_no_table_is_refused) {
  auto person = fixture::hanako();
  person.files.push_back({ApplicationId::jpki, 0x0008, Bytes(100)});
  BOOST_CHECK_THROW(Card{person}, DiagnosticError);
  person = fixture::hanako();
  person.files.push_back({ApplicationId::jpki, 0x0003, Bytes(1)});
  BOOST_CHECK_THROW(Card{person}, DiagnosticError);
}

BOOST_AUTO_TEST_CASE(records_are_counted_whatever_their_lengths) {
  auto person = fixture::hanako();
  std::erase_if(person.records, [](const RecordContent& record) {
    return record.application == ApplicationId::common && record.file == 0x0001;
  });
  for (const auto* record : {"01FF0003313233", "0200", "030141"}) {
    person.records.push_back({ApplicationId::common, 0x0001, from_hex(record)});
  }
  Card card(person);
  card.power_on();
  send(card, "00A4040C0AD3921000310001010100");
  BOOST_TEST(send(card, "00B2010C00") == "01FF00033132339000");
  BOOST_TEST(send(card, "00B2020C00") == "02009000");
  BOOST_TEST(send(card, "00B2030C00") == "0301419000");
  BOOST_TEST(send(card, "00B2040C00") == "6A83");
  BOOST_TEST(send(card, "00B2020D00") == "02000301419000");
  BOOST_TEST(send(card, "00B2010D00") == "01FF000331323302000301419000");
}

BOOST_AUTO_TEST_CASE(counters_survive_power_and_security_status_does_not) {
  auto card = powered();
  send(card, select_jpki);
  send(card, "0020009B03414141");
  send(card, verify_authentication);
  card.power_off();
  card.power_on();
  send(card, select_jpki);
  BOOST_TEST(send(card, "0020009B") == "63C4");
  BOOST_TEST(send(card, sign) == "6982");
}

BOOST_AUTO_TEST_CASE(a_warm_reset_keeps_the_status_on_a_contactless_interface_only) {
  const auto signs_after_reset = [](Card card) {
    send(card, select_jpki);
    send(card, verify_authentication);
    BOOST_TEST(!card.reset().empty());
    send(card, select_jpki);
    return send(card, sign).size() > 4;
  };
  BOOST_TEST(signs_after_reset(contactless()));
  BOOST_TEST(!signs_after_reset(contactless(false)));
  BOOST_TEST(!signs_after_reset(powered()));
}

BOOST_AUTO_TEST_CASE(the_knob_of_unset_pins_opens_a_licence_without_pin) {
  auto person = fixture::hanako();
  for (auto& reference : person.reference_data) {
    if (reference.application == ApplicationId::driver_licence) reference.value = to_bytes("****");
  }
  for (const bool knob : {false, true}) {
    person.knobs.unset_pin_counts_as_verified = knob;
    Card card(person);
    card.power_on();
    send(card, select_licence);
    BOOST_TEST(send(card, "00B09B0004") == (knob ? "C200C3009000" : "6982"));
  }
}

BOOST_AUTO_TEST_CASE(a_key_delivered_without_value_is_blocked) {
  auto person = fixture::hanako();
  std::erase_if(person.reference_data, [](const ReferenceData& reference) {
    return reference.application == ApplicationId::jpki && reference.file == 0x001B;
  });
  Card card(person);
  card.power_on();
  send(card, select_jpki);
  BOOST_TEST(send(card, "0020009B") == "63C0");
  BOOST_TEST(send(card, "0020009B09414243313233444546") == "6984");
}

BOOST_AUTO_TEST_CASE(challenges_and_probabilistic_signatures_differ_each_time) {
  auto card = powered();
  BOOST_TEST(send(card, "0084000010") != send(card, "0084000010"));
  send(card, select_text);
  BOOST_TEST(send(card, "802A05000361626300") != send(card, "802A05000361626300"));
  BOOST_TEST(send(card, "802A03000361626300") == send(card, "802A03000361626300"));
}

BOOST_AUTO_TEST_CASE(malformed_commands_end_in_a_status_word) {
  auto card = powered();
  for (std::size_t size = 0; size < 4; ++size) BOOST_TEST(to_hex(card.transmit(Bytes(size, 0x00))) == "6700");
  for (const auto& application : {select_manager, select_jpki, select_text, select_licence}) {
    for (const auto& rule : rules()) {
      for (std::size_t size = 4; size <= 9; ++size) {
        for (const std::uint8_t length : {0x00, 0x01, 0x02, 0x03, 0x7F, 0x80, 0xFF}) {
          Bytes command(size, length);
          command[0] = rule.cla;
          command[1] = rule.ins;
          command[2] = rule.p1.low;
          command[3] = rule.p2.low;
          send(card, application);
          BOOST_TEST(card.transmit(command).size() >= 2);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(lengths_that_do_not_come_out_are_refused) {
  auto card = powered();
  send(card, select_jpki);
  for (const auto* command : {"00B0860001FF00", "0020009802313335", "00B086000000", "00B0860000000001",
                              "002000980000043133353700", "0020009800000031333537"}) {
    BOOST_TEST(send(card, command) == "6700");
  }
}

BOOST_AUTO_TEST_CASE(every_class_and_instruction_ends_in_a_status_word) {
  auto card = powered();
  send(card, select_jpki);
  for (int cla = 0; cla < 256; ++cla) {
    for (int ins = 0; ins < 256; ++ins) {
      const auto answer =
          card.transmit(Bytes{static_cast<std::uint8_t>(cla), static_cast<std::uint8_t>(ins), 0, 0, 0});
      BOOST_REQUIRE(answer.size() >= 2);
      if ((cla & 3) != 0) BOOST_REQUIRE(to_hex(answer) == "6881");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
