#include <algorithm>
#include <ostream>
#include <vector>

#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t dots_in_a_line = 80;

bool has_notes(const Event& event) {
  const auto* step = std::get_if<StepEvent>(&event);
  return step != nullptr && !step->notes.empty();
}

class Dots final : public Reporter {
 public:
  Dots(std::ostream& out, const TextOptions& options) : out_(out), problems_(text_report(out, options)) {}

  void take(const Event& event) override {
    if (std::holds_alternative<RunStarted>(event)) return problems_->take(event);
    if (std::holds_alternative<RunFinished>(event)) return finish(event);
    scenario_.push_back(event);
    const auto* finished = std::get_if<ScenarioFinished>(&event);
    if (finished == nullptr) return;
    out_ << mark_of(finished->verdict);
    if (++told_ % dots_in_a_line == 0) out_ << '\n';
    out_.flush();
    // Of those that passed the counts alone are needed.
    if (finished->verdict == Verdict::pass && std::ranges::none_of(scenario_, has_notes))
      kept_.push_back(event);
    else
      kept_.insert(kept_.end(), std::make_move_iterator(scenario_.begin()),
                   std::make_move_iterator(scenario_.end()));
    scenario_.clear();
  }

 private:
  void finish(const Event& end) {
    if (told_ % dots_in_a_line != 0) out_ << '\n';
    for (const auto& event : kept_) problems_->take(event);
    problems_->take(end);
  }

  std::ostream& out_;
  std::unique_ptr<Reporter> problems_;
  std::vector<Event> scenario_, kept_;
  std::size_t told_ = 0;
};

}  // namespace

std::unique_ptr<Reporter> dots(std::ostream& out, const TextOptions& options) {
  return std::make_unique<Dots>(out, options);
}

}  // namespace karimen::harness::report
