#include <ostream>
#include <sstream>

#include "harness/report/event_json.hpp"
#include "harness/report/html/catalogue.hpp"
#include "harness/report/html/chunk.hpp"
#include "harness/report/html/page.hpp"
#include "harness/report/html/rulebook_data.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

// What a browser opens at once when one scenario is looked at: some tens of milliseconds, half a megabyte.
constexpr std::size_t scenarios_in_chunk = 50;

class HtmlReport final : public Reporter {
 public:
  HtmlReport(std::ostream& out, const TextOptions& options) : out_(out), options_(options) {}

  void take(const Event& event) override {
    std::visit([&](const auto& each) { on(each); }, event);
  }

 private:
  void on(const RunStarted& event) {
    run_ = event_json(event);
    out_ << html::page_head(options_.wording.language());
  }
  void on(const ApduEvent& event) { chunk_.take(event); }
  void on(const PaperEvent& event) { chunk_.take(event); }
  void on(const StepEvent& event) {
    catalogue_.take(event);
    chunk_.take(event);
  }
  void on(const ScenarioFinished& event) {
    catalogue_.take(event, chunks_, chunk_.scenarios());
    chunk_.take(event);
    if (chunk_.scenarios() == scenarios_in_chunk) write_chunk();
  }
  void on(const RunFinished& event) {
    if (chunk_.scenarios() > 0) write_chunk();
    auto all = catalogue_.json();
    all["language"] = options_.wording.language() == Language::ja ? "ja" : "en";
    all["run"] = run_;
    all["end"] = event_json(event);
    html::write_data(out_, "catalogue", spelled(all));
    if (options_.rulebook != nullptr)
      html::write_data(out_, "rulebook", spelled(html::rulebook_data(*options_.rulebook)));
    std::ostringstream summary;
    text_report(summary, {.wording = options_.wording})->take(event);
    out_ << html::page_end(summary.str());
  }
  void write_chunk() { html::write_data(out_, "chunk-" + std::to_string(chunks_++), chunk_.finish()); }

  std::ostream& out_;
  TextOptions options_;
  nlohmann::ordered_json run_;
  html::Chunk chunk_;
  html::Catalogue catalogue_;
  std::size_t chunks_ = 0;
};

}  // namespace

std::unique_ptr<Reporter> html_report(std::ostream& out, const TextOptions& options) {
  return std::make_unique<HtmlReport>(out, options);
}

}  // namespace karimen::harness::report
