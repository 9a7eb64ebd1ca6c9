#include "harness/report/scenario_story.hpp"

#include <limits>

#include "base/phrases/phrasebook.hpp"
#include "harness/report/words/client_text.hpp"
#include "harness/report/words/failure_text.hpp"
#include "harness/report/words/note_text.hpp"

namespace karimen::harness::report {
namespace {

constexpr Bilingual clients_not_run_words{"{} clients not run (they need --transport pcsc)",
                                          "実行しなかったクライアント {}（--transport pcsc が必要）"};
constexpr Bilingual headline_kind{"{} ({})", "{}（{}）"};
constexpr Bilingual headline_step{"{} in {}", "{}：{}"};
constexpr Bilingual headline_readings{"{}: {}: predicted {}, observed {}", "{}：{}：予測 {}、実際 {}"},
    headline_expectation{"{}: {}: predicted {}, observed {}, expected {}",
                         "{}：{}：予測 {}、実際 {}、期待 {}"},
    headline_reason{"{}: {}: {}", "{}：{}：{}"};

}  // namespace

std::string Story::text(Language language) const {
  const Wording wording(language);
  auto text = problems;
  if (text.empty())
    text = finished.mistakes.empty() ? translated(finished.detail, language) : finished.mistakes.in(language);
  const auto more = [&text](const std::string& line) {
    text += (text.empty() || text.ends_with('\n') ? "" : "\n") + line;
  };
  const bool reason_alone = text.empty();  // that it passed, say: what was noted decided nothing
  if (reason_alone) more(wording.reason(finished));
  more(notes);
  if (!reason_alone) more(wording.reason(finished));
  for (const auto& line : finished.transcript) text += "\n  " + line;
  if (finished.attempts > 1) text += "\n" + wording.attempts(finished);
  return text;
}

const Story* StoryTeller::take(const Event& event) {
  if (std::exchange(closed_, false)) {
    story_ = {};
    exchanges_ = {};
  }
  if (const auto* started = std::get_if<RunStarted>(&event)) wording_.speak_of(*started);
  if (const auto* apdu = std::get_if<ApduEvent>(&event)) exchanges_.take(*apdu);
  if (const auto* step = std::get_if<StepEvent>(&event)) add(*step);
  const auto* finished = std::get_if<ScenarioFinished>(&event);
  if (finished == nullptr) return nullptr;
  close(*finished);
  return &story_;
}

void StoryTeller::add(const StepEvent& step) {
  if (step.verdict != Verdict::pass) {
    if (story_.problems.empty()) {
      story_.spot = step.differences.empty() ? step.spot : step.differences.front().spot;
      story_.headline = headline(step);
    }
    story_.problems += failure_text(step, exchanges_, wording_);
  }
  story_.notes += note_text(step, wording_);
  if (step.client) {
    story_.clients += client_text(*step.client, std::numeric_limits<std::size_t>::max(), wording_);
    story_.clients_not_run += !step.client->run;
  }
  exchanges_.clear();
}

std::string StoryTeller::headline(const StepEvent& step) const {
  std::string head = wording_.verdict(step.verdict);
  if (step.failure != Failure::none)
    head = wording_.say(headline_kind, {head, wording_.failure(step.failure)});
  head = wording_.say(headline_step, {head, step.id});
  if (step.differences.empty()) return head + ": " + first_line(translated(step.detail, wording_.language()));
  const auto& first = step.differences.front();
  const auto name = wording_.name(first.name);
  const auto shown = [&](const std::optional<std::string>& text) {
    return text ? wording_.value(*text) : std::string("-");
  };
  if (first.failure == Failure::invariant)
    return wording_.say(headline_reason, {head, name, first.because.in(wording_.language())});
  if (first.failure == Failure::none && !first.reason.empty())
    return wording_.say(headline_reason, {head, name, translated(first.reason, wording_.language())});
  if (!first.expected)
    return wording_.say(headline_readings, {head, name, shown(first.predicted), shown(first.observed)});
  return wording_.say(headline_expectation,
                      {head, name, shown(first.predicted), shown(first.observed), shown(first.expected)});
}

void StoryTeller::close(const ScenarioFinished& finished) {
  closed_ = true;
  story_.finished = finished;
  if (story_.spot.file().empty()) story_.spot = {{finished.path, finished.line, 0}, story_.spot.text()};
  if (!story_.headline.empty() || story_.silent()) return;
  story_.headline =
      first_line(story_.text(wording_.language()));  // diagnostics say themselves that they are errors
  if (finished.mistakes.empty())
    story_.headline = std::string(wording_.verdict(finished.verdict)) + ": " + story_.headline;
}

std::string StoryTeller::skipped_words(const Story& story) const {
  if (story.finished.verdict == Verdict::skip) return wording_.reason(story.finished);
  return wording_.say(clients_not_run_words, {std::to_string(story.clients_not_run)});
}

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  auto end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace karimen::harness::report
