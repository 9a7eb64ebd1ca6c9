#include "sim/chip/cause.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/chip/status.hpp"

namespace karimen::sim::chip {

namespace {

struct ClauseText {
  Clause clause;
  std::uint16_t status;
  const char* english;
  const char* japanese;
  const char* source;
};

constexpr std::size_t clause_count = static_cast<std::size_t>(Clause::count_);

// clang-format off
constexpr std::array<ClauseText, clause_count> clauses{{
    {Clause::done, status::ok, "done", "正常に終了した", "B.3"},
    {Clause::wrong_length, status::wrong_length, "Lc {0} or Le {1} does not fit this instruction", "Lc({0})またはLe({1})がこの命令に合わない", "B.2"},
    {Clause::body_malformed, status::wrong_length, "{0} bytes do not make a command: Lc and Le do not come out", "{0}バイトではコマンドにならない(LcとLeが合わない)", "B.1"},
    {Clause::logical_channel, status::channel_not_provided, "only logical channel 0 exists; class {0:02X}", "論理チャネルは0だけ(クラス{0:02X})", "A.4"},
    {Clause::unknown_class, status::unknown_class, "class {0:02X} does not exist here", "クラス{0:02X}は使えない", "B.16"},
    {Clause::messaging_not_provided, status::secure_messaging_not_provided, "class {0:02X} asks for secure messaging, and instruction {1:02X} has none now", "クラス{0:02X}のセキュアメッセージングは命令{1:02X}では使えない", "B.17"},
    {Clause::messaging_no_session, status::no_session, "no secure-messaging session is open", "セキュアメッセージングのセッションが開いていない", "B.17"},
    {Clause::messaging_header_not_supported, status::messaging_object_missing, "the session does not authenticate headers (class 0C); it is closed", "ヘッダ認証(クラス0C)は使えず、セッションを閉じた", "B.17"},
    {Clause::messaging_object_wrong, status::messaging_object_wrong, "the secure-messaging data object is wrong; the session is closed", "セキュアメッセージングのデータオブジェクトが誤りで、セッションを閉じた", "D.3"},
    {Clause::messaging_padding_wrong, status::messaging_object_wrong, "the padding does not come out under counter {0}; the session is closed", "カウンタ{0}でパディングが合わず、セッションを閉じた", "D.3"},
    {Clause::unknown_instruction, status::unknown_instruction, "instruction {0:02X} does not exist with class {1:02X} here", "命令{0:02X}はクラス{1:02X}では使えない", "B.16"},
    {Clause::wrong_parameters, status::wrong_parameters, "P1 {0:02X} P2 {1:02X} is not among the forms of this instruction", "P1 {0:02X} P2 {1:02X} はこの命令の形にない", "B.2"},
    {Clause::function_not_provided, status::function_not_provided, "this form of the instruction is not provided", "この形の命令は提供されていない", "B.6"},
    {Clause::application_not_found, status::not_found, "no application has a name that begins with these {0} bytes", "この{0}バイトで始まる名前のアプリケーションがない", "B.4"},
    {Clause::no_application_selected, status::wrong_parameters, "no application is selected", "アプリケーションが選択されていない", "B.4"},
    {Clause::file_not_found, status::not_found, "the application has no EF {0:04X}", "アプリケーションにEF {0:04X}がない", "B.4"},
    {Clause::no_current_file, status::no_current_file, "no EF is current", "カレントEFがない", "B.5"},
    {Clause::not_transparent, status::conflicts_with_structure, "EF {0:04X} is not transparent", "EF {0:04X}は透過構造ではない", "B.5"},
    {Clause::not_records, status::conflicts_with_structure, "EF {0:04X} has no records", "EF {0:04X}はレコード構造ではない", "B.6"},
    {Clause::not_reference_data, status::conflicts_with_structure, "EF {0:04X} holds no secret to compare with", "EF {0:04X}は照合用の鍵ではない", "B.7"},
    {Clause::not_private_key, status::conflicts_with_structure, "EF {0:04X} holds no private key", "EF {0:04X}は秘密鍵ではない", "B.12"},
    {Clause::read_not_allowed, status::security_not_satisfied, "EF {0:04X} may not be read in this security status", "このセキュリティ状態ではEF {0:04X}を読めない", "B.5"},
    {Clause::write_not_allowed, status::security_not_satisfied, "EF {0:04X} may be written by its issuer only", "EF {0:04X}に書けるのは発行者だけ", "B.16"},
    {Clause::offset_outside, status::offset_outside, "offset {0} is outside the file of {1} bytes", "オフセット{0}は{1}バイトのファイルの外", "B.5"},
    {Clause::record_not_found, status::record_not_found, "there is no record {0}", "レコード{0}がない", "B.6"},
    {Clause::tries_left, status::tries_left, "{0} attempts are left for key {1:04X}", "鍵{1:04X}の残り試行回数は{0}回", "B.7"},
    {Clause::wrong_value, status::tries_left, "the value for key {1:04X} is wrong; {0} attempts are left", "鍵{1:04X}の照合値が違う。残り{0}回", "B.7"},
    {Clause::reference_blocked, status::key_blocked, "key {0:04X} is blocked", "鍵{0:04X}は閉塞している", "B.7"},
    {Clause::change_not_allowed, status::security_not_satisfied, "key {0:04X} cannot be changed with this instruction", "鍵{0:04X}はこの命令では変更できない", "B.8"},
    {Clause::change_not_verified, status::security_not_satisfied, "key {0:04X} must be verified before it is changed", "鍵{0:04X}は照合してから変更する", "B.8"},
    {Clause::change_format, status::wrong_data, "the new value of {1} bytes does not have the format of key {0:04X}", "{1}バイトの新しい値は鍵{0:04X}の形式に合わない", "B.8"},
    {Clause::key_not_verified, status::security_not_satisfied, "the secret that opens key {0:04X} has not been presented", "鍵{0:04X}を使うための暗証番号が照合されていない", "B.12"},
    {Clause::key_use, status::conditions_not_satisfied, "key {0:04X} does not serve this instruction", "鍵{0:04X}はこの命令には使えない", "B.10"},
    {Clause::key_missing, status::conditions_not_satisfied, "key {0:04X} was never put into the chip", "鍵{0:04X}が書き込まれていない", "emulator-defined"},
    {Clause::default_key_missing, status::data_not_found, "the application has no default key", "既定の鍵がない", "B.12"},
    {Clause::scheme_input, status::conditions_not_satisfied, "{0} bytes do not fit signature scheme {1}", "{0}バイトは署名方式{1}に合わない", "B.12"},
    {Clause::challenge_too_long, status::conditions_not_satisfied, "a challenge has at most 256 bytes; {0} were asked for", "乱数は256バイトまで({0}バイトを要求)", "B.9"},
    {Clause::object_not_found, status::data_not_found, "there is no data object {0:04X} here", "データオブジェクト{0:04X}がない", "B.15"},
    {Clause::object_longer_than_le, status::wrong_length, "the data object has {0} bytes; Le allows {1}", "データオブジェクトは{0}バイトで、Leは{1}", "B.1"},
    {Clause::session_key_environment, status::environment_not_set, "the application has no session-key environment", "セッション鍵の環境が設定されていない", "B.14"},
    {Clause::session_key_never, status::security_not_satisfied, "nothing a holder can present opens session keys here", "利用者の照合ではセッション鍵を設定できない", "B.14"},
    {Clause::session_key_not_verified, status::security_not_satisfied, "the PIN must be verified before a session key is set", "暗証番号を照合してからセッション鍵を設定する", "B.14"},
    {Clause::session_key_too_large, status::internal_failure, "the ciphertext is not below the modulus", "暗号文が法以上", "B.14"},
    {Clause::session_key_not_opened, status::wrong_data, "the ciphertext does not open with the session key's key", "暗号文が復号できない", "D.1"},
    {Clause::session_key_structure, status::wrong_data, "the session key is not in A0 22 80 20", "セッション鍵の構造がA0 22 80 20ではない", "D.1"},
    {Clause::external_key_unknown, status::conditions_not_satisfied, "no terminal is known to key {0:04X}", "鍵{0:04X}に端末が登録されていない", "B.11"},
    {Clause::terminal_function_missing, status::function_not_provided, "the card has no terminal root key", "端末ルート鍵がない", "B.13"},
    {Clause::terminal_certificate_wrong, status::security_not_satisfied, "the terminal certificate does not verify", "端末証明書を検証できない", "B.13"},
    {Clause::nothing_to_fetch, status::conditions_not_satisfied, "there is no response to fetch", "取り出す応答がない", "B.16"},
    {Clause::issuance_function, status::security_not_satisfied, "the instruction needs the issuer's authentication", "発行者の認証が必要な命令", "B.8"},
    {Clause::channel_required, status::security_not_satisfied, "the instruction needs a secure channel", "セキュアチャネルが必要な命令", "F.6"},
    {Clause::channel_not_configured, status::conditions_not_satisfied, "the card has no secure-channel keys", "セキュアチャネルの鍵がない", "B.16"},
    {Clause::channel_key_set_unknown, status::data_not_found, "there is no key set of version {0:02X}", "バージョン{0:02X}の鍵セットがない", "F.6"},
    {Clause::channel_not_initialised, status::security_not_satisfied, "INITIALIZE UPDATE comes first", "先にINITIALIZE UPDATEが必要", "B.16"},
    {Clause::channel_cryptogram_wrong, status::comparison_failed, "the host cryptogram is wrong", "ホスト暗号文が誤り", "emulator-defined"},
    {Clause::channel_mac_wrong, status::security_not_satisfied, "the command's MAC or padding is wrong; the channel is closed", "コマンドのMACまたはパディングが誤りで、チャネルを閉じた", "emulator-defined"},
    {Clause::channel_not_entitled, status::security_not_satisfied, "key version {0:02X} may not do this", "鍵バージョン{0:02X}には権限がない", "F.6"},
    {Clause::install_names_wrong, status::data_not_found, "load file, module or instance name is unknown", "ロードファイル・モジュール・インスタンスの名前が不明", "F.6"},
    {Clause::install_already_present, status::conditions_not_satisfied, "the instance exists already", "インスタンスはすでにある", "emulator-defined"},
    {Clause::install_no_space, status::no_space, "{0} bytes are needed; {1} are free", "{0}バイト必要で、空きは{1}バイト", "F.6"},
    {Clause::delete_not_found, status::data_not_found, "no such instance", "そのインスタンスはない", "emulator-defined"},
    {Clause::delete_not_allowed, status::conditions_not_satisfied, "this application cannot be deleted", "このアプリケーションは削除できない", "emulator-defined"},
    {Clause::store_out_of_order, status::wrong_parameters, "block {0} came where block {1} belongs", "ブロック{1}のところにブロック{0}が来た", "emulator-defined"},
    {Clause::store_groups_malformed, status::wrong_data, "the data groups do not come out", "データグループが合わない", "F.6"},
    {Clause::store_target_unknown, status::data_not_found, "data group {0:04X} names nothing in the application", "データグループ{0:04X}に当たるものがない", "emulator-defined"},
    {Clause::store_too_long, status::no_space, "data group {0:04X} does not fit into {1} bytes", "データグループ{0:04X}は{1}バイトに入らない", "emulator-defined"},
    {Clause::store_value_wrong, status::wrong_data, "data group {0:04X} has a wrong value", "データグループ{0:04X}の値が誤り", "emulator-defined"},
    {Clause::status_nothing_found, status::data_not_found, "nothing of this kind is on the card", "該当するものがない", "emulator-defined"},
    {Clause::first_command_lost, status::internal_failure, "the first command after power-up was lost", "電源投入後の最初のコマンドが失われた", "A.4"},
    {Clause::chip_broken, status::internal_failure, "the chip is broken", "ICチップが故障している", "emulator-defined"},
}};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (static_cast<std::size_t>(clauses[i].clause) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the enumeration");

const ClauseText& row(const Cause& cause) {
  return clauses[static_cast<std::size_t>(cause.clause)];
}

}  // namespace

std::uint16_t status_word(const Cause& cause) {
  const auto base = row(cause).status;
  return base == status::tries_left ? static_cast<std::uint16_t>(base | (cause.first & 0xF)) : base;
}

std::string explain(const Cause& cause, Language language) {
  const auto& text = row(cause);
  return fmt::format(fmt::runtime(language == Language::english ? text.english : text.japanese), cause.first,
                     cause.second);
}

std::string_view source(const Cause& cause) {
  return row(cause).source;
}

}  // namespace karimen::sim::chip
