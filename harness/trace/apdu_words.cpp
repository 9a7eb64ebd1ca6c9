#include "harness/trace/apdu_words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace karimen::harness::trace {
namespace {

struct Words {
  const char* en;
  const char* ja;
  [[nodiscard]] const char* in(Language language) const { return language == Language::ja ? ja : en; }
};

struct Instruction {
  std::uint8_t code;
  Words words;
};
// ISO/IEC 7816-4, JICSAP, GlobalPlatform
constexpr std::array instructions{
    Instruction{0xA4, {"SELECT", "SELECT（選択）"}},
    Instruction{0xB0, {"READ BINARY", "READ BINARY（読み出し）"}},
    Instruction{0xB2, {"READ RECORD", "READ RECORD（レコード読み出し）"}},
    Instruction{0xD6, {"UPDATE BINARY", "UPDATE BINARY（書き込み）"}},
    Instruction{0xDC, {"UPDATE RECORD", "UPDATE RECORD（レコード書き込み）"}},
    Instruction{0x20, {"VERIFY", "VERIFY（暗証番号の照合）"}},
    Instruction{0x24, {"CHANGE REFERENCE DATA", "CHANGE REFERENCE DATA（暗証番号の変更）"}},
    Instruction{0x2C, {"RESET RETRY COUNTER", "RESET RETRY COUNTER（ロック解除）"}},
    Instruction{0x84, {"GET CHALLENGE", "GET CHALLENGE（乱数の取得）"}},
    Instruction{0x88, {"INTERNAL AUTHENTICATE", "INTERNAL AUTHENTICATE（内部認証）"}},
    Instruction{0x82, {"EXTERNAL AUTHENTICATE", "EXTERNAL AUTHENTICATE（外部認証）"}},
    Instruction{0x2A, {"COMPUTE DIGITAL SIGNATURE", "COMPUTE DIGITAL SIGNATURE（署名）"}},
    Instruction{0xA2, {"SET PUBLIC IC KEY", "SET PUBLIC IC KEY（端末証明書の提示）"}},
    Instruction{0xAE, {"SET SESSION KEY", "SET SESSION KEY（セッション鍵の設定）"}},
    Instruction{0xCA, {"GET DATA", "GET DATA（データ取得）"}},
    Instruction{0xC0, {"GET RESPONSE", "GET RESPONSE（応答取得）"}},
    Instruction{0x50,
                {"INITIALIZE UPDATE (open a secure channel)", "INITIALIZE UPDATE（セキュアチャネルの開始）"}},
    Instruction{0xE6, {"INSTALL", "INSTALL（インストール）"}},
    Instruction{0xE2, {"STORE DATA", "STORE DATA（データ格納）"}},
    Instruction{0xE4, {"DELETE", "DELETE（削除）"}},
    Instruction{0xF2, {"GET STATUS", "GET STATUS（状態取得）"}},
};

struct Aid {
  const char* hex;
  Words words;
};
constexpr std::array aids{
    Aid{"A000000151", {"card manager", "カードマネージャ"}},
    Aid{"D3921000310001010100", {"common application", "共通カードAP"}},
    Aid{"D3921000310001010401", {"residence application", "住基AP"}},
    Aid{"D3921000310001010402", {"card face application", "券面事項確認AP"}},
    Aid{"D3921000310001010408", {"card text application", "券面入力補助AP"}},
    Aid{"D392F000260100000001", {"JPKI application", "公的個人認証AP"}},
    Aid{"A0000002310600000000000000000000", {"driver-licence application", "マイナ免許証AP"}},
};

struct Status {
  unsigned code;
  Words words;
};
constexpr std::array statuses{
    Status{0x9000, {"done", "正常終了"}},
    Status{0x6281, {"the output data are defective", "出力データに異常"}},
    Status{0x6283, {"the application is locked", "DFがロックされている"}},
    Status{0x6300, {"comparison failed", "照合不一致"}},
    Status{0x6581, {"writing to memory failed", "メモリへの書き込み失敗"}},
    Status{0x66F1, {"the security environment is not configured", "セキュリティ環境が未設定"}},
    Status{0x6700, {"wrong length", "Lc/Leの誤り"}},
    Status{0x6881, {"logical channels are not supported", "論理チャネルなし"}},
    Status{0x6882, {"secure messaging is not supported here", "セキュアメッセージングなし"}},
    Status{0x6981, {"the command does not fit this kind of file", "ファイル構造と矛盾"}},
    Status{0x6982,
           {"security status not satisfied: verify the PIN or authenticate first",
            "セキュリティステータス不足（先に照合・認証が必要）"}},
    Status{0x6984, {"the reference data are blocked", "参照データがブロックされている（ロック）"}},
    Status{0x6985, {"conditions of use not satisfied", "使用条件を満たさない"}},
    Status{0x6986, {"no file is selected", "カレントEFがない"}},
    Status{0x6987, {"a secure-messaging object is missing", "SMオブジェクトがない"}},
    Status{0x6988, {"a secure-messaging object is wrong", "SMオブジェクトの誤り"}},
    Status{0x69FC, {"secure messaging without a session", "セッションなしのセキュアメッセージング"}},
    Status{0x6A80, {"the data field is wrong", "データの誤り"}},
    Status{0x6A81, {"function not supported", "機能なし"}},
    Status{0x6A82, {"file, application or key not found", "ファイル・アプリケーション・鍵がない"}},
    Status{0x6A83, {"record not found", "レコードがない"}},
    Status{0x6A84, {"no space on the chip", "容量不足"}},
    Status{0x6A86, {"wrong P1 or P2", "P1/P2の誤り"}},
    Status{0x6A88, {"referenced data not found", "参照データがない"}},
    Status{0x6B00, {"the offset is outside the file", "オフセットがファイルの外"}},
    Status{0x6D00, {"the instruction is not known", "未対応の命令"}},
    Status{0x6E00, {"the class is not known", "未対応のクラス"}},
    Status{0x6F00, {"internal failure", "内部エラー"}},
};

std::string hex4(unsigned value) {
  char text[8];
  std::snprintf(text, sizeof text, "%04X", value);
  return text;
}

// The data field of a short or extended command; empty if there is none.
ByteView data_of(ByteView command) {
  if (command.size() < 6) return {};
  if (command[4] != 0) return command.subspan(5, std::min<std::size_t>(command[4], command.size() - 5));
  if (command.size() < 8) return {};
  const auto length = static_cast<std::size_t>(command[5]) << 8 | command[6];
  return command.subspan(7, std::min(length, command.size() - 7));
}

std::string select_words(ByteView command, Language language) {
  const auto hex = to_hex(data_of(command));
  if (command[2] != 0x04) return hex.empty() ? "" : " EF " + hex;
  for (const auto& aid : aids)
    if (hex.starts_with(aid.hex)) return std::string(" ") + aid.words.in(language) + " (" + hex + ")";
  return " " + hex;
}

std::string read_words(ByteView command, Language language) {
  const bool short_file = (command[2] & 0x80) != 0;
  const unsigned offset = short_file ? command[3] : static_cast<unsigned>(command[2]) << 8 | command[3];
  std::string text;
  if (short_file) text += " EF " + hex4(command[2] & 0x1F);
  return text + (language == Language::ja ? " 位置 " : " from ") + std::to_string(offset);
}

std::string verify_words(ByteView command, Language language) {
  std::string text;
  if ((command[3] & 0x1F) != 0)
    text = (language == Language::ja ? " 鍵 EF " : " key EF ") + hex4(command[3] & 0x1F);
  const auto data = data_of(command);
  if (data.empty())
    return text + (language == Language::ja ? "（残り回数の照会）" : ", asking for the tries left");
  return text + (language == Language::ja ? "、" : ", ") + std::to_string(data.size()) +
         (language == Language::ja ? "文字" : " characters");
}

bool read_tlv(ByteView bytes, std::size_t depth, std::string& text) {
  while (!bytes.empty()) {
    std::size_t at = 1;
    unsigned tag = bytes[0];
    if ((bytes[0] & 0x1F) == 0x1F) {
      do {
        if (at >= bytes.size()) return false;
        tag = tag << 8 | bytes[at];
      } while ((bytes[at++] & 0x80) != 0);
    }
    if (at >= bytes.size()) return false;
    std::size_t length = bytes[at++];
    if (length > 0x80) {
      auto count = length & 0x7F;
      if (count > 3 || at + count > bytes.size()) return false;
      for (length = 0; count > 0; --count) length = length << 8 | bytes[at++];
    }
    if (length > bytes.size() - at) return false;
    const auto value = bytes.subspan(at, length);
    char head[40];
    std::snprintf(head, sizeof head, "%*s%02X, %zu bytes", static_cast<int>(2 * depth), "", tag, length);
    std::string inner;
    const bool constructed = (bytes[0] & 0x20) != 0 && read_tlv(value, depth + 1, inner);
    text +=
        head +
        (constructed
             ? "\n" + inner
             : (value.size() <= 32 ? ": " + to_hex(value) : ": " + to_hex(value.first(32)) + "...") + "\n");
    bytes = bytes.subspan(at + length);
  }
  return true;
}

}  // namespace

