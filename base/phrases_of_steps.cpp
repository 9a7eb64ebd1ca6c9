// What is said of steps that refer to others, and of scenarios that are not run or known to fail.
#include "base/phrasebook.hpp"

namespace karimen {
namespace {

// clang-format off
constexpr Bilingual steps[]{
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
