// karimen rules diff: what two days, two values of a knob or two rulebooks say otherwise, of rules and of
// every scenario.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <map>
#include <mutex>
#include <ostream>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "base/yaml/folder.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/rules_between.hpp"
#include "harness/cli/run/report/progress.hpp"
#include "harness/runner/assume.hpp"
#include "harness/runner/step/foreteller.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual rules_heading{"rules, {} → {}: {}\n", "規則 {} → {}: {} 件\n"};
constexpr Bilingual step_words_in_diff{"  {}: {} → {}\n", "  {}: {} → {}\n"};
constexpr Bilingual fired_words{"    rules: {}\n", "    規則: {}\n"};
constexpr Bilingual unmet_words{"    against what is expected of {}\n", "    {} の期待に反する\n"};
constexpr Bilingual where_words{"    {} scenarios: {}{}\n", "    シナリオ{}件: {}{}\n"};
constexpr Bilingual more_of_them{" and {} more (-v)", " ほか{}件（-v）"};
constexpr Bilingual unread_words{"  {} cannot be read with {}: {}\n", "  {} は {} では読めない: {}\n"};
constexpr Bilingual total_words_of_diff{
    "{} of {} scenarios are predicted otherwise, {} of them against what their authors expect\n",
    "シナリオ{1}件のうち{0}件で予測が変わり、そのうち{2}件は期待に反する\n"};

// One of the two: how it is called, and under what scenarios are predicted.
struct Side {
  std::string name;
  RunContext context;
  std::optional<Moment> law;
  Lexicon lexicon;
};

struct Otherwise {
  std::string what;    ///< "renew_licence: done → refused [X]", and the rules
  std::string broken;  ///< the expectation that only one side meets
};

std::optional<Moment> moment_in(const std::string& text) {
  const auto day = parse_date(text);
  return day ? std::optional(at_midnight(*day)) : parse_moment(text);
}

std::set<std::string> fired(const Prediction& prediction) {
  std::set<std::string> ids;
  for (const auto& trace : prediction.rules)
    if (trace.state == RuleState::fired) ids.insert(trace.rule->id);
  return ids;
}

class RulesDiff {
 public:
  RulesDiff(const Invocation& invocation, const Streams& streams)
      : invocation_(invocation),
        streams_(streams),
        language_(invocation.language),
        folders_(data_of(invocation)) {}

  ExitCode run() {
    auto& words = invocation_.arguments;
    if (words.size() < 2) throw wrong("'karimen rules diff' takes two of one kind");
    paths_.assign(words.begin() + 2, words.end());
    words.resize(2);
    const bool days = moment_in(words[0]) && moment_in(words[1]);
    const bool knobs =
        std::ranges::all_of(words, [](auto& word) { return word.find('=') != std::string::npos; });
    if (days)
      of_days();
    else if (knobs)
      of_knobs();
    else
      of_folders();
    return scenarios();
  }

 private:
  static DiagnosticError wrong(const std::string& what) {
    return bad_command_line(what,
                            "two days, two values of a knob, or two rulebooks: karimen rules diff 2025-03-23 "
                            "2026-05-01, A-10=kept A-10=erased, or rulebook changed");
  }

  Side side(const std::string& name, const Rulebook& rulebook) {
    auto lexicon = lexicon_of(rulebook, folders_);
    return {name, plain_context(rulebook, folders_), {}, std::move(lexicon)};
  }

  void of_days() {
    const auto rulebook = sound_rulebook(folders_);
    for (const auto& word : invocation_.arguments) {
      sides_.push_back(side(word, rulebook));
      sides_.back().law = moment_in(word);
    }
    tell(rules_between(rulebook, *sides_[0].law, *sides_[1].law));
  }

  void of_knobs() {
    const auto rulebook = sound_rulebook(folders_);
    std::vector<std::string> knobs;
    for (const auto& word : invocation_.arguments) {
      auto& each = sides_.emplace_back(side(word, rulebook));
      const std::vector<std::string> texts{word};
      each.context.oracle_assumptions = read_assumptions(texts, rulebook).shared;
      knobs.push_back(word.substr(0, word.find('=')));
    }
    tell(rules_reading(rulebook, knobs));
  }