std::string status_words(unsigned status, Language language) {
  const auto code = hex4(status) + ": ";
  for (const auto& each : statuses)
    if (each.code == status) return code + each.words.in(language);
  if ((status & 0xFFF0) == 0x63C0) {
    const auto tries = std::to_string(status & 0xF);
    return code + (language == Language::ja ? "照合不一致または照会、残り" + tries + "回"
                                            : "comparison failed or asked for, " + tries + " tries left");
  }
  if ((status & 0xFF00) == 0x6100)
    return code + std::to_string(status & 0xFF) +
           (language == Language::ja ? "バイト取得可能" : " bytes to fetch");
  return code + (language == Language::ja ? "不明" : "not in the chip's vocabulary");
}

std::string command_words(ByteView command, Language language) {
  if (command.size() < 4) return to_hex(command);
  const auto known = std::ranges::find(instructions, command[1], &Instruction::code);
  if (known == instructions.end()) return "INS " + to_hex(command.subspan(1, 1));
  std::string text = known->words.in(language);
  if (command[1] == 0xA4) return text + select_words(command, language);
  if (command[1] == 0xB0) return text + read_words(command, language);
  if (command[1] == 0x20 || command[1] == 0x24 || command[1] == 0x2C)
    return text + verify_words(command, language);
  if (command[1] == 0xCA) return text + ' ' + to_hex(command.subspan(2, 2));
  return text;
}

