// Catalogue, second half: what happens to the chip's memory, and to what the card was made of.

#include "sim/blueprint/defects.hpp"
#include "sim/fault/rows.hpp"

namespace karimen::sim::fault {
namespace {

using enum Layer;
using enum Means;

constexpr Parameter cut[]{write_point_parameter};
constexpr Parameter cuts[]{write_point_parameter,
                           {"recovery_write_point",
                            1,
                            0,
                            100000,
                            {"row writes of the recovery that still happen", "復旧中に行われる行書込み数"}}};
constexpr Parameter a_bit[]{file_parameter, byte_parameter, bit_parameter};
constexpr Parameter a_file[]{file_parameter};
constexpr Parameter a_key[]{{"key", 0, 0, 1, {"whose key", "どの鍵か"}, key_words}};

constexpr Fault storage_rows[]{
    {"power_cut_before_write",
     storage,
     command,
     Effect::cut_before,
     {"power fails before the command's first write", "最初の書込みの前に電源が切れる"},
     {"a response shorter than a status word; after a reset the old state",
      "ステータスワードより短い応答。リセット後は旧状態"}},
    {"power_cut_within_write",
     storage,
     command,
     Effect::cut_within,
     {"power fails after some of the command's row writes", "書込みの途中（指定の書込み点）で電源が切れる"},
     {"a response shorter than a status word; after a reset the old or the new state, never a mixture",
      "ステータスワードより短い応答。リセット後は旧状態か新状態で、混ざらない"},
     cut},
    {"power_cut_after_write",
     storage,
     command,
     Effect::cut_after,
     {"power fails after the last write, before the answer", "書込みの後、応答の前に電源が切れる"},
     {"a response shorter than a status word; after a reset the new state",
      "ステータスワードより短い応答。リセット後は新状態"}},
    {"power_cut_in_recovery",
     storage,
     command,
     Effect::cut_recovery,
     {"power fails in the command, and again in the recovery at the next power-on",
      "コマンド中に電源が切れ、次の電源投入時の復旧中にもう一度切れる"},
     {"a response shorter than a status word; perhaps one reset without an ATR; then the old or the new "
      "state",
      "ステータスワードより短い応答。一度ATRが返らないことがある。その後は旧状態か新状態"},
     cuts},
    {"write_forgotten",
     storage,
     command,
     Effect::forget_write,
     {"what the command wrote is gone at the next loss of power (retry counters keep the lower value)",
      "書いた内容が次の電源断で失われる（試行回数は少ない方が残る）"},
     {"9000, but after a reset the old content", "9000が返るが、リセット後は旧内容"}},
    {"counter_worn",
     storage,
     command,
     Effect::wear_counter,
     {"the retry counter that the command lowers is worn: it reads 0",
      "減算された試行回数カウンタが摩耗し0になる"},
     {"63Cx, then 63C0 to a query and 6984 to a try", "63Cx。以後、照会は63C0、照合は6984"}},
    {"bit_flip",
     storage,
     edit,
     Effect::flip_bit,
     {"one bit of a file has turned over", "ファイルの1ビットが反転している"},
     {"9000 with wrong data; signatures over it fail", "9000で誤ったデータ。署名検証に失敗する"},
     a_bit},
    {"file_worn",
     storage,
     edit,
     Effect::wear_file,
     {"a file reads as erased memory (FF)", "ファイルが消去状態（FF）に見える"},
     {"9000 with FF bytes", "9000でFFのバイト列"},
     a_file},
    {"no_space",
     storage,
     edit,
     Effect::fill_space,
     {"the extension area is full", "拡張利用領域に空きがない"},
     {"6A84 to INSTALL of the licence application", "免許APのINSTALLに6A84"}},
    {"key_lost",
     storage,
     edit,
     Effect::lose_key,
     {"a private key is gone", "秘密鍵が失われている"},
     {"6985 to COMPUTE DIGITAL SIGNATURE", "COMPUTE DIGITAL SIGNATUREに6985"},
     a_key},
    {"licence_application_lost",
     storage,
     edit,
     Effect::lose_licence,
     {"the licence application's instance is gone", "免許APのインスタンスが失われている"},
     {"6A82 to SELECT of the licence application", "免許APのSELECTに6A82"}},
};

// What a client sees of each defect; what it is stands in sim/blueprint/defects.
struct Seen {
  std::string_view defect;
  Bilingual seen;
};
constexpr Bilingual wrong_record{"9000; WEF02 does not verify against WEF03",
                                 "9000。WEF02がWEF03で検証できない"};
constexpr Bilingual blocked_words{"63C0 to a query, 6984 to a try", "照会は63C0、照合は6984"};
constexpr Bilingual late_certificate{"9000; a certificate whose notAfter has passed",
                                     "9000。notAfterを過ぎた証明書"};
constexpr Bilingual wrong_certificate{"9000; a certificate that does not verify against the authority's",
                                      "9000。認証局証明書で検証できない証明書"};
constexpr Seen seen_of[]{
    {"tampered_record", wrong_record},
    {"foreign_signer", wrong_record},
    {"record_signature_missing", {"9000; WEF03 holds no signature", "9000。WEF03に署名がない"}},
    {"truncated_record", {"9000; WEF02's TLV breaks off", "9000。WEF02のTLVが途中で終わる"}},
    {"photo_missing", {"9000; WEF02 without a photograph", "9000。WEF02に写真がない"}},
    {"broken_photograph", {"9000; the photograph is no JPEG 2000 file", "9000。写真がJPEG 2000でない"}},
    {"mismatched_identity",
     {"9000; the licence record and the card text name different people",
      "9000。免許情報と券面事項入力補助APの人物が異なる"}},
    {"tampered_text",
     {"9000; the digest of the integrity record is another", "9000。改ざん検知情報のハッシュと異なる"}},
    {"wrong_integrity_record",
     {"9000; the integrity record's signature fails", "9000。改ざん検知情報の署名検証に失敗"}},
    {"tampered_face", {"9000; the card face's signature fails", "9000。券面事項の署名検証に失敗"}},
    {"face_photo_missing", {"9000; a card face without photograph", "9000。券面事項に写真がない"}},
    {"expired_signature_certificate", late_certificate},
    {"expired_authentication_certificate", late_certificate},
    {"expired_card",
     {"9000; the common data's last day has passed", "9000。共通データの有効期限を過ぎている"}},
    {"corrupted_certificate", wrong_certificate},
    {"certificate_missing",
     {"9000; a certificate file of filler, though the availability file says that it is there",
      "9000。証明書ファイルが空。有無ファイルは有り"}},
    {"foreign_certificate_issuer", wrong_certificate},
    {"wrong_authentication_key",
     {"9000; the signature does not verify with the certificate", "9000。署名が証明書で検証できない"}},
    {"outdated_certificate_address",
     {"9000; the certificate's address is not the card text's", "9000。証明書の住所が券面と異なる"}},
    {"licence_pin_unset",
     {"9000 to VERIFY with **** ; C10100 in the PIN setting", "****の照合に9000。暗証番号設定はC10100"}},
    {"licence_pin_blocked", blocked_words},
    {"authentication_pin_blocked", blocked_words},
    {"signature_password_blocked", blocked_words},
    {"text_pin_blocked", blocked_words},
    {"number_b_blocked", blocked_words},
    {"pin_almost_blocked", {"63C1 to a query; 63C0 to a wrong try", "照会は63C1、誤った照合は63C0"}},
    {"extension_full", {"6A84 to INSTALL of the licence application", "免許APのINSTALLに6A84"}},
};

Bilingual seen_in(std::string_view defect) {
  for (const auto& row : seen_of)
    if (row.defect == defect) return row.seen;
  return {"9000 with other content", "9000で内容が異なる"};
}

}  // namespace

std::vector<Fault> card_faults() {
  std::vector<Fault> faults(std::begin(storage_rows), std::end(storage_rows));
  for (const auto& defect : blueprint::defects())
    faults.push_back({.name = defect.name,
                      .layer = content,
                      .means = specification,
                      .effect = Effect::defect,
                      .what = defect.what,
                      .seen = seen_in(defect.name)});
  return faults;
}

}  // namespace karimen::sim::fault