  void of_folders() {
    std::vector<std::vector<yaml::Node>> documents;
    for (const auto& word : invocation_.arguments) {
      if (!std::filesystem::is_directory(word)) throw wrong("'" + word + "' is no day, knob or folder");
      auto folders = folders_;
      folders.rulebook = word;
      sides_.push_back(side(word, sound_rulebook(folders)));
      documents.push_back(yaml::load_files(yaml::all_files_under(word)));
    }
    tell(rules_between(sides_[0].context.rulebook, sides_[1].context.rulebook,
                       changes_between(documents[0], documents[1])));
  }

  void tell(const std::vector<RuleDifference>& differences) {
    streams_.out << say(rules_heading, language_,
                        {sides_[0].name, sides_[1].name, std::to_string(differences.size())});
    for (const auto& each : differences) {
      const char mark = each.kind == RuleDifference::Kind::left_only    ? '-'
                        : each.kind == RuleDifference::Kind::right_only ? '+'
                                                                        : '~';
      const auto what = each.what.in(language_);
      streams_.out << "  " << mark << ' ' << each.name << (what.empty() ? "" : ": ") << what << '\n';
    }
  }

  // Those that both sides can read, in the order of the left.
  ExitCode scenarios() {
    const bool one_lexicon =
        sides_[0].context.rulebook.decisions().data() == sides_[1].context.rulebook.decisions().data();
    invocation_.arguments = paths_;
    const auto selection = selection_of(invocation_, folders_);
    auto left = load_scenarios(selection, sides_[0].lexicon);
    auto right = one_lexicon ? left : load_scenarios(selection, sides_[1].lexicon);
    std::size_t unread = 0;
    for (const auto* read : {&left, &right}) {
      for (const auto& file : read->unread) {
        ++unread;
        streams_.out << say(unread_words, language_,
                            {file.name, sides_[read == &left ? 0 : 1].name,
                             file.problems.empty() ? "" : said_of(file.problems.front())});
      }
    }
    std::map<std::string, const Scenario*> others;
    for (const auto& each : right.scenarios) others.emplace(each.identity(), &each);
    std::vector<std::pair<const Scenario*, const Scenario*>> pairs;
    for (const auto& each : left.scenarios)
      if (const auto found = others.find(each.identity()); found != others.end())
        pairs.emplace_back(&each, found->second);
    const auto found = compare(pairs);
    if (interrupt_.flag()) return ExitCode::interrupted;
    const auto changed = report(pairs, found);
    return changed == 0 && unread == 0 ? ExitCode::ok : ExitCode::verdict_failed;
  }

  [[nodiscard]] std::string said_of(const Diagnostic& problem) const {
    const auto text = render(problem, language_);
    return text.substr(0, text.find('\n'));
  }

  std::vector<std::optional<Otherwise>> compare(
      const std::vector<std::pair<const Scenario*, const Scenario*>>& pairs) {
    constexpr std::size_t portion = 64;  // an oracle is made for each side of it
    std::vector<std::optional<Otherwise>> found(pairs.size());
    Progress progress(pairs.size(), streams_, language_);
    side_by_side((pairs.size() + portion - 1) / portion, [&](std::size_t part) {
      Foreteller left(sides_[0].context), right(sides_[1].context);
      if (sides_[0].law) left.law_of(*sides_[0].law);
      if (sides_[1].law) right.law_of(*sides_[1].law);
      const auto end = std::min(pairs.size(), (part + 1) * portion);
      for (auto i = part * portion; i < end && !interrupt_.flag(); ++i) {
        const auto& [one, other] = pairs[i];
        found[i] = first_difference(*one, left.foretell(*one), *other, right.foretell(*other));
        ScenarioFinished finished{.id = one->identity()};
        if (found[i]) finished.verdict = Verdict::fail;
        progress.around(Event(std::move(finished)), [] {});
      }
    });
    return found;
  }