std::string response_words(ByteView response, Language language) {
  if (response.size() < 2)
    return language == Language::ja ? "応答なし（カードが抜かれた、または停止）"
                                    : "no answer: the card vanished or stopped";
  const auto status = static_cast<unsigned>(response[response.size() - 2]) << 8 | response.back();
  auto text = status_words(status, language);
  if (response.size() > 2)
    text += (language == Language::ja ? "、データ " : ", data ") + std::to_string(response.size() - 2) +
            (language == Language::ja ? "バイト" : " bytes");
  return text;
}

std::string tlv_words(ByteView bytes) {
  std::string text;
  return !bytes.empty() && read_tlv(bytes, 0, text) ? text : "";
}

bool is_command(ByteView bytes) {
  return bytes.size() >= 4 && (bytes[0] & 0x60) == 0 &&
         std::ranges::find(instructions, bytes[1], &Instruction::code) != instructions.end();
}

std::string decode_words(ByteView bytes, Language language) {
  if (bytes.size() == 2) return response_words(bytes, language) + '\n';
  if (is_command(bytes)) return command_words(bytes, language) + '\n' + tlv_words(data_of(bytes));
  if (auto tree = tlv_words(bytes); !tree.empty()) return tree;
  if (bytes.size() > 2) {
    const auto body = bytes.first(bytes.size() - 2);
    return response_words(bytes, language) + '\n' + tlv_words(body);
  }
  return to_hex(bytes) + '\n';
}

}  // namespace karimen::harness::trace
