// The console's record, replay and compare.
#include "harness/workshop/comparison/chip_comparison.hpp"
#include "harness/workshop/comparison/comparison_words.hpp"
#include "harness/workshop/comparison/recorded_card.hpp"
#include "harness/workshop/console/console.hpp"

namespace karimen::harness::workshop {

void console_record(Desk& desk, const Arguments& arguments) {
  const auto& file = arguments.front();
  auto recorder = file == "off" ? nullptr : std::make_unique<Recorder>(file, desk.name, desk.unmasked);
  // Under the card's lock: the reader may be telling it something.
  desk.card.with([&](const auto&) { desk.watcher.record(std::move(recorder)); });
  desk.recording = file == "off" ? "" : file;
  if (desk.recording.empty()) return desk.say({"nothing is recorded", "記録していない"});
  desk.say({"recording into {}", "{}に記録している"}, {file});
}

void console_replay(Desk& desk, const Arguments& arguments) {
  desk.replay(arguments.front(), load_replay(arguments.front()));
  desk.say({"the card answers what was recorded in {}; 'load' or 'reset' ends that",
            "カードは{}に記録された応答を返す。loadまたはresetで終わる"},
           {arguments.front()});
}

void console_compare(Desk& desk, const Arguments& arguments) {
  const auto recording = trace::load_recording(arguments.front());
  const auto card = desk.card.copy();
  desk.tell([&](Language language) {
    const auto comparison = compare_with_chip(recording, card, language);
    std::string text;
    for (const auto& each : comparison.differences)
      text += difference_words(each, desk.unmasked, language) + '\n';
    return text + summary_words(comparison, language) + '\n';
  });
}

}  // namespace karimen::harness::workshop
