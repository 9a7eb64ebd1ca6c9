#include "harness/trace/apdu_words.hpp"

#include <array>

#include "harness/trace/names.hpp"

namespace karimen::harness::trace {
namespace {

struct Status {
  unsigned code;
  Bilingual words;
};
constexpr Bilingual tries_left{"comparison failed or asked for, {} tries left",
                               "照合不一致または照会、残り{}回"};
constexpr Bilingual to_fetch{"{} bytes to fetch", "{}バイト取得可能"};
constexpr Bilingual unknown_words{"not in the chip's vocabulary", "このカードにはない応答"};
constexpr Bilingual no_answer{"no answer: the card vanished or stopped",
                              "応答なし（カードが抜かれた、または停止した）"};
constexpr Bilingual with_data{"{}, data {} bytes", "{}、データ {}バイト"};
constexpr std::array statuses{
    Status{0x9000, {"done", "正常終了"}},
    Status{0x6281, {"the output data are defective", "出力データに異常"}},
    Status{0x6283, {"the application is locked", "DFがロックされている"}},
    Status{0x6300, {"comparison failed", "照合不一致"}},
    Status{0x6581, {"writing to memory failed", "メモリへの書込みの失敗"}},
    Status{0x66F1, {"the security environment is not configured", "セキュリティ環境が未設定"}},
    Status{0x6700, {"wrong length", "Lc/Leの誤り"}},
    Status{0x6881, {"logical channels are not supported", "論理チャネルなし"}},
    Status{0x6882, {"secure messaging is not supported here", "セキュアメッセージングなし"}},
    Status{0x6981, {"the command does not fit this kind of file", "ファイル構造と矛盾"}},
    Status{0x6982,
           {"security status not satisfied: verify the PIN or authenticate first",
            "セキュリティステータス不足（先に照合・認証が必要）"}},
    Status{0x6984, {"the reference data are blocked", "暗証番号等がロックされている"}},
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

}  // namespace

std::string status_words(unsigned status, Language language) {
  const auto code = hex4(status) + ": ";
  for (const auto& each : statuses)
    if (each.code == status) return code + each.words.in(language);
  if ((status & 0xFFF0) == 0x63C0) return code + say(tries_left, language, {std::to_string(status & 0xF)});
  if ((status & 0xFF00) == 0x6100) return code + say(to_fetch, language, {std::to_string(status & 0xFF)});
  return code + unknown_words.in(language);
}

std::string response_words(ByteView response, Language language) {
  if (response.size() < 2) return no_answer.in(language);
  const auto status = static_cast<unsigned>(response[response.size() - 2]) << 8 | response.back();
  const auto text = status_words(status, language);
  return response.size() == 2 ? text : say(with_data, language, {text, std::to_string(response.size() - 2)});
}

bool is_command(ByteView bytes) {
  return bytes.size() >= 4 && (bytes[0] & 0x60) == 0 && instruction_name(bytes[0], bytes[1]) != nullptr;
}

std::string decode_words(ByteView bytes, Language language, const HiddenBytes& hidden) {
  if (bytes.size() == 2) return response_words(bytes, language) + '\n';
  if (is_command(bytes))
    return command_words(bytes, language) + '\n' + tlv_words(parse_apdu(bytes).data, bytes, hidden, language);
  if (auto tree = tlv_words(bytes, bytes, hidden, language); !tree.empty()) return tree;
  if (bytes.size() > 2) {
    const auto body = bytes.first(bytes.size() - 2);
    return response_words(bytes, language) + '\n' + tlv_words(body, bytes, hidden, language);
  }
  return to_hex(bytes, hidden) + '\n';
}

}  // namespace karimen::harness::trace
