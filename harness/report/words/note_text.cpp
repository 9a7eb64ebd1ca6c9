#include "harness/report/words/note_text.hpp"

namespace karimen::harness::report {
namespace {

constexpr Bilingual note_words{"{}: note in {} at {}: {}: predicted {}, observed {}, expected {}\n",
                               "{}：注記：{}、{}：{}：予測 {}、実際 {}、期待 {}\n"};

}  // namespace

std::string note_text(const StepEvent& step, const Wording& wording) {
  const auto shown = [&](const std::optional<std::string>& reading) {
    return reading ? wording.value(*reading) : std::string("-");
  };
  std::string text;
  for (const auto& each : step.notes) {
    const auto where = each.spot.where();
    text += wording.say(
        note_words,
        {where.file + ':' + std::to_string(where.line) + ':' + std::to_string(where.column), step.id, step.at,
         wording.name(each.name), shown(each.predicted), shown(each.observed), shown(each.expected)});
  }
  return text;
}

}  // namespace karimen::harness::report
