// Random and grammar-made commands never unlock a file without its key and never raise a counter. How many:
// KARIMEN_HOSTILE_APDUS, ten million unless it says otherwise; KARIMEN_HOSTILE_SEED: another attack.
#include <boost/test/unit_test.hpp>

#include <cstdlib>

#include "sim/chip/application/applications.hpp"
#include "tests/hostile/attack.hpp"
#include "tests/hostile/intruder.hpp"

namespace karimen::hostile {

using namespace sim::chip;

namespace {

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* const given = std::getenv(variable);
  return given == nullptr ? otherwise : std::stoull(given);
}

AttackOptions wanted() {
  const AttackOptions usual;
  return {.commands = number_in("KARIMEN_HOSTILE_APDUS", usual.commands),
          .seed = number_in("KARIMEN_HOSTILE_SEED", usual.seed)};
}

Bytes hex(const char* text) {
  return from_hex(text);
}

/// What the witness says of a card that misbehaves on the line; empty if nothing.
std::string said_of(Line line, auto deeds) {
  static const Victim card = victim(true);
  Intruder intruder(card, std::move(line));
  try {
    deeds(intruder);
  } catch (const Violation& violation) {
    const std::string text = violation.what();
    return text.substr(0, text.find(':'));
  }
  return "";
}

bool refused(ByteView answer) {
  return answer.size() == 2 && answer[0] != 0x90;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile_client)

BOOST_AUTO_TEST_CASE(no_card_gives_in_to_ten_million_commands) {
  const auto options = wanted();
  const auto report = attack(options);
  const auto& reached = report.reached;
  BOOST_TEST_MESSAGE("9000 " << reached.done << ", verified " << reached.verified << ", wrong tries "
                             << reached.wrong_tries << ", changed " << reached.changed << ", protected reads "
                             << reached.protected_reads << ", administered " << reached.administered
                             << ", keys used " << reached.keys_used << ", cuts " << reached.cuts);
  BOOST_TEST_MESSAGE(report.commands << " commands in " << report.sessions << " sessions, digest "
                                     << report.digest);
  BOOST_TEST(report.commands >= options.commands);
  // Two of a thousand commands at least reach each of the doors.
  for (const auto count : {reached.verified, reached.wrong_tries, reached.protected_reads})
    BOOST_TEST(count > report.commands / 500);
  for (const auto count : {reached.changed, reached.administered, reached.keys_used, reached.cuts})
    BOOST_TEST(count > report.commands / 20'000);
}

BOOST_AUTO_TEST_CASE(an_attack_is_the_same_again) {
  const AttackOptions options{.commands = 20'000, .seed = 7};
  const auto first = attack(options), second = attack(options);
  BOOST_TEST(first.commands == second.commands);
  BOOST_TEST(first.digest == second.digest);
}

BOOST_AUTO_TEST_SUITE_END()

// A witness that sees nothing would be no proof: cards that misbehave in one thing each.
BOOST_AUTO_TEST_SUITE(witness)

BOOST_AUTO_TEST_CASE(a_good_card_is_not_blamed) {
  const auto blame = said_of({}, [](Intruder& intruder) {
    for (std::size_t i = 0; i < 12; ++i) {
      intruder.present(i, false);
      intruder.present(i, true);
      intruder.send(hex("00B08100000000"));
      intruder.send(hex("00B0820010"));
    }
    intruder.warm_reset();
    intruder.save_and_restore();
  });
  BOOST_TEST(blame == "");
}

BOOST_AUTO_TEST_CASE(sees_a_file_that_opens_without_its_key) {
  const auto read = [](Intruder& intruder) {
    intruder.select(ApplicationId::jpki);
    intruder.send(hex("00B08100000000"));
  };
  BOOST_TEST(said_of({}, read) == "");
  const auto leaking = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    if (command[1] != 0xB0 || !refused(answer)) return answer;
    answer = Editor(card).content(ApplicationId::jpki, 0x0001);
    answer.insert(answer.end(), {0x90, 0x00});
    return answer;
  };
  BOOST_TEST(said_of(leaking, read) == "content of a protected file");
}

// What a card does whose own table says that anybody may: the matrix is the witness's, not the chip's.
BOOST_AUTO_TEST_CASE(sees_each_protected_file_that_a_card_gives_to_anybody) {
  int files = 0, keys = 0;
  for (const auto& right : access_matrix()) {
    if (right.everybody) continue;
    const auto id = static_cast<std::uint8_t>(right.file);
    const auto open_handed = [&](Card& card, ByteView command) {
      auto answer = card.transmit(command);
      if (!refused(answer) || command[1] == 0xA4) return answer;
      answer = right.reads() ? Editor(card).content(right.application, right.file) : Bytes(256, 0x5A);
      if (answer.empty()) answer = hex("1234");
      answer.insert(answer.end(), {0x90, 0x00});
      return answer;
    };
    const auto blame = said_of(open_handed, [&](Intruder& intruder) {
      intruder.select(right.application);
      if (right.reads())
        intruder.send(Bytes{0x00, 0xB0, static_cast<std::uint8_t>(0x80 | id), 0x00, 0x00, 0x00, 0x00});
      else if (right.to == Right::To::sign)
        intruder.send(
            Bytes{0x80, 0x2A, 0x00, static_cast<std::uint8_t>(0x80 | id), 0x03, 0x61, 0x62, 0x63, 0x00});
    });
    if (right.to == Right::To::open_session) continue;
    BOOST_TEST(blame != "", "application " << static_cast<int>(right.application) << ", EF " << right.file);
    ++(right.reads() ? files : keys);
  }
  BOOST_TEST(files == 15);
  BOOST_TEST(keys == 2);
}

BOOST_AUTO_TEST_CASE(sees_protected_content_in_any_answer) {
  const auto leaking = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    const auto secret = Editor(card).content(ApplicationId::card_text, 0x0001);
    if (command[1] == 0x84) answer.insert(answer.begin() + 3, secret.begin(), secret.begin() + 8);
    return answer;
  };
  const auto blame = said_of(leaking, [](Intruder& intruder) { intruder.send(hex("0084000008")); });
  BOOST_TEST(blame == "content of a protected file");
}

BOOST_AUTO_TEST_CASE(sees_a_key_that_another_application_unlocks) {
  // The signature password is presented; the card then reads the card face for it.
  const auto forgetful = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    if (command[1] == 0xB0 && refused(answer)) answer = {0x12, 0x34, 0x90, 0x00};
    return answer;
  };
  const auto blame = said_of(forgetful, [](Intruder& intruder) {
    intruder.present(1, true);
    intruder.select(ApplicationId::card_face);
    intruder.send(hex("00B0820000"));
  });
  BOOST_TEST(blame == "a protected file was read");
}

