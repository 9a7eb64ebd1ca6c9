#include <cstdio>
#include <limits>
#include <ostream>

#include "base/phrasebook.hpp"
#include "harness/report/client_text.hpp"
#include "harness/report/failure_text.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (byte < 0x20 && c != '\n' && c != '\t')
      result += '?';  // XML 1.0 has no other control characters
    else
      result += c;
  }
  return result;
}

constexpr Bilingual skipped_words{"{} clients not run (they need --transport pcsc)",
                                  "実行しなかったクライアント {}（--transport pcsc が必要）"};

std::string seconds(double milliseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", milliseconds / 1000);
  return text;
}

class Junit final : public Reporter {
 public:
  Junit(std::ostream& out, const Wording& wording) : out_(out), wording_(wording) {}
  void take(const Event& event) override {
    if (const auto* apdu = std::get_if<ApduEvent>(&event)) {
      exchanges_.take(*apdu);
    } else if (const auto* step = std::get_if<StepEvent>(&event)) {
      if (step->verdict != Verdict::pass) problems_ += failure_text(*step, exchanges_, wording_);
      if (step->client) {
        clients_ += client_text(*step->client, std::numeric_limits<std::size_t>::max(), wording_);
        clients_not_run_ += !step->client->run;
      }
      exchanges_.clear();
    } else if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
      add(*finished);
    } else if (const auto* run = std::get_if<RunFinished>(&event)) {
      finish(*run);
    }
  }

 private:
  void add(const ScenarioFinished& event) {
    const auto hash = event.id.find('#');
    cases_ += "  <testcase classname=\"" + escaped(event.id.substr(0, hash)) + "\" name=\"" +
              escaped(event.id.substr(hash == std::string::npos ? 0 : hash + 1)) + "\" time=\"" +
              seconds(event.measured_ms) + "\">";
    const auto language = wording_.language();
    const auto detail =
        event.mistakes.empty() ? translated(event.detail, language) : event.mistakes.in(language);
    auto body = problems_.empty() ? detail : problems_;
    for (const auto& line : event.transcript) body += "\n  " + line;
    if (event.verdict == Verdict::error)
      cases_ += "<error message=\"" + escaped(detail.substr(0, detail.find('\n'))) + "\">" + escaped(body) +
                "</error>";
    if (event.verdict == Verdict::fail)
      cases_ += "<failure message=\"" + escaped(wording_.failure(event.failure)) + "\">" + escaped(body) +
                "</failure>";
    // JUnit has no fourth verdict; an undecided scenario must not look passed.
    if (event.verdict == Verdict::undecided)
      cases_ += std::string("<failure message=\"") + wording_.verdict(event.verdict) + "\">" + escaped(body) +
                "</failure>";
    // What its programs would have shown nobody has seen: it must not look passed, either.
    if (event.verdict == Verdict::pass && clients_not_run_ > 0) {
      cases_ += "<skipped message=\"" +
                escaped(wording_.say(skipped_words, {std::to_string(clients_not_run_)})) + "\"/>";
      ++skipped_;
    }
    if (!clients_.empty()) cases_ += "<system-out>" + escaped(clients_) + "</system-out>";
    cases_ += "</testcase>\n";
    problems_.clear();
    clients_.clear();
    clients_not_run_ = 0;
    exchanges_ = {};
  }
  void finish(const RunFinished& event) {
    const auto& counts = event.counts;
    const auto total = counts.pass + counts.fail + counts.undecided + counts.error;
    const auto numbers = " tests=\"" + std::to_string(total) + "\" failures=\"" +
                         std::to_string(counts.fail + counts.undecided) + "\" errors=\"" +
                         std::to_string(counts.error) + "\" skipped=\"" + std::to_string(skipped_) +
                         "\" time=\"" + seconds(event.measured_ms) + '"';
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"karimen\"" << numbers
         << ">\n<testsuite name=\"karimen\"" << numbers << ">\n"
         << cases_ << "</testsuite>\n</testsuites>\n";
  }

  std::ostream& out_;
  Wording wording_;
  std::string cases_, problems_, clients_;
  std::size_t clients_not_run_ = 0;  ///< of the scenario under way
  std::size_t skipped_ = 0;
  LastExchanges exchanges_;
};

}  // namespace

std::unique_ptr<Reporter> junit(std::ostream& out, const Wording& wording) {
  return std::make_unique<Junit>(out, wording);
}

}  // namespace karimen::harness::report