  [[nodiscard]] std::optional<Otherwise> first_difference(const Scenario& one,
                                                          const std::vector<Prediction>& left,
                                                          const Scenario& other,
                                                          const std::vector<Prediction>& right) const {
    const report::Wording wording(language_, &sides_[1].context.rulebook.vocabulary());
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
      const auto [before, after] = differing(left[i], right[i], wording);
      if (before == after) continue;
      Otherwise result;
      result.what = say(step_words_in_diff, language_, {wording.name(one.steps[i].procedure), before, after});
      std::vector<std::string> marks;
      const auto then = fired(left[i]), now = fired(right[i]);
      for (const auto& id : then)
        if (!now.contains(id)) marks.push_back('-' + id);
      for (const auto& id : now)
        if (!then.contains(id)) marks.push_back('+' + id);
      if (!marks.empty()) result.what += say(fired_words, language_, {joined(marks)});
      const auto missed = unmet(right[i], other.steps[i]);
      if (!missed.empty() && unmet(left[i], one.steps[i]) != missed) {
        result.broken = wording.name(missed);
        result.what += say(unmet_words, language_, {result.broken});
      }
      return result;
    }
    return std::nullopt;
  }

  // What is predicted on either side, of what differs.
  static std::pair<std::string, std::string> differing(const Prediction& left, const Prediction& right,
                                                       const report::Wording& wording) {
    std::string before = outcome_in_words(left, wording), after = outcome_in_words(right, wording);
    const bool same = before == after;
    const auto add = [&](std::string& text, const std::string& name, const std::string& value) {
      text += (text.empty() ? "" : ", ") + wording.name(name) + " = " + wording.value(value);
    };
    const auto text_of = [](const Prediction& prediction, const std::string& name) -> std::string {
      const auto found = prediction.facts.find(name);
      if (found != prediction.facts.end()) return to_string(found->second);
      return prediction.undecided.contains(name) ? "undecided" : "none";
    };
    if (!same) return {before, after};
    before.clear();
    after.clear();
    std::set<std::string> names;
    for (const auto* each : {&left, &right}) {
      for (const auto& [name, value] : each->facts) names.insert(name);
      for (const auto& [name, reason] : each->undecided) names.insert(name);
    }
    constexpr std::size_t most = 6;
    std::size_t shown = 0;
    for (const auto& name : names) {
      if (text_of(left, name) == text_of(right, name)) continue;
      if (++shown > most) continue;
      add(before, name, text_of(left, name));
      add(after, name, text_of(right, name));
    }
    if (shown > most) after += ", ... (" + std::to_string(shown - most) + ")";
    return {before, after};
  }

  // What is alike is told once.
  std::size_t report(const std::vector<std::pair<const Scenario*, const Scenario*>>& pairs,
                     const std::vector<std::optional<Otherwise>>& found) {
    std::map<std::string, std::vector<std::string>> alike;
    std::size_t changed = 0, broken = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (!found[i]) continue;
      ++changed;
      broken += !found[i]->broken.empty();
      alike[found[i]->what].push_back(pairs[i].first->identity());
    }
    const std::size_t most = invocation_.has("verbose") ? pairs.size() : 3;
    for (const auto& [what, names] : alike) {
      const auto shown = std::min(names.size(), most);
      const std::vector<std::string> some(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown));
      const auto more = names.size() - shown;
      streams_.out << what
                   << say(where_words, language_,
                          {std::to_string(names.size()), joined(some),
                           more == 0 ? "" : say(more_of_them, language_, {std::to_string(more)})});
    }
    streams_.out << say(total_words_of_diff, language_,
                        {std::to_string(changed), std::to_string(pairs.size()), std::to_string(broken)});
    return changed;
  }

  Invocation invocation_;
  const Streams& streams_;
  const Language language_;
  const DataFolders folders_;
  const Interrupt interrupt_;
  std::vector<Side> sides_;
  std::vector<std::string> paths_;
};

}  // namespace

ExitCode rules_diff(const Invocation& invocation, const Streams& streams) {
  return RulesDiff(invocation, streams).run();
}

}  // namespace karimen::harness::cli
