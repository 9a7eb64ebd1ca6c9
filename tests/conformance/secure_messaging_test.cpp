// Secure messaging of 券面入力補助AP (chip.md D) beyond the worked session: a terminal that counts.
#include <boost/test/unit_test.hpp>

#include "sim/crypto/aes.hpp"
#include "tests/conformance/stage.hpp"

using namespace karimen;
using namespace karimen::conformance;

namespace {

/// A terminal with the session of the worked example.
class Terminal {
 public:
  explicit Terminal(const std::string& before) : stage_(way_, before) {}

  /// The status word, or the plain data and 9000.
  std::string send(const std::string& header, const std::string& plain) {
    const auto cipher = crypt(from_hex(plain));
    return exchange(header, "86" + length(cipher.size() + 1) + "01" + to_hex(cipher), "");
  }
  std::string read(const std::string& p1p2, const std::string& wanted) {
    ++counter_;
    return exchange("08B0" + p1p2, "960300" + wanted, "0000");
  }
  std::string plain(const std::string& command) { return stage_.send(command); }
  /// The response data as it came, of the last exchange.
  [[nodiscard]] const std::string& raw() const { return raw_; }

 private:
  Bytes vector() const {
    Bytes block(16);
    block[15] = static_cast<std::uint8_t>(counter_);
    return sim::crypto::aes_block_encrypt(key_, block);
  }
  Bytes crypt(const Bytes& plain) {
    ++counter_;
    return sim::crypto::aes_cbc_encrypt(key_, vector(), sim::crypto::pad_iso9797_m2(plain));
  }
  static std::string length(std::size_t size) { return to_hex(Bytes{static_cast<std::uint8_t>(size)}); }

  std::string exchange(const std::string& header, const std::string& object, const std::string& le) {
    const auto size = length(object.size() / 2);
    raw_ = stage_.send(header + (le.empty() ? size : "0000" + size) + object + le);
    if (raw_.size() == 4) return raw_;
    const auto answer = from_hex(raw_);
    const std::size_t head = answer[1] < 0x80 ? 2 : answer[1] == 0x81 ? 3 : 4;
    const auto cipher = ByteView(answer).subspan(head + 1, answer.size() - head - 3);
    bool ok = false;
    const auto opened =
        sim::crypto::unpad_iso9797_m2(sim::crypto::aes_cbc_decrypt(key_, vector(), cipher), ok);
    return ok ? to_hex(opened) + raw_.substr(raw_.size() - 4) : "padding";
  }

  const Bytes key_ = from_hex("000102030405060708090A0B0C0D0E0F");
  DirectWay way_;
  Stage stage_;
  int counter_ = 0;
  std::string raw_;
};

const std::string select_ef = "08A4020C";

}  // namespace

BOOST_AUTO_TEST_SUITE(secure_messaging)

BOOST_AUTO_TEST_CASE(every_command_of_the_session_counts_refused_ones_too) {
  Terminal terminal("T +PIN +SM");
  BOOST_TEST(terminal.send("08200092", "30303030") == "6984");
  BOOST_TEST(terminal.send(select_ef, "0003") == "9000");
  BOOST_TEST(terminal.send(select_ef, "0009") == "6A82");
  BOOST_TEST(terminal.send("08200093", "30303030") == "6981");  // makes 0013 current
  BOOST_TEST(terminal.send(select_ef, "0003") == "9000");
  BOOST_TEST(terminal.read("0200", "0001") == "6B00");
  BOOST_TEST(terminal.plain("0084000008").size() == 20u);
  BOOST_TEST(terminal.read("0000", "0005") == "FF3082014B9000");
}

BOOST_AUTO_TEST_CASE(a_wrong_value_costs_an_attempt_as_in_the_clear) {
  Terminal terminal("T +PIN +SM");
  BOOST_TEST(terminal.send("08200095", "30303030") == "63C9");
  BOOST_TEST(terminal.plain("00200095") == "63C9");
  BOOST_TEST(terminal.send("08200091", "30303030") == "63C2");
  BOOST_TEST(terminal.read("8100", "0011") == "6982");  // the PIN's own status is withdrawn
  BOOST_TEST(terminal.send("08200091", "32353830") == "9000");
  BOOST_TEST(terminal.plain("00200091") == "63C3");
}

BOOST_AUTO_TEST_CASE(a_read_answers_what_was_asked_for_or_all_with_filler) {
  Terminal terminal("T +PIN +SM");
  BOOST_TEST(terminal.send(select_ef, "0002") == "9000");
  BOOST_TEST(terminal.read("0000", "0002") == "FF209000");
  BOOST_TEST(terminal.raw().starts_with("861101"));
  const auto all = terminal.read("0000", "0000");
  BOOST_TEST(all.size() == 2 * 0x200u + 4);
  BOOST_TEST(all.ends_with("FFFFFFFF9000"));
  BOOST_TEST(terminal.raw().starts_with("8682021101"));
  BOOST_TEST(terminal.read("005F", "0070").starts_with("FFFF"));
  BOOST_TEST(terminal.raw().starts_with("86818101"));
}

BOOST_AUTO_TEST_CASE(a_read_may_name_its_file_by_short_identifier) {
  Terminal terminal("T +PIN +SM");
  BOOST_TEST(terminal.read("8103", "000C") == to_hex(to_bytes("123456789018")) + "9000");
  BOOST_TEST(terminal.read("8500", "0005") == "FF4082009F9000");
}

BOOST_AUTO_TEST_CASE(access_conditions_are_those_of_the_clear) {
  Terminal terminal("T +PIN +SM >002000910430303030=63C2");
  BOOST_TEST(terminal.read("8100", "0011") == "6982");
  BOOST_TEST(terminal.read("8400", "0005") == "7F218202339000");
  BOOST_TEST(terminal.send("08200094", to_hex(to_bytes("123456789018"))) == "9000");
  BOOST_TEST(terminal.read("8100", "0003") == "FF100C9000");
  BOOST_TEST(terminal.plain("00B0810003") == "FF100C9000");
  BOOST_TEST(terminal.read("8200", "0002") == "6982");
}

BOOST_AUTO_TEST_SUITE_END()
