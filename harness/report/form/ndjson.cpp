#include <ostream>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

class Ndjson final : public Reporter {
 public:
  explicit Ndjson(std::ostream& out) : out_(out) {}
  // Whoever reads the stream sees each verdict when it falls, and lines as wholes: a buffer that is full ends
  // in the middle of one.
  void take(const Event& event) override {
    waiting_ += writer_.lines(event);
    const bool more = std::holds_alternative<StepEvent>(event) || std::holds_alternative<ApduEvent>(event);
    if (more && waiting_.size() < most_waiting) return;
    out_ << waiting_ << std::flush;
    waiting_.clear();
  }

 private:
  static constexpr std::size_t most_waiting = 65536;

  std::ostream& out_;
  EventWriter writer_;
  std::string waiting_;
};

}  // namespace

std::unique_ptr<Reporter> ndjson(std::ostream& out) {
  return std::make_unique<Ndjson>(out);
}

}  // namespace karimen::harness::report
