#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "harness/trace/narrator.hpp"

namespace karimen::harness::trace {

namespace {

std::string tlv_of(const char* hex, Language language = Language::en) {
  HiddenBytes hidden;
  const auto bytes = from_hex(hex, hidden);
  return tlv_words(bytes, bytes, hidden, language);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(apdu_words)

BOOST_AUTO_TEST_CASE(apdus_have_words_in_both_languages) {
  BOOST_TEST(command_words(from_hex("00A4040C0AD392F000260100000001")) ==
             "SELECT JPKI application (D392F000260100000001)");
  BOOST_TEST(command_words(from_hex("00B09A0003")) == "READ BINARY EF 001A from 0, 3 bytes");
  BOOST_TEST(command_words(from_hex("002000980431333537")) == "VERIFY key EF 0018, 4 characters");
  BOOST_TEST(response_words(from_hex("6A82"), Language::ja) == "6A82: ファイル・アプリケーション・鍵がない");
  BOOST_TEST(response_words({}) == "no answer: the card vanished or stopped");
  BOOST_TEST(tlv_of("6F0C840AD392F000260100000001") ==
             "6F, 12 bytes\n  84, 10 bytes: D392F000260100000001\n");
}

BOOST_AUTO_TEST_CASE(a_class_says_what_protects_a_command_before_its_data_are_looked_at) {
  for (const auto* cla : {"04", "84", "05", "87"}) {
    const auto told = command_words(
        from_hex(std::string(cla) + "A4020C18F6E95BFA107C470435D5739506F80E57AB7C7A9BD89D25DD"));
    BOOST_TEST(told == "SELECT (SCP03) an EF (encrypted)", cla);
    BOOST_TEST(command_words(from_hex(std::string(cla) + "2000860C112233445566778899AABBCC")) ==
               "VERIFY (SCP03) key EF 0006 (encrypted)");
  }
  BOOST_TEST(command_words(from_hex("0CA4020C1386110146D4CAAC313B21DA35E3FE7C435C3150")) ==
             "SELECT (secure messaging with header) an EF (encrypted)");
  BOOST_TEST(command_words(from_hex("00A4020C020018")) == "SELECT EF 0018");
}

BOOST_AUTO_TEST_CASE(hidden_bytes_are_no_hexadecimal_in_a_tree) {
  BOOST_TEST(tlv_of("6F0C840A****F000260100000001") ==
             "6F, 12 bytes\n  84, 10 bytes: ****F000260100000001\n");
  HiddenBytes hidden;
  const auto line = from_hex("0020008004********", hidden);
  BOOST_TEST(decode_words(line, Language::en, hidden) == "VERIFY, 4 characters\n");
}

struct Line {
  const char *command, *response, *en, *answer, *ja;
};
std::ostream& operator<<(std::ostream& out, const Line& line) {
  return out << line.command;
}
// One conversation, in this order.
const Line conversation[] = {
    {"00CA00F200", "32303335303730389000", "GET DATA 00F2 (card expiry)", "9000: done, data 8 bytes",
     "GET DATA（データ取得） 00F2（カードの有効期限）"},
    {"00A4040C0AD392F000260100000001", "9000", "SELECT JPKI application (D392F000260100000001)", "9000: done",
     "SELECT（選択） 公的個人認証AP（D392F000260100000001）"},
    {"00A4020C020018", "9000", "SELECT EF 0018 (authentication PIN)", "9000: done",
     "SELECT（選択） EF 0018（利用者証明用暗証番号）"},
    {"00200080", "63C3", "VERIFY authentication PIN, asking for the tries left", "63C3: 3 tries left",
     "VERIFY（暗証番号の照合） 利用者証明用暗証番号（残り回数の照会）"},
    {"002000800430303030", "63C2", "VERIFY authentication PIN, 4 characters", "63C2: wrong, 2 tries left",
     "VERIFY（暗証番号の照合） 利用者証明用暗証番号、4文字"},
    {"002000800431333537", "9000", "VERIFY authentication PIN, 4 characters", "9000: right",
     "VERIFY（暗証番号の照合） 利用者証明用暗証番号、4文字"},
    {"802A00970401020304"
     "00",
     "6985", "COMPUTE DIGITAL SIGNATURE authentication key, PKCS#1 v1.5 over the data as given",
     "6985: conditions of use not satisfied",
     "COMPUTE DIGITAL SIGNATURE（署名） 利用者証明用秘密鍵、PKCS#1 v1.5、入力のまま"},
    {"00B0000000", "6981", "READ BINARY authentication key from 0, 256 bytes",
     "6981: the command does not fit this kind of file",
     "READ BINARY（読出し） 利用者証明用秘密鍵 位置0から256バイト"},
    {"0020009B", "63C0", "VERIFY signature password, asking for the tries left",
     "63C0: blocked, or never set (no signature certificate)",
     "VERIFY（暗証番号の照合） 署名用パスワード（残り回数の照会）"},
    {"0020009B06414243313233", "6984", "VERIFY signature password, 6 characters",
     "6984: blocked, or never set (no signature certificate)",
     "VERIFY（暗証番号の照合） 署名用パスワード、6文字"},
    {"00A4040C10A0000002310600000000000000000000", "9000",
     "SELECT driver-licence application (A0000002310600000000000000000000)", "9000: done",
     "SELECT（選択） 免許AP（A0000002310600000000000000000000）"},
    {"002000860430303030", "63C0", "VERIFY licence PIN, 4 characters", "63C0: wrong, 0 tries left",
     "VERIFY（暗証番号の照合） 免許APの暗証番号、4文字"},
    {"002000860430303030", "6984", "VERIFY licence PIN, 4 characters", "6984: blocked",
     "VERIFY（暗証番号の照合） 免許APの暗証番号、4文字"},
    {"00B09B0000", "6982", "READ BINARY WEF02 (licence record) from 0, 256 bytes",
     "6982: security status not satisfied: verify the PIN or authenticate first",
     "READ BINARY（読出し） WEF02（免許情報） 位置0から256バイト"},
    {"8050300008000102030405060700", "6985",
     "INITIALIZE UPDATE (open a secure channel), key version 30 (safety commission)",
     "6985: conditions of use not satisfied",
     "INITIALIZE UPDATE（セキュアチャネルの開始）、鍵バージョン30（公安委員会）"},
    {"84B09B000000", "6D00", "READ BINARY (SCP03) WEF02 (licence record) from 0",
     "6D00: the instruction is not known", "READ BINARY（読出し）（SCP03） WEF02（免許情報） 位置0"},
    {"04A4020C18F6E95BFA107C470435D5739506F80E57AB7C7A9BD89D25DD", "6985", "SELECT (SCP03) an EF (encrypted)",
     "6985: conditions of use not satisfied", "SELECT（選択）（SCP03） EF（暗号化）"},
    {"00A4040C0AD3921000310001010408", "9000", "SELECT card text application (D3921000310001010408)",
     "9000: done", "SELECT（選択） 券面事項入力補助AP（D3921000310001010408）"},
    {"08A4020C1386110146D4CAAC313B21DA35E3FE7C435C3150", "9000",
     "SELECT (secure messaging) an EF (encrypted)", "9000: done", "SELECT（選択）（SM） EF（暗号化）"},
};

BOOST_AUTO_TEST_CASE(a_conversation_is_told_with_the_names_of_its_application) {
  Narrator english, japanese(Language::ja);
  const CardEvent on{.kind = CardEvent::Kind::power_on, .response = from_hex("3BE000FF8131FE4514")};
  BOOST_TEST(english.tell(on).response == "power on, ATR 3BE000FF8131FE4514");
  BOOST_TEST(japanese.tell(on).response == "電源オン、ATR 3BE000FF8131FE4514");
  for (const auto& line : conversation) {
    const CardEvent event{.command = from_hex(line.command), .response = from_hex(line.response)};
    const auto told = english.tell(event);
    BOOST_TEST(told.command == line.en);
    BOOST_TEST(told.response == line.answer);
    BOOST_TEST(japanese.tell(event).command == line.ja);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::harness::trace
