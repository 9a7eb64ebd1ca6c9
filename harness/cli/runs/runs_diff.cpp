// karimen runs diff: the verdicts that changed between two runs, and what explains it.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <ostream>
#include <set>

#include "base/text.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/runs/stored_runs.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t most_words = 8;

constexpr Bilingual conditions_heading{"what differs between the two:\n", "2つの実行の違い:\n"};
constexpr Bilingual same_words{
    "  version, build, commit, rulebook, seed, assumptions, transport and system are the same\n",
    "  バージョン、ビルド、コミット、規則集、シード、前提、接続、システムは同じ\n"};
constexpr Bilingual rulebook_words{"    what changed in it: {}\n", "    その変更点: {}\n"},
    unknown_rulebook_words{"    what changed in it is not known: an older karimen kept one of them\n",
                           "    その変更点は不明（一方は旧版の karimen が記録）\n"},
    text_words{"      say something else now: {}\n", "      内容が変わったもの: {}\n"};
constexpr Bilingual none_word{"(none)", "（なし）"};
constexpr Bilingual rule_changes{"      rules: {}\n", "      規則: {}\n"},
    knob_changes{"      assumptions: {}\n", "      前提: {}\n"},
    step_words_of{"      in step {}\n", "      ステップ {}\n"},
    edited_words{"      the scenario's text changed\n", "      シナリオの記述が変わった\n"},
    unexplained_words{"      the same text, rules and assumptions\n", "      記述、規則、前提は同じ\n"},
    unknown_text_words{"      the same rules and assumptions; whether the text changed is not known\n",
                       "      規則と前提は同じ。記述が変わったかは不明\n"};
constexpr Bilingual added_words{"only in #{}: {}\n", "#{} のみ: {}\n"};
constexpr Bilingual total_words{
    "{} verdicts changed, {} of them for the worse; {} scenarios only in #{}, {} only in #{}\n",
    "判定の変化 {0}（うち悪化 {1}）。#{3} のみのシナリオ {2}、#{5} のみ {4}\n"};

// "-A, +B": what one has and the other has not.
std::string changes(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> gone, come, all;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  for (const auto& each : gone) all.push_back('-' + each);
  for (const auto& each : come) all.push_back('+' + each);
  const auto left_out = all.size() > most_words ? all.size() - most_words : 0;
  all.resize(all.size() - left_out);
  return joined(all) + (left_out > 0 ? ", ... (" + std::to_string(left_out) + ")" : "");
}

int gravity(const std::string& verdict) {
  return static_cast<int>(verdict_called(verdict).value_or(Verdict::error));
}

using RuleTexts = std::map<std::string, std::string>;

std::vector<std::string> names_in(const RuleTexts& rules) {
  std::vector<std::string> names;
  for (const auto& [name, text] : rules) names.push_back(name);
  return names;
}

// Which say something else in the other.
std::vector<std::string> otherwise_said(const RuleTexts& before, const RuleTexts& after) {
  std::vector<std::string> names;
  for (const auto& [name, text] : before)
    if (const auto now = after.find(name); now != after.end() && now->second != text) names.push_back(name);
  return names;
}

class Comparison {
 public:
  Comparison(Language language, std::ostream& out) : language_(language), out_(out) {}

  /// Of two rulebooks that are not the same: what each rule says; empty: nobody knows.
  void rulebooks(const RuleTexts& before, const RuleTexts& after) {
    if (before.empty() || after.empty()) {
      out_ << unknown_rulebook_words.in(language_);
      return;
    }
    changed_rules_ = otherwise_said(before, after);
    auto all = changed_rules_;
    if (all.size() > most_words) all.resize(most_words);
    if (all.size() < changed_rules_.size())
      all.push_back("... (" + std::to_string(changed_rules_.size() - most_words) + ')');
    if (const auto rest = changes(names_in(before), names_in(after)); !rest.empty()) all.push_back(rest);
    out_ << say(rulebook_words, language_, {joined(all)});
  }

