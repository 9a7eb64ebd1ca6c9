#include "harness/runner/step/performance.hpp"

#include "base/assert.hpp"

namespace karimen::harness {
namespace {

bool plain_success(const Bytes& response) {
  return response.size() >= 2 && ((response[response.size() - 2] == 0x90 && response.back() == 0x00) ||
                                  response[response.size() - 2] == 0x61);
}

}  // namespace

PerformResult Performance::perform(const Step& step, const std::function<void()>& then) {
  first_ = events_.size();
  exchanges_.clear();
  system_.on_exchange([&](const Exchange& exchange) {
    exchanges_.push_back(exchange);
    events_.emplace_back(ApduEvent{.scenario = scenario_,
                                   .step = step.id,
                                   .command = exchange.command,
                                   .response = exchange.response,
                                   .cause = {},
                                   .reader = exchange.reader,
                                   .reset = exchange.reset});
  });
  auto result = system_.perform({.procedure = step.procedure,
                                 .inputs = step.inputs,
                                 .at = step.at,
                                 .who = step.who,
                                 .place = step.place,
                                 .faults = step.client ? std::vector<FaultOrder>{} : step.faults});
  then();
  system_.on_exchange({});
  for (const auto& paper : result.papers)
    events_.emplace_back(PaperEvent{scenario_, step.id, paper.kind, paper.lines});
  return result;
}

void Performance::explain() {
  std::size_t next = 0;
  for (auto i = first_; i < events_.size(); ++i)
    if (auto* event = std::get_if<ApduEvent>(&events_[i])) {
      KARIMEN_ASSERT(next < exchanges_.size(), "every APDU event of a step is one of its exchanges");
      const auto& exchange = exchanges_[next++];
      if (!exchange.reset && !plain_success(exchange.response)) event->cause = system_.explain(exchange);
    }
}

}  // namespace karimen::harness
