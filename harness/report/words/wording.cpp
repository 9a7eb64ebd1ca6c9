#include "harness/report/words/wording.hpp"

#include <array>

#include "base/phrases/phrasebook.hpp"

namespace karimen::harness::report {
namespace {

// In the order of Verdict.
constexpr std::array verdicts_ja{"合格", "省略", "既知の不合格", "判断不能", "不安定", "不合格", "エラー"};
constexpr std::array marks{'.', 's', 'x', 'U', 'R', 'F', 'E'};
static_assert(verdicts_ja.size() == all_verdicts.size() && marks.size() == all_verdicts.size());

}  // namespace

std::string Wording::name(const std::string& name) const {
  if (language_ == Language::en || vocabulary_ == nullptr) return name;
  const auto label = vocabulary_->label(name).ja;
  return label.empty() ? name : label + "（" + name + "）";
}

std::string Wording::value(const std::string& text) const {
  if (!text.starts_with('[') || !text.ends_with(']')) return name(text);
  constexpr std::string_view between = ", ";
  std::string all = "[";
  for (std::size_t begin = 1; begin < text.size() - 1;) {
    const auto end = std::min(text.find(between, begin), text.size() - 1);
    all += name(text.substr(begin, end - begin));
    if (end < text.size() - 1) all += between;
    begin = end + (end < text.size() - 1 ? between.size() : 1);
  }
  return all + ']';
}

const char* Wording::verdict(Verdict verdict) const {
  return language_ == Language::ja ? verdicts_ja[static_cast<std::size_t>(verdict)] : to_string(verdict);
}

std::string Wording::failure(Failure failure) const {
  return translated(to_string(failure), language_);
}

std::string Wording::attempts(const ScenarioFinished& finished) const {
  constexpr Bilingual passed{"it passed at attempt {}", "{}回目に合格"},
      failed{"it failed as expected at attempt {}", "{}回目に既知のとおり不合格"},
      tried{"tried {} times", "{}回試行"};
  if (finished.verdict == Verdict::flaky && finished.failure == Failure::passed)
    return say(failed, {std::to_string(finished.attempts)});
  return say(finished.verdict == Verdict::flaky ? passed : tried, {std::to_string(finished.attempts)});
}

std::string Wording::reason(const ScenarioFinished& finished) const {
  constexpr Bilingual known{"known to fail: {}", "既知の不合格: {}"},
      passed{"it passed, and is expected to fail: {}", "合格したが、不合格のはず: {}"},
      other{"this is not what it is expected to fail in: {}", "既知の不合格とは異なる: {}"};
  if (finished.reason.empty()) return "";
  const auto& why = finished.reason.in(language_);
  if (finished.verdict == Verdict::skip) return why;
  if (is_as_meant(finished.verdict)) return say(known, {why});
  return say(finished.failure == Failure::passed ? passed : other, {why});
}

std::string Wording::more_counts(const Counts& counts) const {
  struct More {
    Bilingual words;
    std::size_t Counts::*number;
  };
  constexpr std::array all{
      More{{", {} flaky", "、不安定 {}"}, &Counts::flaky},
      More{{", {} skipped", "、省略 {}"}, &Counts::skip},
      More{{", {} failed as expected", "、既知の不合格 {}"}, &Counts::xfail},
      More{{", {} passed unexpectedly", "、予想外の合格 {}"}, &Counts::passed_unexpectedly},
      More{{", {} notes", "、注記 {}"}, &Counts::notes},
      More{{", {} not run", "、未実行 {}"}, &Counts::not_run}};
  std::string text;
  for (const auto& each : all)
    if (counts.*each.number > 0) text += say(each.words, {std::to_string(counts.*each.number)});
  return text;
}

char mark_of(Verdict verdict) {
  return marks[static_cast<std::size_t>(verdict)];
}

}  // namespace karimen::harness::report
