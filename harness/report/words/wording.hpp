// How a report speaks: its language, and what facts, values and verdicts are called in it.
#pragma once

#include <string>

#include "base/bilingual.hpp"
#include "base/narrow.hpp"
#include "harness/fact/vocabulary.hpp"
#include "harness/report/words/typed_options.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// In English facts and values are shown as they are spelled; in Japanese their label comes first.
class Wording {
 public:
  /// `vocabulary` must outlive the object; without one there are no labels.
  explicit Wording(Language language = Language::en, const Vocabulary* vocabulary = nullptr)
      : language_(language), vocabulary_(vocabulary) {}

  [[nodiscard]] Language language() const { return language_; }
  /// How wide it is where it is shown; lines of files are cut to that.
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] Wording within(std::size_t columns) const {
    auto narrow = *this;
    narrow.columns_ = columns;
    return narrow;
  }
  /// What commands that it tells to be typed are typed with: nothing, until a run is told of.
  [[nodiscard]] const TypedOptions& typed() const { return typed_; }
  /// From now on it speaks of this run.
  void speak_of(const RunStarted& started) { typed_ = typed_options(started); }
  /// "card.record", "ICチップ内の記録（card.record）".
  [[nodiscard]] std::string name(const std::string& name) const;
  /// A value as events spell it, also a set: "[CHANNEL]", "[オンライン以外の申請（CHANNEL）]".
  [[nodiscard]] std::string value(const std::string& text) const;
  [[nodiscard]] const char* verdict(Verdict verdict) const;
  [[nodiscard]] std::string failure(Failure failure) const;
  /// With --retries: at which attempt it passed, or how often it was tried.
  [[nodiscard]] std::string attempts(const ScenarioFinished& finished) const;
  /// Why it was not run, is known to fail, or should have failed; "".
  [[nodiscard]] std::string reason(const ScenarioFinished& finished) const;
  /// What follows the four verdicts of a run's last line: ", 2 skipped, 1 not run"; what is 0 is not told.
  [[nodiscard]] std::string more_counts(const Counts& counts) const;
  /// A sentence with its places filled in.
  [[nodiscard]] std::string say(const Bilingual& text, std::initializer_list<std::string> values = {}) const {
    return karimen::say(text, language_, values);
  }

 private:
  Language language_;
  const Vocabulary* vocabulary_;
  std::size_t columns_ = usual_columns;
  TypedOptions typed_;
};

/// One character: '.' passed, 's' skipped, 'x' failed as expected, 'U' undecided, 'R' flaky, 'F' failed, 'E'
/// error.
[[nodiscard]] char mark_of(Verdict verdict);

}  // namespace karimen::harness::report
