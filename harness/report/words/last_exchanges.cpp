#include "harness/report/words/last_exchanges.hpp"

#include "harness/trace/narrator.hpp"

namespace karimen::harness::report {
namespace {

constexpr std::size_t most = 4;
constexpr Bilingual exchanges_heading{"  last exchanges with the card:\n", "  カードとの最後のやり取り:\n"};
constexpr Bilingual in_brackets{" ({})", "（{}）"};

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

std::string LastExchanges::text(Language language) const {
  std::string text;
  for (const auto& [event, before] : kept_) {
    const auto told = trace::tell(event.command, event.response, before, language);
    text += "    > " + told.command + "\n    < " + told.response;
    text += (event.cause.empty() ? "" : say(in_brackets, language, {event.cause.in(language)})) + '\n';
  }
  return text.empty() ? "" : exchanges_heading.in(language) + text;
}

}  // namespace karimen::harness::report
