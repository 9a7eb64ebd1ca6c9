// What is said of files that people write: their coding, their YAML, their names and what they give.
#include "base/phrases/phrasebook.hpp"

namespace karimen {
namespace {

// clang-format off
constexpr Bilingual input[]{
    // the text of a file
    {"this is {}, not UTF-8", "{} で書かれており、UTF-8ではない"},
    {"save it as UTF-8: {}", "UTF-8で保存する: {}"},
    {"the byte 0x{} (byte {} of the line) begins no character of UTF-8", "バイト0x{}（行の{}バイト目）はUTF-8の文字の始まりではない"},
    {"write the character again, and save the file as UTF-8", "文字を書き直し、UTF-8で保存する"},
    {"this is a binary file, not a text", "テキストではなくバイナリーファイル"},
    {"name a file of YAML in UTF-8", "UTF-8で書かれたYAMLのファイルを指定する"},
    {"the control character U+{} cannot stand in a text", "制御文字U+{} は書けない"},
    {"delete it, or write \\x{} in double quotes", "削除するか、二重引用符の中に \\x{} と書く"},
    {"delete it, or write it as \\u.... in double quotes", "削除するか、二重引用符の中に \\u.... と書く"},
    {"the line end U+0085, which nobody sees", "目に見えない改行U+0085"},
    {"the line separator U+2028, which nobody sees", "目に見えない行区切りU+2028"},
    {"the paragraph separator U+2029, which nobody sees", "目に見えない段落区切りU+2029"},
    {"a byte order mark in the middle of the text", "テキストの途中のバイト順マーク"},
    {"U+{}, which is no character", "文字でないU+{}"},
    // files and folders
    {"the folder cannot be read: {}", "フォルダーを読めない: {}"},
    {"check its permissions", "権限を確かめる"},
    {"'{}' cannot be reached: {}", "'{}' に届かない: {}"},
    {"name another file or folder, or change who may enter it", "別のファイルやフォルダーを指定するか、立ち入る権限を変える"},
    {"the folder that this was started in is there no more: {}", "起動したフォルダーがもうない: {}"},
    {"go to one that is", "存在するフォルダーに移る"},
    {"is a link to '{}', which cannot be reached", "は '{}' へのリンクだが、その先がない"},
    {"remove the link, or put its target there", "リンクを消すか、リンク先を置く"},
    {"there is no scenario in it", "シナリオがない"},
    {"a scenario begins with 'id: ...'", "シナリオは 'id: ...' で始まる"},
    {"no line begins with '%'", "'%' で始まる行は書けない"},
    // YAML
    {"merge keys (<<) are not known here", "マージキー（<<）は使えない"},
    {"write the keys out, or let the whole value be an alias: key: *name", "キーを書き出すか、値全体をエイリアスにする（key: *name）"},
    {"indent with spaces", "空白で字下げする"},
    {"this bracket is never closed", "この括弧が閉じられていない"},
    {"close it with {}", "{} で閉じる"},
    {"close the quotation", "引用符を閉じる"},
    {"this quotation is never closed", "この引用符が閉じられていない"},
    {"quote a text that has ': ' in it; check the indentation", "': ' を含む文字列は引用符で囲む。字下げを確かめる"},
    // names and moments
    {"{} holds the control character {}", "{}に制御文字 {} がある"},
    {"write it in characters that can be seen, on one line", "目に見える文字だけで1行に書く"},
    {"give it a name", "名前を付ける"},
    {"an id", "id"},
    {"a step's id", "ステップのid"},
    {"a case's name", "場合の名前"},
    {"a title", "題名"},
    {"{} is a full minute, or the last second of a day (23:59:59), not {}", "{} は分単位か日の最後の秒（23:59:59）で書く（{} ではない）"},
    {"the matrix makes {} runs of this scenario, and {} are the most", "matrixからこのシナリオの実行が {} 件できるが、{} 件まで"},
    {"more than can be counted", "数え切れない"},
    {"cross fewer values, or allow more with --max-cases N", "組み合わせる値を減らすか、--max-cases N で上限を上げる"},
    // what is given
    {"photograph", "写真"},
    {"facility", "施設"},
    {"no system knows the procedure '{}'", "手続 '{}' を知るシステムがない"},
    {"change one of these: {}", "次のいずれかを変える: {}"},
    {"the built-in system cannot set up {} = {}: {}", "組込みのシステムは {} = {} を設定できない: {}"},
    {"the built-in system knows no version {} of the licence record", "組込みのシステムは免許情報の版 {} を知らない"},
    {"give the version of licence.record or card.record", "licence.record か card.record の版を書く"},
    {"leave it out, or write {}", "省くか、{} と書く"},
    {"the chip's own licence application has its size", "免許APの大きさはICチップ自身が決める"},
    {"the factory tests again what stood at the moment of application", "発行工場は申請時点の事実を改めて調べる"},
    {"the registry knows what a version carries", "版の内容は運転者管理システムが知る"},
    {"the factory makes the certificates", "電子証明書は発行工場が作る"},
    // words that nobody knows
    {"the nearest of {}: {}; {} lists them all", "{}語のうち近いもの: {}。全ては {} で一覧する"},
    {"the nearest of {}: {}", "{}語のうち近いもの: {}"},
    {"nothing in the vocabulary contains '{}'", "語彙に '{}' を含むものはない"},
    // numbers and dates of a formula
    {"a number is too large to be calculated with", "計算するには数が大きすぎる"},
    {"a number is too large to be calculated with ({})", "計算するには数が大きすぎる（{}）"},
    {"the number is too large to be calculated with", "計算するには数が大きすぎる"},
    {"no number is above {}", "{} を超える数は書けない"},
    {"a day is outside the years 0 to 9999", "日が0年から9999年までにない"},
    {"a day is outside the years 0 to 9999 ({})", "日が0年から9999年までにない（{}）"},
    // what a run is told
    {"--reporter {} names no file", "--reporter {} にファイル名がない"},
    {"write --reporter {}", "--reporter {} と書く"},
    {"two reporters write to {}: {} and {}", "二つのレポーターが {} に書く: {} と {}"},
    {"standard output", "標準出力"},
    {"give each a file of its own: --reporter {}", "それぞれに別のファイルを指定する（--reporter {}）"},
    {"--assume gives {} two values: {} and {}", "--assume が {} に二つの値 {} と {} を与える"},
    {"make room on the disk, or leave it open", "ディスクに空きを作るか、標準出力を閉じない"},
    {"cannot be written: {}", "に書けない: {}"},
    {"the file may not be written", "このファイルには書けない（書込み権限がない）"},
    {"make it writable with 'chmod u+w', or name another file", "'chmod u+w' で書けるようにするか、別のファイルを指定する"},
    {"'-' is no file that is written here", "ここでは '-' に書けない"},
    {"name a file; one that is called so is './-'", "ファイル名を指定する（その名のファイルは './-'）"},
    {"the stream could not be written in full, it ends early", "イベント列を最後まで書けず、途中で終わっている"},
    {"'{}' would be written over, and it is what is read", "'{}' は読み取るファイルなので上書きできない"},
    {"standard input is a folder, which cannot be read", "標準入力がフォルダーなので読めない"},
    {"redirect a file, or name the folder in place of '-'", "ファイルをリダイレクトするか、'-' の代わりにフォルダーを指定する"},
    {"the report could not be put in its place: {}", "レポートを所定の場所に置けない: {}"},
    // programs at the card
    {"a client takes no inputs", "clientに入力はない"},
    {"leave 'with' out: a program takes its arguments", "'with' を省く。プログラムには引数で渡す"},
    {"there is no schema '{}'", "スキーマ'{}'はない"},
    {"'karimen schema scenario' is the one there is", "あるのは 'karimen schema scenario' だけである"},
    {"a step is a procedure or a client, not both", "ステップは手続かクライアントのどちらか一つ"},
    {"make two steps of them", "二つのステップに分ける"},
    {"a client needs the procedure 'pass_time', which the rulebook does not have", "クライアントに要る手続 pass_time が規則集にない"},
    {"a client gives no {}", "クライアントに {} はない"},
    {"what it answers is expected in client: {}", "応答への期待は client: {} に書く"},
    {"after a client's step: .at, .who, .place or .client.KEY", "クライアントのステップの後は .at、.who、.place か .client.KEY"},
    {"a command is a list of words: the program, then its arguments", "コマンドは語の並び（プログラム、続いて引数）"},
    {"a command is empty", "コマンドが空"},
    {"a command's program is empty", "コマンドのプログラム名が空"},
    {"write the program first", "最初にプログラムを書く"},
    {"write command: [opensc-tool, -n]; a line for a shell is [sh, -c, '...']", "command: [opensc-tool, -n] と書く。シェルの一行は [sh, -c, '...']"},
    {"a word of a command holds a zero byte", "コマンドの語にゼロバイトがある"},
    {"there is no variable '{}'", "変数 '{}' はない"},
    {"no variable can be called '{}'", "'{}' は変数の名前にならない"},
    {"letters, digits and _ only", "英字、数字、_ だけを使う"},
    {"'{}' is set by Karimen: names that begin with KARIMEN_ are its own", "'{}' はKarimenが定める。KARIMEN_ で始まる名前は使えない"},
    {"an exit code is 0 to 255, nonzero or any, not '{}'", "終了コードは0から255、nonzero、anyのいずれか（'{}' ではない）"},
    {"write one of these", "いずれかを書く"},
    {"an empty pattern is found in anything", "空のパターンは何にでも一致する"},
    {"'{}' is no regular expression: {}", "'{}' は正規表現ではない: {}"},
    {"patterns are those of 'grep -E': write \\( for a bracket that is meant", "パターンは 'grep -E' のもの。括弧そのものは \\( と書く"},
    {"a client changes what is on a chip, and '{}' is not", "クライアントが変えるのはICチップ上の事実で、'{}' は違う"},
    {"'karimen facts' shows what is read off a chip", "ICチップから読む事実は 'karimen facts' で分かる"},
    // what fits almost anything
    {"{} digits", "{}桁の数字"},
    {"{} is empty", "{}が空"},
    {"{} must be {}, not {}", "{} は {}（{} ではない）"},
    {"write {}", "{} と書く"},
};
// clang-format on

}  // namespace

std::span<const Bilingual> phrases_of_input() {
  return input;
}

}  // namespace karimen
