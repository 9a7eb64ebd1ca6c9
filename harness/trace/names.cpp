#include "harness/trace/names.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::trace {
namespace {

struct NamedInstruction {
  std::uint8_t code;
  Bilingual words;
};
// ISO/IEC 7816-4, JICSAP
constexpr std::array instructions{
    NamedInstruction{0xA4, {"SELECT", "SELECT（選択）"}},
    NamedInstruction{0xB0, {"READ BINARY", "READ BINARY（読出し）"}},
    NamedInstruction{0xB2, {"READ RECORD", "READ RECORD（レコード読出し）"}},
    NamedInstruction{0xD0, {"WRITE BINARY", "WRITE BINARY（書込み）"}},
    NamedInstruction{0xD6, {"UPDATE BINARY", "UPDATE BINARY（書込み）"}},
    NamedInstruction{0xD2, {"WRITE RECORD", "WRITE RECORD（レコード書込み）"}},
    NamedInstruction{0xDC, {"UPDATE RECORD", "UPDATE RECORD（レコード書込み）"}},
    NamedInstruction{0x20, {"VERIFY", "VERIFY（暗証番号の照合）"}},
    NamedInstruction{0x24, {"CHANGE REFERENCE DATA", "CHANGE REFERENCE DATA（暗証番号の変更）"}},
    NamedInstruction{0x2C, {"RESET RETRY COUNTER", "RESET RETRY COUNTER（ロック解除）"}},
    NamedInstruction{0x32, {"CHANGE KEY", "CHANGE KEY（暗証番号の変更）"}},
    NamedInstruction{0x54, {"UNLOCK KEY", "UNLOCK KEY（ロック解除）"}},
    NamedInstruction{0x84, {"GET CHALLENGE", "GET CHALLENGE（乱数の取得）"}},
    NamedInstruction{0x88, {"INTERNAL AUTHENTICATE", "INTERNAL AUTHENTICATE（内部認証）"}},
    NamedInstruction{0x82, {"EXTERNAL AUTHENTICATE", "EXTERNAL AUTHENTICATE（外部認証）"}},
    NamedInstruction{0x2A, {"COMPUTE DIGITAL SIGNATURE", "COMPUTE DIGITAL SIGNATURE（署名）"}},
    NamedInstruction{0xA2, {"SET PUBLIC IC KEY", "SET PUBLIC IC KEY（端末証明書の提示）"}},
    NamedInstruction{0xAE, {"SET SESSION KEY", "SET SESSION KEY（セッション鍵の設定）"}},
    NamedInstruction{0xCA, {"GET DATA", "GET DATA（データ取得）"}},
    NamedInstruction{0xC0, {"GET RESPONSE", "GET RESPONSE（応答取得）"}},
    NamedInstruction{0x8A, {"MANAGE ATTRIBUTES", "MANAGE ATTRIBUTES（属性の管理）"}},
};
// GlobalPlatform: classes 80 and 84 only
constexpr std::array administration{
    NamedInstruction{
        0x50, {"INITIALIZE UPDATE (open a secure channel)", "INITIALIZE UPDATE（セキュアチャネルの開始）"}},
    NamedInstruction{0xE6, {"INSTALL", "INSTALL（インストール）"}},
    NamedInstruction{0xE2, {"STORE DATA", "STORE DATA（データ格納）"}},
    NamedInstruction{0xE4, {"DELETE", "DELETE（削除）"}},
    NamedInstruction{0xF2, {"GET STATUS", "GET STATUS（状態取得）"}},
};

// In the order of Application.
constexpr std::array applications{
    Bilingual{"card manager", "カードマネージャ"},
    Bilingual{"JPKI application", "公的個人認証AP"},
    Bilingual{"common application", "共通カードAP"},
    Bilingual{"residence application", "住基AP"},
    Bilingual{"card face application", "券面事項確認AP"},
    Bilingual{"card text application", "券面事項入力補助AP"},
    Bilingual{"driver-licence application", "免許AP"},
    Bilingual{},
    Bilingual{},
};

// In the order of Application.
constexpr std::array<std::string_view, applications.size()> identifiers{
    "A000000151000000",
    "D392F000260100000001",
    "D3921000310001010100",
    "D3921000310001010401",
    "D3921000310001010402",
    "D3921000310001010408",
    "A0000002310600000000000000000000",
};

// Names besides: of a card manager whose registered name goes on otherwise, and of what cannot be selected.
struct NamedAid {
  const char* hex;
  Bilingual words;
};
constexpr std::array aids{
    NamedAid{"A000000151", {"card manager", "カードマネージャ"}},
    NamedAid{"A0000002310400000000000000000000", {"driver-licence load file", "免許APのロードファイル"}},
    NamedAid{"A0000002310500000000000000000000", {"driver-licence module", "免許APのモジュール"}},
};

struct NamedFile {
  Application application;
  std::uint16_t file;
  Bilingual words;
};
constexpr std::array files{
    NamedFile{Application::jpki, 0x0001, {"signature certificate", "署名用電子証明書"}},
    NamedFile{Application::jpki, 0x0002, {"signature CA certificate", "署名用CA証明書"}},
    NamedFile{Application::jpki, 0x0006, {"token information", "トークン情報"}},
    NamedFile{Application::jpki, 0x0008, {"certificate availability", "証明書の有無"}},
    NamedFile{Application::jpki, 0x000A, {"authentication certificate", "利用者証明用電子証明書"}},
    NamedFile{Application::jpki, 0x000B, {"authentication CA certificate", "利用者証明用CA証明書"}},
    NamedFile{Application::jpki, 0x0016, {"terminal CA key", "端末CA公開鍵"}},
    NamedFile{Application::jpki, 0x0017, {"authentication key", "利用者証明用秘密鍵"}},
    NamedFile{Application::jpki, 0x0018, {"authentication PIN", "利用者証明用暗証番号"}},
    NamedFile{Application::jpki, 0x001A, {"signature key", "署名用秘密鍵"}},
    NamedFile{Application::jpki, 0x001B, {"signature password", "署名用パスワード"}},
    NamedFile{Application::common, 0x0001, {"card serial record", "製造番号レコード"}},
    NamedFile{Application::common, 0x0002, {"key identifier", "鍵識別子"}},
    NamedFile{Application::common, 0x0019, {"internal-authentication key", "内部認証鍵"}},
    NamedFile{Application::common, 0x001C, {"common PIN", "共通カードAP暗証番号"}},
    NamedFile{Application::residence, 0x0002, {"key identifier", "鍵識別子"}},
    NamedFile{Application::residence, 0x001C, {"residence PIN", "住基AP暗証番号"}},
    NamedFile{Application::card_face, 0x0001, {"age record", "年齢確認情報"}},
    NamedFile{Application::card_face, 0x0002, {"card face", "券面情報"}},
    NamedFile{Application::card_face, 0x0003, {"basic data", "基本データ"}},
    NamedFile{Application::card_face, 0x0004, {"issuer certificate", "発行者証明書"}},
    NamedFile{Application::card_face, 0x0005, {"image of the individual number", "個人番号の画像"}},
    NamedFile{Application::card_face, 0x0011, {"birth-date key", "生年月日による照合番号"}},
    NamedFile{Application::card_face, 0x0012, {"verification number B", "照合番号B"}},
    NamedFile{Application::card_face, 0x0013, {"verification number A", "照合番号A"}},
    NamedFile{Application::card_face, 0x001A, {"card key", "カード鍵"}},
    NamedFile{Application::card_text, 0x0001, {"individual number", "個人番号"}},
    NamedFile{Application::card_text, 0x0002, {"four basic items", "基本4情報"}},
    NamedFile{Application::card_text, 0x0003, {"integrity record", "改ざん検知情報"}},
    NamedFile{Application::card_text, 0x0004, {"issuer certificate", "発行者証明書"}},
    NamedFile{Application::card_text, 0x0005, {"basic data", "基本データ"}},
    NamedFile{Application::card_text, 0x0006, {"session-key public key", "セッション鍵用公開鍵"}},
    NamedFile{Application::card_text, 0x0007, {"signed public key", "署名付き公開鍵"}},
    NamedFile{Application::card_text, 0x0011, {"card text PIN", "券面事項入力補助用暗証番号"}},
    NamedFile{Application::card_text, 0x0013, {"card key", "カード鍵"}},
    NamedFile{Application::card_text, 0x0014, {"verification number A", "照合番号A"}},
    NamedFile{Application::card_text, 0x0015, {"verification number B", "照合番号B"}},
    NamedFile{Application::driver_licence, 0x0006, {"licence PIN", "免許APの暗証番号"}},
    NamedFile{Application::driver_licence, 0x001A, {"WEF01 (PIN setting)", "WEF01（暗証番号設定）"}},
    NamedFile{Application::driver_licence, 0x001B, {"WEF02 (licence record)", "WEF02（免許情報）"}},
    NamedFile{Application::driver_licence, 0x001C, {"WEF03 (signature)", "WEF03（電子署名）"}},
};

struct NamedObject {
  std::uint16_t tag;
  Bilingual words;
};
constexpr std::array objects{
    NamedObject{0x0042, {"issuer identification", "発行者識別"}},
    NamedObject{0x0045, {"card number", "カード識別番号"}},
    NamedObject{0x0066, {"card recognition data", "カード認識データ"}},
    NamedObject{0x00F0, {"municipality code", "市区町村コード"}},
    NamedObject{0x00F2, {"card expiry", "カードの有効期限"}},
    NamedObject{0x00F7, {"intermediate key identifier", "中間鍵の識別子"}},
    NamedObject{0x00F8, {"certificate of the intermediate key", "中間鍵の証明書"}},
    NamedObject{0x7F21, {"certificate of the lower key", "下位鍵の証明書"}},
    NamedObject{0x5F51, {"contact ATR", "接触ATR"}},
};

// chip.md B.12, in the order of P1.
constexpr std::array schemes{
    Bilingual{"PKCS#1 v1.5 over the data as given", "PKCS#1 v1.5、入力のまま"},
    Bilingual{"PKCS#1 v1.5 over the bare digest", "PKCS#1 v1.5、ハッシュ値のみ"},
    Bilingual{"PKCS#1 v1.5 over the digest given", "PKCS#1 v1.5、入力がハッシュ値"},
    Bilingual{"PKCS#1 v1.5 over the message", "PKCS#1 v1.5、カードがハッシュ計算"},
    Bilingual{"PSS over the digest given", "PSS、入力がハッシュ値"},
    Bilingual{"PSS over the message", "PSS、カードがハッシュ計算"},
};

template <typename Table>
const Bilingual* find_instruction(const Table& table, std::uint8_t ins) {
  const auto found = std::ranges::find(table, ins, &NamedInstruction::code);
  return found == table.end() ? nullptr : &found->words;
}

}  // namespace

