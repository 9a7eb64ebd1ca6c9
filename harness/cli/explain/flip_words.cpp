#include "harness/cli/explain/flip_words.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"
#include "harness/report/event/mask_events.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual flip_line{"  if {}: {}\n", "  {} なら: {}\n"};
constexpr Bilingual change_words{"{} were {} (it is {})", "{} が {}（実際は {}）"};
constexpr Bilingual change_of_nothing{"{} were {} (nobody says it)", "{} が {}（実際は指定なし）"};
constexpr Bilingual and_words{" and ", "、"};
constexpr Bilingual smallest_words{
    "  nothing smaller does: every change of fewer than {} of the {} facts was applied, {} changes in all\n",
    "  これより小さい変更では変わらない: 事実{1}個のうち{0}個未満の変更をすべて適用した（計{2}件）\n"};
constexpr Bilingual no_flip_words{
    "  no change of up to {} of the {} facts that it reads ({} values) does it; {} changes were applied\n",
    "  読む事実{1}個（値{2}個）のうち{0}個までのどの変更でもならない。適用した変更{3}件\n"};
constexpr Bilingual flip_limit_words{
    "  none was found within {} changes: every one of up to {} of the {} facts ({} values), and some of "
    "more\n",
    "  "
    "変更{0}件では見つからない。事実{2}個（値{3}個）のうち{1}"
    "個までの変更すべてと、それを超える一部を適用した\n"};
constexpr Bilingual rests_words{"rests on {} = {}: {}\n", "前提 {} = {}: {}\n"};
constexpr Bilingual under_line{"  with {}: {}\n", "  {} なら: {}\n"};
constexpr Bilingual same_answer{"the same", "同じ"};
constexpr Bilingual hidden_word{"(hidden)", "（非表示）"};
constexpr Bilingual warned_words{"{}, warned {}", "{}、注意 {}"};

}  // namespace

std::string FlipWords::spelled(const std::string& name, const Value& value) const {
  if (!masked_) return wording_.value(to_string(value));
  if (report::is_secret(name)) return hidden_word.in(wording_.language());
  return wording_.value(report::masked_line(to_string(value)));
}

std::string FlipWords::changes(const Flip& flip) const {
  return joined(flip.changes, and_words.in(wording_.language()), [&](const Flip::Change& each) {
    const bool said = !to_string(each.before).empty();
    const auto after = spelled(each.name, each.after);
    return said ? wording_.say(change_words,
                               {wording_.name(each.name), after, spelled(each.name, each.before)})
                : wording_.say(change_of_nothing, {wording_.name(each.name), after});
  });
}

void FlipWords::show(const Flips& flips, const std::function<std::string(const Flip&)>& after) const {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  for (const auto& flip : flips.found) {
    const auto answer = after(flip);
    KARIMEN_ASSERT(!answer.empty(), "a flip that was found is one when it is applied again");
    out_ << wording_.say(flip_line, {changes(flip), answer});
  }
  const auto facts = number(flips.facts), values = number(flips.values), tried = number(flips.tried);
  if (!flips.found.empty()) {
    const auto size = flips.found.front().changes.size();
    if (size > 1) out_ << wording_.say(smallest_words, {number(size), facts, tried});
  } else if (flips.complete >= std::min(FlipLimits{}.most_changed, flips.facts)) {
    out_ << wording_.say(no_flip_words, {number(flips.complete), facts, values, tried});
  } else {
    out_ << wording_.say(flip_limit_words, {tried, number(flips.complete), facts, values});
  }
}

void FlipWords::show_assumptions(
    const std::set<std::string>& ids, const std::function<Value(const std::string&)>& value,
    const std::function<std::string(const std::string& id, const Value& value)>& under) const {
  for (const auto& id : ids) {
    const auto* assumption = rulebook_.assumption(id);
    KARIMEN_ASSERT(assumption != nullptr, "an answer rests on assumptions of the rulebook");
    const auto now = value(id);
    out_ << wording_.say(rests_words,
                         {id, wording_.value(to_string(now)), assumption->question.in(wording_.language())});
    for (const auto& word : assumption->type.words) {
      if (Value(word) == now) continue;
      const auto other = under(id, Value(word));
      out_ << wording_.say(
          under_line, {wording_.value(word), other.empty() ? same_answer.in(wording_.language()) : other});
    }
  }
}

std::vector<Facility> facilities_for_oracle(const Facilities& facilities) {
  std::vector<Facility> result;
  for (const auto& [name, entry] : facilities) result.push_back({name, entry.kind, entry.prefecture});
  return result;
}

std::string outcome_in_words(const Prediction& prediction, const report::Wording& wording) {
  std::string text = wording.value(to_string(prediction.outcome));
  if (!prediction.obstacles.empty()) text += ' ' + wording.value(to_string(Value(prediction.obstacles)));
  if (prediction.warnings.empty()) return text;
  return wording.say(warned_words, {text, wording.value(to_string(Value(prediction.warnings)))});
}

}  // namespace karimen::harness::cli
