#include <ostream>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

class Ndjson final : public Reporter {
 public:
  explicit Ndjson(std::ostream& out) : out_(out) {}
  // Whoever reads the stream sees each verdict when it falls, not when a buffer is full.
  void take(const Event& event) override {
    out_ << writer_.lines(event);
    if (std::holds_alternative<ScenarioFinished>(event)) out_.flush();
  }

 private:
  std::ostream& out_;
  EventWriter writer_;
};

}  // namespace

std::unique_ptr<Reporter> ndjson(std::ostream& out) {
  return std::make_unique<Ndjson>(out);
}

}  // namespace karimen::harness::report