std::string_view application_identifier(Application application) {
  return identifiers[static_cast<std::size_t>(application)];
}

Bilingual application_name(Application application) {
  return applications[static_cast<std::size_t>(application)];
}

const Bilingual* application_name(ByteView name) {
  const auto hex = to_hex(name);
  for (std::size_t i = 0; i < static_cast<std::size_t>(Application::foreign); ++i)
    if (hex.starts_with(identifiers[i])) return &applications[i];
  for (const auto& aid : aids)
    if (hex.starts_with(aid.hex)) return &aid.words;
  return nullptr;
}

const Bilingual* file_name(Application application, std::uint16_t file) {
  for (const auto& each : files)
    if (each.application == application && each.file == file) return &each.words;
  return nullptr;
}

const Bilingual* data_object_name(std::uint16_t tag) {
  const auto found = std::ranges::find(objects, tag, &NamedObject::tag);
  return found == objects.end() ? nullptr : &found->words;
}

const Bilingual* instruction_name(std::uint8_t cla, std::uint8_t ins) {
  if (const auto* found = find_instruction(instructions, ins)) return found;
  return (cla & 0x80) != 0 ? find_instruction(administration, ins) : nullptr;
}

const Bilingual* signature_scheme(std::uint8_t p1) {
  return p1 < schemes.size() ? &schemes[p1] : nullptr;
}

}  // namespace karimen::harness::trace
