#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"

namespace karimen::harness::report {
namespace {

class Ndjson final : public Reporter {
 public:
  Ndjson(std::ostream& out, KeptApdus apdus) : out_(out), apdus_(apdus) {}

  // Whoever reads the stream sees each verdict when it falls, and lines as wholes: a buffer that is full ends
  // in the middle of one. Exchanges wait for the verdict that says whether they are kept, and what follows
  // them with them.
  void take(const Event& event) override {
    if (const auto* started = std::get_if<RunStarted>(&event)) return begin(*started);
    const bool exchange = std::holds_alternative<ApduEvent>(event);
    if (exchange && apdus_ == KeptApdus::none) return;
    const auto before = waiting_.size();
    waiting_ += writer_.lines(event);
    if (exchange && apdus_ == KeptApdus::failed) exchanges_.emplace_back(before, waiting_.size());
    if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
      if (finished->verdict == Verdict::pass) leave_out_exchanges();
      exchanges_.clear();
    }
    const bool more =
        std::holds_alternative<StepEvent>(event) || std::holds_alternative<PaperEvent>(event) || exchange;
    if (more && (waiting_.size() < most_waiting || !exchanges_.empty())) return;
    write();
  }

 private:
  static constexpr std::size_t most_waiting = 65536;

  // A stream is made again from one that keeps less: what it has not cannot be told.
  void begin(RunStarted started) {
    started.apdus = apdus_ = std::max(started.apdus, apdus_);
    waiting_ += writer_.lines(started);
    write();
  }

  void leave_out_exchanges() {
    std::string rest;
    std::size_t from = 0;
    for (const auto& [begin, end] : exchanges_) {
      rest.append(waiting_, from, begin - from);
      from = end;
    }
    waiting_ = rest.append(waiting_, from);
  }

  void write() {
    exchanges_.clear();
    out_ << waiting_ << std::flush;
    waiting_.clear();
  }

  std::ostream& out_;
  KeptApdus apdus_;
  EventWriter writer_;
  std::string waiting_;
  std::vector<std::pair<std::size_t, std::size_t>> exchanges_;  ///< where they stand in `waiting_`
};

}  // namespace

std::unique_ptr<Reporter> ndjson(std::ostream& out, KeptApdus apdus) {
  return std::make_unique<Ndjson>(out, apdus);
}

}  // namespace karimen::harness::report
