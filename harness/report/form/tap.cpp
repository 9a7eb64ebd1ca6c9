// The Test Anything Protocol, version 14: testanything.org/tap-version-14-specification.html
#include <ostream>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"

namespace karimen::harness::report {
namespace {

// A '#' begins a directive.
std::string tap_description(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

class Tap final : public Reporter {
 public:
  Tap(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (std::holds_alternative<RunStarted>(event)) out_ << "TAP version 14\n";
    if (const auto* story = teller_.take(event)) add(*story);
    if (const auto* end = std::get_if<RunFinished>(&event)) {
      if (end->interrupted) out_ << "Bail out! interrupted\n";
      out_ << "1.." << number_ << '\n';
    }
  }

 private:
  void add(const Story& story) {
    const auto& finished = story.finished;
    out_ << (story.passed() || story.skipped() ? "ok " : "not ok ") << ++number_ << " - "
         << tap_description(finished.id);
    if (const auto& title = finished.title.in(wording_.language()); !title.empty())
      out_ << ' ' << tap_description(title);
    if (story.skipped()) out_ << " # SKIP " << tap_description(teller_.skipped_words(story));
    if (story.known_to_fail())
      out_ << " # TODO " << tap_description(story.finished.reason.in(wording_.language()));
    out_ << '\n';
    if (!story.as_meant() || story.known_to_fail())
      diagnose(story);
    else
      comment(story.notes);
    out_.flush();
  }
  void comment(const std::string& lines) {
    for (std::size_t begin = 0; begin < lines.size(); begin = lines.find('\n', begin) + 1)
      out_ << "# " << lines.substr(begin, lines.find('\n', begin) - begin) << '\n';
  }
  // JSON is YAML, on one line each.
  void diagnose(const Story& story) {
    const auto line = [this](const char* key, const nlohmann::ordered_json& value) {
      out_ << "  " << key << ": " << spelled(value) << '\n';
    };
    out_ << "  ---\n";
    line("message", story.headline);
    line("severity", to_string(story.finished.verdict));
    if (story.finished.failure != Failure::none) line("kind", to_string(story.finished.failure));
    line("at", {{"file", story.spot.file()}, {"line", story.spot.line()}});
    line("text", story.text(wording_.language()));
    out_ << "  ...\n";
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  std::size_t number_ = 0;
};

}  // namespace

std::unique_ptr<Reporter> tap(std::ostream& out, const Wording& wording) {
  return std::make_unique<Tap>(out, wording);
}

}  // namespace karimen::harness::report