  void conditions(const store::StoredRun& before, const store::StoredRun& after) {
    out_ << run_line(before, language_) << '\n' << run_line(after, language_) << '\n';
    out_ << conditions_heading.in(language_);
    const auto one = conditions_of(before), other = conditions_of(after);
    bool same = true;
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (!store::differ(one[i].first, one[i].second, other[i].second)) continue;
      same = false;
      const auto shown = [&](const std::string& value) {
        return value.empty() ? std::string(none_word.in(language_)) : value;
      };
      out_ << "  " << one[i].first << ": " << shown(one[i].second) << " -> " << shown(other[i].second)
           << '\n';
    }
    if (same) out_ << same_words.in(language_);
  }
  void verdict(const store::StoredResult& before, const store::StoredResult& after) {
    if (before.verdict == after.verdict) return;
    ++changed_;
    worse_ += gravity(after.verdict) > gravity(before.verdict);
    out_ << verdict_words(before.verdict, language_) << " -> " << verdict_words(after.verdict, language_)
         << "  " << after.scenario << '\n';
    if (!after.step.empty()) out_ << say(step_words_of, language_, {after.step});
    const auto rules = changes(before.rules, after.rules);
    const auto knobs = changes(before.assumptions, after.assumptions);
    if (!rules.empty()) out_ << say(rule_changes, language_, {rules});
    if (!knobs.empty()) out_ << say(knob_changes, language_, {knobs});
    const auto texts = changed_of(before, after);
    if (!texts.empty()) out_ << say(text_words, language_, {texts});
    const bool known = !before.text.empty() && !after.text.empty();
    const bool edited = known && before.text != after.text;
    if (edited) out_ << edited_words.in(language_);
    if (rules.empty() && knobs.empty() && texts.empty() && !edited)
      out_ << (known ? unexplained_words : unknown_text_words).in(language_);
  }
  [[nodiscard]] std::size_t changed() const { return changed_; }
  [[nodiscard]] std::size_t worse() const { return worse_; }

 private:
  // Of what either verdict rests on, what the two rulebooks say otherwise.
  [[nodiscard]] std::string changed_of(const store::StoredResult& before,
                                       const store::StoredResult& after) const {
    std::set<std::string> grounds;
    for (const auto* list : {&before.rules, &after.rules, &before.assumptions, &after.assumptions})
      grounds.insert(list->begin(), list->end());
    std::vector<std::string> all;
    std::ranges::set_intersection(grounds, changed_rules_, std::back_inserter(all));
    return joined(all);
  }

  Language language_;
  std::ostream& out_;
  std::vector<std::string> changed_rules_;  ///< sorted
  std::size_t changed_ = 0, worse_ = 0;
};

}  // namespace

ExitCode runs_diff(const Invocation& invocation, const Streams& streams) {
  const auto& words = invocation.arguments;
  if (words.size() > 2) throw bad_command_line("'karimen runs diff' compares two runs", "name two");
  auto history = history_to_read(invocation);
  store::Runs runs(history.database());
  const auto before = run_meant(runs, words.empty() ? "last~1" : words[0]);
  const auto after = run_meant(runs, words.size() < 2 ? "last" : words[1]);
  Comparison comparison(invocation.language, streams.out);
  comparison.conditions(before, after);
  if (before.rulebook != after.rulebook)
    comparison.rulebooks(runs.rules_of(before.rulebook), runs.rules_of(after.rulebook));
  const auto old = runs.results(before.id), fresh = runs.results(after.id);
  std::size_t gone = 0, come = 0;
  for (const auto& [name, result] : fresh) {
    const auto known = old.find(name);
    if (known == old.end())
      ++come;
    else
      comparison.verdict(known->second, result);
  }
  for (const auto& [name, result] : old) gone += !fresh.contains(name);
  const auto number = [](auto value) { return std::to_string(value); };
  streams.out << say(total_words, invocation.language,
                     {number(comparison.changed()), number(comparison.worse()), number(gone),
                      number(before.id), number(come), number(after.id)});
  return comparison.changed() > 0 ? ExitCode::verdict_failed : ExitCode::ok;
}

}  // namespace karimen::harness::cli
