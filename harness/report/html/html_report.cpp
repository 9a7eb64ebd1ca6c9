#include <optional>
#include <ostream>
#include <sstream>

#include "harness/report/html/page.hpp"
#include "harness/report/html/page_data.hpp"
#include "harness/report/html/rulebook_data.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

class HtmlReport final : public Reporter {
 public:
  HtmlReport(std::ostream& out, const TextOptions& options) : out_(out), options_(options) {
    out_ << html::page_head(options_.wording.language());
    if (options_.compared) other_.emplace(out_, "other-", options_.personas.get());
  }

  void take(const Event& event) override {
    const auto* end = std::get_if<RunFinished>(&event);
    if (other_) {
      other_->take(event);
      if (end != nullptr) other_.reset();
      return;
    }
    data_.take(event);
    if (const auto* scenario = std::get_if<ScenarioFinished>(&event)) tell_without_scripts(*scenario);
    if (end == nullptr) return;
    if (options_.rulebook != nullptr)
      html::write_data(out_, "rulebook",
                       spelled(html::rulebook_data(*options_.rulebook, options_.facilities)));
    std::ostringstream summary;
    text_report(summary, {.wording = options_.wording})->take(event);
    out_ << html::page_end(summary.str() + not_passed_, options_.wording.language());
  }

 private:
  // Who has no scripts still sees what to look for, up to what fits on a screen or two.
  void tell_without_scripts(const ScenarioFinished& scenario) {
    if (scenario.verdict == Verdict::pass || scenario.verdict == Verdict::skip || told_ == most_told) return;
    const auto& title = scenario.title.in(options_.wording.language());
    not_passed_ += '\n' + std::string(options_.wording.verdict(scenario.verdict)) + ": " + scenario.id +
                   (title.empty() ? "" : "  " + title);
    if (++told_ == most_told) not_passed_ += "\n...";
  }

  static constexpr std::size_t most_told = 50;
  std::size_t told_ = 0;
  std::string not_passed_;
  std::ostream& out_;
  TextOptions options_;
  std::optional<html::PageData> other_;  ///< the run that comes first, until it ends
  html::PageData data_{out_, "", options_.personas.get()};
};

}  // namespace

std::unique_ptr<Reporter> html_report(std::ostream& out, const TextOptions& options) {
  return std::make_unique<HtmlReport>(out, options);
}

}  // namespace karimen::harness::report
