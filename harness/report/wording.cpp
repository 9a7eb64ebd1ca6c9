#include "harness/report/wording.hpp"

#include <array>

#include "base/phrasebook.hpp"

namespace karimen::harness::report {
namespace {

// In the order of Verdict.
constexpr std::array verdicts_ja{"合格", "判断不能", "不安定", "不合格", "エラー"};

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
  constexpr Bilingual passed{"it passed at attempt {}", "{}回目に合格"}, tried{"tried {} times", "{}回試行"};
  return say(finished.verdict == Verdict::flaky ? passed : tried, {std::to_string(finished.attempts)});
}

}  // namespace karimen::harness::report
