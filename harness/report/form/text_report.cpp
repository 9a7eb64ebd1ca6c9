#include <algorithm>
#include <map>
#include <ostream>

#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "harness/report/reporter.hpp"
#include "harness/report/words/client_text.hpp"
#include "harness/report/words/failure_text.hpp"
#include "harness/report/words/file_words.hpp"
#include "harness/report/words/note_text.hpp"

namespace karimen::harness::report {
namespace {

constexpr Bilingual steps_not_run{"  {} steps not run\n", "  実行しなかったステップ {}\n"};
constexpr Bilingual verdict_counts{"{} passed, {} failed, {} undecided, {} errors",
                                   "合格 {}、不合格 {}、判断不能 {}、エラー {}"};
constexpr Bilingual sizes_words{"; {} steps, {} facts not observed", "。ステップ {}、観測されない事実 {}"};
constexpr Bilingual clients_words{", {} clients not run (they need --transport pcsc)",
                                  "、実行しなかったクライアント {}（--transport pcsc が必要）"};
constexpr Bilingual judged_words{"  {} of {} facts judged ({} %)\n", "  判定した事実 {}／{}（{}%）\n"};
constexpr Bilingual all_judged_words{"{} of {} facts judged ({} %)\n", "判定した事実 {}／{}（{}%）\n"};
constexpr Bilingual least_judged_words{"least judged: {} % of {}\n", "最も少ない判定: {}%（{}）\n"};
constexpr Bilingual rest_on{"verdicts rest on", "判定の前提"},
    interrupted_words{"interrupted\n", "中断した\n"};
constexpr Bilingual digest_words{"digest {}\n", "ダイジェスト {}\n"};

class TextReport final : public Reporter {
 public:
  TextReport(std::ostream& out, const TextOptions& options) : out_(out), options_(options) {}

  void take(const Event& event) override {
    std::visit([&](const auto& each) { on(each); }, event);
  }

 private:
  void on(const RunStarted& event) {
    beside_ = !event.system.empty();
    options_.wording.speak_of(event);
  }
  void on(const PaperEvent&) {}
  void on(const ApduEvent& event) { exchanges_.take(event); }
  void on(const StepEvent& event) {
    if (event.verdict != Verdict::pass)
      problems_ += failure_text(event, exchanges_, options_.wording);
    else if (event.client)
      clients_ += client_text(*event.client, lines_at_terminal, options_.wording);
    notes_ += note_text(event, options_.wording);
    exchanges_.clear();
  }
  void on(const ScenarioFinished& event) {
    if (event.verdict != Verdict::pass || options_.verbose || !notes_.empty()) {
      const auto language = options_.wording.language();
      const auto& title = event.title.in(language);
      out_ << painted(event.verdict) << "  " << event.id << (title.empty() ? "" : "  ") << title << '\n'
           << (options_.verbose ? clients_ : "") << problems_of(event) << notes_;
      if (!event.mistakes.empty())
        write_mistakes(event.mistakes.in(language), event.unread);
      else if (problems_.empty() && !event.detail.empty())
        out_ << "  " << translated(event.detail, language) << '\n';
      if (const auto why = options_.wording.reason(event); !why.empty()) out_ << "  " << why << '\n';
      for (const auto& line : event.transcript) out_ << "  " << line << '\n';
      if (event.attempts > 1) out_ << "  " << options_.wording.attempts(event) << '\n';
      if (beside_ && event.predicted > 0) out_ << judged(judged_words, event);
      if (event.not_run > 0 && event.verdict != Verdict::skip)
        out_ << options_.wording.say(steps_not_run, {std::to_string(event.not_run)});
      out_.flush();
    }
    if (event.predicted > 0 && event.verdict < Verdict::error &&
        (least_.predicted == 0 || event.observed * least_.predicted < least_.observed * event.predicted))
      least_ = event;
    all_.predicted += event.predicted;
    all_.observed += event.observed;
    ++files_[file_part(event)][event.verdict];
    problems_.clear();
    notes_.clear();
    clients_.clear();
    exchanges_ = {};
  }
  void on(const RunFinished& event) {
    const auto& counts = event.counts;
    write_files();
    const auto number = [](std::size_t value) { return std::to_string(value); };
    const auto& wording = options_.wording;
    out_ << wording.say(verdict_counts, {number(counts.pass), number(counts.fail), number(counts.undecided),
                                         number(counts.error)});
    out_ << wording.more_counts(counts);
    out_ << wording.say(sizes_words, {number(counts.steps), number(counts.not_observed)});
    if (counts.clients_not_run > 0) out_ << wording.say(clients_words, {number(counts.clients_not_run)});
    out_ << '\n';
    if (beside_ && all_.predicted > 0) {
      out_ << judged(all_judged_words, all_);
      if (least_.predicted > 0)
        out_ << wording.say(least_judged_words,
                            {std::to_string(least_.observed * 100 / least_.predicted), least_.id});
    }
    if (!counts.assumptions.empty()) {
      out_ << wording.say(rest_on);
      for (const auto& [id, times] : counts.assumptions) out_ << ' ' << id << " (" << times << ')';
      out_ << '\n';
    }
    if (event.interrupted) out_ << wording.say(interrupted_words);
    out_ << wording.say(digest_words, {event.digest});
  }

