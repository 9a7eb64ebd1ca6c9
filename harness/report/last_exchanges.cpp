#include "harness/report/last_exchanges.hpp"

#include "harness/trace/narrator.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t most = 4;

}  // namespace

void LastExchanges::take(const ApduEvent& event) {
  if (event.reset) {
    follower_.reset();
    return;
  }
  kept_.push_back({event, follower_.situation()});
  if (kept_.size() > most) kept_.pop_front();
  follower_.take(event.command, event.response);
}

std::string LastExchanges::text() const {
  std::string text;
  for (const auto& [event, before] : kept_) {
    const auto told = trace::tell(event.command, event.response, before);
    text += "    > " + told.command + "\n    < " + told.response;
    text += (event.cause.empty() ? "" : " (" + event.cause + ")") + '\n';
  }
  return text.empty() ? "" : "  last exchanges with the card:\n" + text;
}

}  // namespace karimen::harness::report
