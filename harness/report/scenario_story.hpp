// What became of one scenario, gathered from its events: for reports that tell it in one piece.
#pragma once

#include <string>

#include "harness/report/words/last_exchanges.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::report {

struct Story {
  ScenarioFinished finished;
  std::string problems;             ///< the texts of steps that did not pass, one after the other
  std::string notes;                ///< soft expectations that do not hold, a line each
  std::string clients;              ///< what its programs wrote
  std::size_t clients_not_run = 0;  ///< for want of a PC/SC reader
  Spot spot;                        ///< of the first problem, else of the scenario
  std::string headline;             ///< one line of the first problem; empty if it passed

  [[nodiscard]] bool passed() const { return finished.verdict == Verdict::pass; }
  /// Nobody has to look at it.
  [[nodiscard]] bool as_meant() const { return is_as_meant(finished.verdict); }
  [[nodiscard]] bool known_to_fail() const { return finished.verdict == Verdict::xfail; }
  /// Not run; or passed, but what its programs would have shown nobody has seen.
  [[nodiscard]] bool skipped() const {
    return finished.verdict == Verdict::skip || (passed() && clients_not_run > 0);
  }
  /// Nothing to tell but that it passed.
  [[nodiscard]] bool silent() const { return passed() && notes.empty(); }
  /// Everything that there is to say of it, unless it is silent.
  [[nodiscard]] std::string text(Language language) const;
};

class StoryTeller {
 public:
  explicit StoryTeller(const Wording& wording) : wording_(wording) {}
  /// The whole story with the last event of a scenario, until the next event; else nullptr.
  [[nodiscard]] const Story* take(const Event& event);
  /// Why it was skipped: its reason, or "3 clients not run (they need --transport pcsc)".
  [[nodiscard]] std::string skipped_words(const Story& story) const;

 private:
  void add(const StepEvent& step);
  void close(const ScenarioFinished& finished);
  [[nodiscard]] std::string headline(const StepEvent& step) const;

  Wording wording_;
  LastExchanges exchanges_;
  Story story_;
  bool closed_ = false;
};

/// A text cut to at most that many bytes, between two characters; "..." at its end says so.
[[nodiscard]] std::string cut(std::string text, std::size_t most);
/// The first line.
[[nodiscard]] std::string first_line(const std::string& text);

}  // namespace karimen::harness::report