  /// Facts observed, predicted, and how many in a hundred.
  [[nodiscard]] std::string judged(const Bilingual& words, const ScenarioFinished& event) const {
    return options_.wording.say(words, {std::to_string(event.observed), std::to_string(event.predicted),
                                        std::to_string(event.observed * 100 / event.predicted)});
  }

  /// What is known is told in a line.
  [[nodiscard]] std::string problems_of(const ScenarioFinished& event) const {
    if (event.verdict != Verdict::xfail || options_.verbose) return problems_;
    return problems_.substr(0, problems_.find('\n') + 1);
  }

  /// Of mistakes in a file only the lines that name them: the rest is on standard error.
  void write_mistakes(std::string_view diagnostics, bool heads) {
    for (std::size_t begin = 0; begin < diagnostics.size();) {
      const auto end = std::min(diagnostics.find('\n', begin), diagnostics.size());
      if (!heads || diagnostics[begin] != ' ') out_ << "  " << diagnostics.substr(begin, end - begin) << '\n';
      begin = end + 1;
    }
  }

  /// One line a file, where there are several.
  void write_files() {
    if (files_.size() < 2) return;
    std::size_t width = 0;
    for (const auto& [file, verdicts] : files_) width = std::max(width, display_width(file));
    for (const auto& [file, verdicts] : files_) {
      out_ << "  " << padded(file, width);
      for (const auto& [verdict, count] : verdicts) out_ << "  " << count << ' ' << painted(verdict);
      out_ << '\n';
    }
  }

  // The word is always there; colour only repeats it.
  [[nodiscard]] std::string painted(Verdict verdict) const {
    std::string word = options_.wording.verdict(verdict);
    if (!options_.colour) return word;
    const char* colour = verdict == Verdict::pass ? "32" : verdict <= Verdict::flaky ? "33" : "31";
    return std::string("\x1b[") + colour + 'm' + word + "\x1b[0m";
  }

  std::ostream& out_;
  TextOptions options_;
  LastExchanges exchanges_;
  std::string problems_, notes_, clients_;
  bool beside_ = false;           ///< another system works beside the built-in one
  ScenarioFinished all_, least_;  ///< how much was judged: of all, and of the scenario with the least
  std::map<std::string, std::map<Verdict, int>> files_;  ///< in the order of their names
};

}  // namespace

std::unique_ptr<Reporter> text_report(std::ostream& out, const TextOptions& options) {
  return std::make_unique<TextReport>(out, options);
}

}  // namespace karimen::harness::report