BOOST_AUTO_TEST_CASE(sees_a_counter_that_rises) {
  const auto kind = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    if (command[1] == 0x84) Editor(card).set_tries(ApplicationId::jpki, 0x0018, 3);
    return answer;
  };
  const auto blame = said_of(kind, [](Intruder& intruder) {
    intruder.present(0, false);
    intruder.send(hex("0084000008"));
  });
  BOOST_TEST(blame.starts_with("the counter of JPKI 24 rose from 2 to 3"), blame);
}

BOOST_AUTO_TEST_CASE(sees_a_try_that_costs_nothing) {
  const auto kind = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    if (command[1] == 0x20) Editor(card).set_tries(ApplicationId::jpki, 0x0018, 3);
    return answer;
  };
  const auto blame = said_of(kind, [](Intruder& intruder) {
    intruder.present(0, false);
    intruder.present(0, false);
  });
  BOOST_TEST(blame != "");
}

BOOST_AUTO_TEST_CASE(sees_a_wrong_secret_that_is_accepted) {
  const auto credulous = [](Card& card, ByteView command) {
    auto answer = card.transmit(command);
    if (command[1] == 0x20 && refused(answer)) answer = {0x90, 0x00};
    return answer;
  };
  BOOST_TEST(said_of(credulous, [](Intruder& intruder) { intruder.present(0, false); }) ==
             "a wrong secret was accepted");
}

BOOST_AUTO_TEST_CASE(sees_a_cut_that_gives_a_try_back) {
  // The power is cut in a wrong VERIFY; the card comes back with a full counter.
  const auto blame = said_of(
      [](Card& card, ByteView command) {
        auto answer = card.transmit(command);
        if (answer.empty()) Editor(card).set_tries(ApplicationId::jpki, 0x0018, 3);
        return answer;
      },
      [](Intruder& intruder) {
        intruder.present(0, false);
        intruder.select(ApplicationId::jpki);
        intruder.cut_after(1);
        intruder.send(hex("002000980430303030"));
        intruder.power_cycle();
      });
  BOOST_TEST(blame.starts_with("the counter of JPKI 24 rose"), blame);
}

BOOST_AUTO_TEST_CASE(sees_silence_and_half_a_status_word) {
  const auto select = [](Intruder& intruder) { intruder.select(ApplicationId::jpki); };
  BOOST_TEST(said_of([](Card&, ByteView) { return Bytes{}; }, select) == "no answer");
  BOOST_TEST(said_of([](Card&, ByteView) { return Bytes{0x90}; }, select) ==
             "an answer without a status word");
  BOOST_TEST(said_of([](Card&, ByteView) { return Bytes{0x00, 0x00}; }, select) == "no status word");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::hostile
