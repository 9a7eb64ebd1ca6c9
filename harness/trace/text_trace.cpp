#include "harness/trace/text_trace.hpp"

namespace karimen::harness::trace {

namespace {

constexpr Bilingual why_words{"  why: ", "  理由: "};

}  // namespace

std::string TextTrace::lines(const RecordedEvent& each) {
  std::string text;
  if (each.step != step_) text += "# " + (step_ = each.step) + '\n';
  const auto told = narrator_.tell(each.event);
  if (each.event.kind != CardEvent::Kind::apdu) return text + "= " + told.response + '\n';
  text += "> " + to_hex(each.event.command, each.event.hidden_command) + "  " + told.command + "\n< " +
          to_hex(each.event.response, each.event.hidden_response) + "  " + told.response + '\n';
  if (!each.cause.empty()) text += std::string(why_words.in(language_)) + each.cause.in(language_) + '\n';
  return text;
}

}  // namespace karimen::harness::trace
