#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.hpp"
#include "harness/report/failure_text.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

class TextReport final : public Reporter {
 public:
  TextReport(std::ostream& out, const TextOptions& options) : out_(out), options_(options) {}

  void take(const Event& event) override {
    std::visit([&](const auto& each) { on(each); }, event);
  }

 private:
  void on(const RunStarted&) {}
  void on(const PaperEvent&) {}
  void on(const ApduEvent& event) { exchanges_.take(event); }
  void on(const StepEvent& event) {
    if (event.verdict != Verdict::pass) problems_ += failure_text(event, exchanges_);
    exchanges_.clear();
  }
  void on(const ScenarioFinished& event) {
    if (event.verdict != Verdict::pass || options_.verbose) {
      out_ << painted(event.verdict) << "  " << event.id << "  " << event.title << '\n' << problems_;
      if (problems_.empty() && !event.detail.empty()) out_ << "  " << event.detail << '\n';
      if (event.not_run > 0) out_ << "  " << event.not_run << " steps not run\n";
      out_.flush();
    }
    ++files_[event.id.substr(0, event.id.find('#'))][event.verdict];
    problems_.clear();
    exchanges_ = {};
  }
  void on(const RunFinished& event) {
    const auto& counts = event.counts;
    write_files();
    out_ << counts.pass << " passed, " << counts.fail << " failed, " << counts.undecided << " undecided, "
         << counts.error << " errors";
    if (counts.not_run > 0) out_ << ", " << counts.not_run << " not run";
    out_ << "; " << counts.steps << " steps, " << counts.not_observed << " facts not observed\n";
    if (!counts.assumptions.empty()) {
      out_ << "verdicts rest on";
      for (const auto& [id, times] : counts.assumptions) out_ << ' ' << id << " (" << times << ')';
      out_ << '\n';
    }
    if (event.interrupted) out_ << "interrupted\n";
    out_ << "digest " << event.digest << '\n';
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
    const std::string word = to_string(verdict);
    if (!options_.colour) return word;
    const char* colour = verdict == Verdict::pass ? "32" : verdict == Verdict::undecided ? "33" : "31";
    return std::string("\x1b[") + colour + 'm' + word + "\x1b[0m";
  }

  std::ostream& out_;
  TextOptions options_;
  LastExchanges exchanges_;
  std::string problems_;
  std::map<std::string, std::map<Verdict, int>> files_;  ///< in the order of their names
};

}  // namespace

std::unique_ptr<Reporter> text_report(std::ostream& out, const TextOptions& options) {
  return std::make_unique<TextReport>(out, options);
}

}  // namespace karimen::harness::report
