// What is said of steps that refer to others, and of scenarios that are not run or known to fail.
#include "base/phrases/phrasebook.hpp"

namespace karimen {
namespace {

// clang-format off
constexpr Bilingual steps[]{
    {"'karimen fmt' takes files or folders", "'karimen fmt' にはファイルかフォルダーを渡す"},
    {"name some; '.' is everything below here", "何かを指定する。'.' は現在のフォルダー以下すべて"},
    {"give a file of YAML, or a folder of them", "YAMLのファイルかそのフォルダーを指定する"},
    {"this file cannot be formatted without changing what it says", "このファイルは内容を変えずに整形できない"},
    {"it stays as it is; please send it to us", "そのまま残した。開発者に送ってほしい"},
    {"the file cannot be read", "ファイルを読めない"},
    {"no parameter can be called '{}'", "'{}' という名の引数は作れない"},
    {"small letters, digits and _ only", "英小文字、数字、_ だけを使う"},
    {"two parameters have the name '{}'", "'{}' という引数が二つある"},
    {"a sequence's name holds '/', '.', '$', '#' or a space", "手順列の名前に '/'、'.'、'$'、'#'、空白は使えない"},
    {"a sequence needs at least one step", "手順列には少なくとも一つのステップが必要"},
    {"two sequences have the name '{}'", "'{}' という手順列が二つある"},
    {"choose another name: the first is at {}:{}", "別の名前にする。一つ目は {}:{}"},
    {"a path is relative to the file that includes it", "パスは include を書いたファイルからの相対"},
    {"'{}' lies outside of '{}', the folder of these scenarios", "'{}' はこのシナリオのフォルダー '{}' の外にある"},
    {"put it there, or an empty karimen.toml into a folder above both", "その中に置くか、両方の上のフォルダーに空の karimen.toml を置く"},
    {"a file includes itself: {}", "ファイルが自分自身を取り込む: {}"},
    {"leave one of the includes out", "include を一つ外す"},
    {"the sequence '{}' has no parameter '{}'", "手順列 '{}' に引数 '{}' はない"},
    {"unknown sequence '{}'", "未知の手順列 '{}'"},
    {"include: [FILE] names a file with sequences", "手順列のあるファイルは include: [FILE] で指定する"},
    {"the argument '{}' of the sequence '{}' is missing", "手順列 '{1}' の引数 '{0}' がない"},
    {"a sequence uses itself: {}", "手順列が自分自身を使う: {}"},
    {"leave one of the steps out", "ステップを一つ外す"},
    {"{} (in a sequence that is used at {})", "{}（手順列の使用箇所 {}）"},
    {"there is no step '{}' before this one", "これより前に '{}' というステップはない"},
    {"this is the first step", "これが最初のステップ"},
    {"'${}' is what is so after the step '{}', which is this one", "'${}' はステップ '{}' の後の状態だが、それはこのステップ"},
    {"'${}' is what is so after the step '{}', which is a later one", "'${}' はステップ '{}' の後の状態だが、それは後のステップ"},
    {"only what an earlier step leaves is known here", "ここで使えるのは前のステップの結果だけ"},
    {"a facility cannot be captured: its prefecture must be known beforehand", "施設は前のステップから取れない。都道府県が先に決まっている必要がある"},
    {"name it", "名前で書く"},
    {"{} is not observed", "{} は観測されない"},
    {"'{}' takes a reason, not {}", "'{}' には理由を書く（{} ではなく）"},
    {"write {}: \"why\", or leave it out", "{}: \"理由\" と書くか、削除する"},
    {"a reason is missing", "理由がない"},
    {"write {}: \"why\"", "{}: \"理由\" と書く"},
    {"what is skipped cannot fail, as expected or not", "省略するものは不合格になりえない"},
    {"keep one of 'skip' and 'xfail'", "'skip' と 'xfail' のどちらかを残す"},
};
// clang-format on

}  // namespace

std::span<const Bilingual> phrases_of_steps() {
  return steps;
}

}  // namespace karimen
