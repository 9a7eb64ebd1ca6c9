#include "base/phrasebook.hpp"

namespace karimen {
namespace {

// clang-format off
constexpr Bilingual of_cards[]{
    {"no licence PIN is set: the record opens with the DPIN ****", "免許APの暗証番号は未設定（DPIN **** で開く）"},
    {"give it one of 4 digits", "4桁の数字を与える"},
    {"the signature certificate says {} for {}", "署名用電子証明書では {1} が {0} になる"},
    {"certificates hold JIS X 0208 and 0212 only; certificate_name and certificate_address say what they are to have", "電子証明書の文字はJIS X 0208と0212のみ。certificate_name と certificate_address で指定できる"},
    {"{} (U+{}) is in neither JIS X 0208 nor JIS X 0212, and no substitute is known: no certificate can hold it", "{}（U+{}）はJIS X 0208にも0212にもなく、代替文字も分からないため、電子証明書に入らない"},
    {"write the character that the certificate is to have instead", "電子証明書に使う文字を書く"},
    {"byte {} of the answer to reset: {}", "ATRのバイト {}（0から）：{}"},
    {"TS is {}; only 3B and 3F exist", "TSが {}（3Bか3Fのみ）"},
    {"T0 and the interface bytes announce {} bytes ({} of them historical, one check byte), there are {}", "T0とインタフェースバイトによれば {} バイト（管理情報バイト {}、検査バイト1）だが、{} バイトある"},
    {"T0 and the interface bytes announce {} bytes ({} of them historical), there are {}", "T0とインタフェースバイトによれば {} バイト（管理情報バイト {}）だが、{} バイトある"},
    {"T0 is {}: its low digit counts the historical bytes", "T0は {}：下の桁が管理情報バイトの数"},
    {"the check byte TCK is {}", "検査バイトTCKが {}"},
    {"it must be {}, so that everything behind TS comes to 00 by XOR", "{} にすると、TSより後の排他的論理和が00になる"},
    {"historical bytes that begin 10 (DIR data reference) are two", "10（DIR参照）で始まる管理情報バイトは2バイト"},
    {"historical bytes that begin 00 end in three bytes of status", "00で始まる管理情報バイトは状態の3バイトで終わる"},
    {"a Type B card has 8 historical bytes, these are {}", "Type Bのカードの管理情報バイトは8バイトだが、{} バイトある"},
    {"application data (4), protocol information (3), maximum buffer length (1): 3B88 8001 …", "アプリケーションデータ4、プロトコル情報3、最大バッファー長1：3B88 8001 …"},
    {"the last historical byte is {}; the maximum buffer length stands in its high digit", "最後の管理情報バイトが {}（最大バッファー長は上の桁）"},
    {"protocol information {} says that the card does not speak ISO/IEC 14443-4", "プロトコル情報 {} ではカードがISO/IEC 14443-4に対応しない"},
    {"historical byte {} announces {} bytes, {} follow", "管理情報バイト {} によれば後に {} バイトだが、{} バイトある"},
    {"COMPACT-TLV: the high digit is the tag, the low one the length", "COMPACT-TLV：上の桁がタグ、下の桁が長さ"},
    {"an answer to reset has 2 to {} bytes, this one has {}", "ATRは2～{}バイトだが、{} バイトある"},
    {"{} is no answer to reset", "{} はATRではない"},
    {"this is no hexadecimal digit", "16進数字ではない"},
    {"half a byte: an answer to reset has two digits a byte", "半バイト：ATRは1バイト2桁"},
    {"an answer to reset is hexadecimal (\"3B8880…\"), or 1 to {} for one of the fact sheet's", "ATRは16進数字（\"3B8880…\"）か、資料のATRの番号1～{}"},
};
// clang-format on

}  // namespace

std::span<const Bilingual> card_phrases() {
  return of_cards;
}

}  // namespace karimen
