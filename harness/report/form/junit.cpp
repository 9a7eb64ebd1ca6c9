// JUnit's XML as GitLab, Jenkins and GitHub's actions read it: a name is unique in its class, no text is
// longer than their parsers take.
#include <algorithm>
#include <cstdio>
#include <map>
#include <ostream>

#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"
#include "harness/report/words/file_words.hpp"
#include "harness/report/words/xml_text.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t longest_message = 4'000, longest_body = 64'000;

std::string junit_seconds(double milliseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", milliseconds / 1000);
  return text;
}

std::string junit_attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + xml_attribute(value) + '"';
}

class Junit final : public Reporter {
 public:
  Junit(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (const auto* started = std::get_if<RunStarted>(&event)) started_ = *started;
    if (const auto* story = teller_.take(event)) add(*story);
    if (const auto* run = std::get_if<RunFinished>(&event)) finish(*run);
  }

 private:
  void add(const Story& story) {
    const auto& event = story.finished;
    const auto file = file_part(event);
    auto name = file == event.id ? file : event.id.substr(file.size() + 1);
    if (const auto times = ++named_[event.id]; times > 1) name += " (" + std::to_string(times) + ')';
    cases_ += "  <testcase" + junit_attribute("classname", file) + junit_attribute("name", name);
    if (!event.path.empty()) cases_ += junit_attribute("file", path_in_repository(event.path).path);
    if (event.line > 0) cases_ += junit_attribute("line", std::to_string(event.line));
    cases_ += junit_attribute("time", junit_seconds(event.measured_ms)) + '>';
    // JUnit has no fourth verdict; what is undecided or flaky must not look passed.
    if (!story.as_meant()) problem(event.verdict == Verdict::error ? "error" : "failure", story);
    // What its programs would have shown nobody has seen: it must not look passed, either.
    if (story.skipped()) {
      cases_ += "<skipped" + junit_attribute("message", teller_.skipped_words(story)) + "/>";
      ++skipped_;
    }
    if (story.known_to_fail()) {
      cases_ += "<skipped" + junit_attribute("type", "xfail") +
                junit_attribute("message", wording_.reason(story.finished)) + "/>";
      ++skipped_;
    }
    const auto written =
        (story.known_to_fail() ? story.text(wording_.language()) : story.notes) + story.clients;
    if (!written.empty())
      cases_ += "<system-out>" + xml_text(cut(written, 2 * longest_body)) + "</system-out>";
    cases_ += "</testcase>\n";
  }
  void problem(const std::string& element, const Story& story) {
    const auto text = story.text(wording_.language());
    std::string type = story.finished.failure == Failure::none || story.finished.verdict == Verdict::flaky
                           ? to_string(story.finished.verdict)
                           : to_string(story.finished.failure);
    std::ranges::replace(type, ' ', '_');
    cases_ += '<' + element + junit_attribute("message", cut(story.headline + '\n' + text, longest_message)) +
              junit_attribute("type", type) + '>' + xml_text(cut(text, longest_body)) + "</" + element + '>';
  }
  void finish(const RunFinished& event) {
    const auto& counts = event.counts;
    const auto not_passed = counts.fail + counts.undecided + counts.flaky;
    const auto total = verdicts_in(counts);
    const auto number = [](std::size_t value) { return std::to_string(value); };
    const auto numbers =
        junit_attribute("tests", number(total)) + junit_attribute("failures", number(not_passed)) +
        junit_attribute("errors", number(counts.error)) + junit_attribute("skipped", number(skipped_)) +
        junit_attribute("time", junit_seconds(event.measured_ms));
    // To the second, without a zone: as the schemas of all three have it.
    const auto start = started_.origin.measured_start.substr(0, 19);
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"karimen\"" << numbers
         << ">\n<testsuite name=\"karimen\"" << numbers
         << (start.empty() ? "" : junit_attribute("timestamp", start)) << ">\n"
         << properties(event) << cases_ << "</testsuite>\n</testsuites>\n";
  }
  [[nodiscard]] std::string properties(const RunFinished& event) const {
    std::string text;
    const auto& origin = started_.origin;
    for (const auto& [name, value] :
         {std::pair("seed", started_.seed), std::pair("digest", event.digest),
          std::pair("commit", origin.commit), std::pair("version", origin.version),
          std::pair("rulebook", origin.rulebook), std::pair("transport", started_.transport),
          std::pair("system", started_.system),
          std::pair("interrupted", std::string(event.interrupted ? "true" : ""))})
      if (!value.empty())
        text += "<property" + junit_attribute("name", name) + junit_attribute("value", value) + "/>";
    return text.empty() ? "" : "  <properties>" + text + "</properties>\n";
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  RunStarted started_;
  std::string cases_;
  std::size_t skipped_ = 0;
  std::map<std::string, int> named_;  ///< how often an identity occurred
};

}  // namespace

std::unique_ptr<Reporter> junit(std::ostream& out, const Wording& wording) {
  return std::make_unique<Junit>(out, wording);
}

}  // namespace karimen::harness::report
