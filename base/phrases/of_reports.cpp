#include "base/phrases/phrasebook.hpp"

namespace karimen {
namespace {

constexpr Bilingual reports_told[] = {
    // the event stream
    {"the stream ends here: the run did not finish", "ここで途切れている: 実行は最後まで進まなかった"},
    {"'karimen coverage' takes files of coverage", "'karimen coverage' は網羅率のファイルを取る"},
    {"write one with 'karimen run --coverage=FILE'", "'karimen run --coverage=FILE' で書き出すこと"},
    {"this is the coverage of another rulebook than {}", "{} と異なる規則集の網羅率である"},
    {"run all parts with one rulebook", "すべて同じ規則集で実行すること"},
    {"no goal has that in its name", "その名を含む項目がない"},
    {"leave out -k, or name a rule, a table or a procedure", "-k を省くか、規則・表・手続の名を指定すること"},
    {"there is no goal of the kind '{}'", "'{}' という種類の項目はない"},
    {"there is no reason '{}' for which nothing shows a goal", "何も示せない理由に '{}' というものはない"},
    {"this is no coverage that this program knows", "このプログラムが読める網羅率ではない"},
    {"--min-coverage is a number from 0 to 100", "--min-coverage は0～100の数"},
    {"{} leaves its answer open: no scenario passes in which it applies",
     "{} は答えを決めない規則で、適用される手順は合格しない"},
    {"the rule {} has no condition on '{}'", "規則 {} に '{}' についての条件はない"},
    {"'karimen rules show {}' shows its conditions", "'karimen rules show {}' で条件を確認すること"},
    {"'karimen report' takes one event stream, or two to compare",
     "'karimen report' はイベント列を一つ、または比べる二つを取る"},
    {"two runs are compared in a page", "二つの実行を比べられるのはHTMLのページだけである"},
    {"write karimen report --html A B > FILE, or --reporter html=FILE alone",
     "karimen report --html A B > FILE と書くか、--reporter html=FILE だけを指定する"},
    {"name a file, or - for standard input", "ファイルを指定すること（- は標準入力）"},
    {"this is no event of a run", "これは実行のイベントではない"},
    {"write one with --reporter ndjson=FILE", "--reporter ndjson=FILE で書き出すこと"},
    {"the event stream cannot be read", "イベント列を読めない"},
    {"'{}' is not a whole number from 0", "'{}' が0以上の整数ではない"},
    {"'{}' is not a list of whole numbers from 0", "'{}' が0以上の整数の並びではない"},
    {"'{}' is not a number", "'{}' が数ではない"},
    {"'{}' is not a list of texts", "'{}' が文字列の並びではない"},
    {"'{}' is not a list of pairs of texts", "'{}' が文字列の組の並びではない"},
    {"'{}' is not an object of texts", "'{}' が文字列を値とするオブジェクトではない"},
    {"'{}' is not an object of whole numbers from 0", "'{}' が0以上の整数を値とするオブジェクトではない"},
    {"'{}' is at least {}", "'{}' は{}以上とする"},
    {"'{}' is not an object", "'{}' がオブジェクトではない"},
    {"'{}' is not a list of objects", "'{}' がオブジェクトの並びではない"},
    {"'{}' is not a list", "'{}' が並びではない"},
    {"'{}' is not the value of a fact", "'{}' が事実の値ではない"},
    {"'{}' is not a pair of numbers", "'{}' が数の組ではない"},
    {"this stream has schema {}, this program knows schema {}",
     "このイベント列のschemaは{}で、このプログラムが読めるのは{}"},
    {"use the karimen that wrote it", "書き出したkarimenを使うこと"},
    {"the stream has not told of rule '{}'", "規則 '{}' がイベント列にまだ現れていない"},
    {"the stream does not begin with 'run_started'", "イベント列が 'run_started' で始まっていない"},
    {"give the whole of it", "全体を渡すこと"},
    {"another run begins here", "ここで別の実行が始まっている"},
    {"report one run after the other", "実行は一つずつ渡すこと"},
    {"'karimen explain' takes words that reports name", "'karimen explain' はレポートに出る語を取る"},
    {"for example: karimen explain INHERIT-11 A-10 6A88", "例: karimen explain INHERIT-11 A-10 6A88"},
    {"nothing is called '{}'", "'{}' という名前のものはない"},
    // the history
    {"the history cannot be used: {}", "履歴を使えない: {}"},
    {"the history has schema {}, this program knows schema {}",
     "履歴のschemaは{}で、このプログラムが読めるのは{}まで"},
    {"this is a database, but no history", "データベースだが、履歴ではない"},
    {"give another --db FILE", "別の --db FILE を指定すること"},
    {"there is no history at '{}'", "'{}' に履歴がない"},
    {"run some scenarios, or name one with --db FILE", "シナリオを実行するか、--db FILE で指定すること"},
    {"the history has no run {}", "履歴に実行 {} はない"},
    {"'karimen runs list' shows them", "'karimen runs list' で見られる"},
    {"'{}' is no run", "'{}' は実行ではない"},
    {"a number of 'karimen runs list', last, or last~1",
     "'karimen runs list' の番号、last、last~1 のいずれか"},
    {"'karimen runs diff' compares two runs", "'karimen runs diff' は二つの実行を比べる"},
    {"name two", "二つ指定すること"},
    {"how many runs are to stay?", "残す実行の数がない"},
    {"say --keep N", "--keep N を付けること"},
    {"'karimen runs merge' takes the histories to be merged", "'karimen runs merge' はまとめる履歴を取る"},
    {"name their files", "ファイルを指定すること"},
    {"no run of the history has a scenario with '{}' in its name",
     "名前に '{}' を含むシナリオは履歴のどの実行にもない"},
    {"'karimen list' shows what scenarios are called", "シナリオの名前は 'karimen list' で見られる"},
};

}  // namespace

std::span<const Bilingual> phrases_of_reports() {
  return reports_told;
}

}  // namespace karimen
