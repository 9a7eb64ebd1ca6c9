#include "harness/workshop/comparison/comparison_words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/narrator.hpp"

namespace karimen::harness::workshop {

using namespace trace;

namespace {

using Json = nlohmann::ordered_json;
using Kind = CardEvent::Kind;

constexpr std::size_t shown_bytes = 16;

constexpr Bilingual event_number{"event {}", "イベント{}"}, from_byte{"from byte {}", "位置{}"};
constexpr Bilingual recorded_words{"recorded", "記録ファイル"}, ours_words{"ours", "比較先"};
constexpr Bilingual recorded_part{"recorded ", "記録ファイル "}, our_part{"ours     ", "比較先       "};
constexpr Bilingual why_recorded{"why recorded", "記録ファイルの理由"}, why_ours{"why ours", "比較先の理由"};
constexpr Bilingual not_shown{"masked: --unmasked shows it", "非表示（--unmaskedで表示）"};
constexpr Bilingual counts_words{"{} commands, {} the same, {} different", "{}コマンド、一致{}、相違{}"};
constexpr Bilingual unasked_words{", {} commands of the other recording alone", "、もう一方だけのコマンド{}"};
constexpr Bilingual not_counted{"; they must differ and are not counted: ",
                                "。異なって当然のため数えないもの: "};
constexpr Bilingual excused_words{"{} ({})", "{}（{}）"}, between_excuses{", ", "、"};

constexpr Bilingual midway_words{
    "; the recording begins in the middle of a session: what was selected and verified before is not in it",
    "。記録は通信の途中から始まっており、それ以前の選択と照合は含まれない"};

// What is excused, by the reason that a comparison keeps.
constexpr std::pair<std::string_view, const char*> excuses_ja[]{
    {"secure messaging", "セキュアメッセージング"}, {"PSS signature", "PSS署名"}};

std::string excuse_words(const std::string& reason, Language language) {
  if (language == Language::ja)
    for (const auto& [word, ja] : excuses_ja)
      if (reason == word) return ja;
  return reason;
}

/// A difference as it may be shown.
struct Shown {
  CardEvent recorded, ours;
  Telling recorded_words, our_words;
};

// The two answers were given in the same situation; each is masked from there.
Shown shown(const Difference& each, bool unmasked, Language language) {
  const auto& event = each.recorded.event;
  Shown made{.recorded = event, .ours = event};
  made.ours.response = each.ours;
  made.ours.hidden_response.clear();
  if (event.kind != Kind::apdu) {
    made.recorded_words.response = tell_power(event.kind, event.response, language);
    made.our_words.response = tell_power(event.kind, each.ours, language);
    return made;
  }
  for (auto* side : {&made.recorded, &made.ours})
    if (!unmasked) *side = Masker(each.before).masked(std::move(*side));
  made.recorded_words = tell(made.recorded.command, made.recorded.response, each.before, language);
  made.our_words = tell(made.ours.command, made.ours.response, each.before, language);
  return made;
}

std::string command_of(const Shown& it) {
  return to_hex(it.recorded.command, it.recorded.hidden_command);
}

bool data_differ(const Difference& each) {
  return each.recorded.event.kind == Kind::apdu && each.recorded.event.response.size() >= 2 &&
         status_of(each.recorded.event.response) == status_of(each.ours);
}

std::string part(const CardEvent& event, std::size_t first) {
  const auto data = data_of_response(event.response);
  if (first >= data.size()) return "-";
  const auto size = std::min(shown_bytes, data.size() - first);
  return to_hex(data.subspan(first, size), event.response, event.hidden_response) +
         (first + size < data.size() ? "..." : "");
}

Json side(const CardEvent& event, const Telling& words, const std::string& cause) {
  Json json{{"response", to_hex(event.response, event.hidden_response)}, {"words", words.response}};
  if (!cause.empty()) json["cause"] = cause;
  return json;
}

}  // namespace

std::string difference_words(const Difference& each, bool unmasked, Language language) {
  const std::size_t width = language == Language::ja ? 20 : 14;
  const auto row = [width](const std::string& name, const std::string& text) {
    return "  " + padded(name, width) + text + '\n';
  };
  const auto it = shown(each, unmasked, language);
  auto text = say(event_number, language, {std::to_string(each.recorded.event.number)});
  if (!each.recorded.step.empty()) text += " [" + each.recorded.step + "]";
  if (!it.recorded.command.empty()) text += ": " + it.recorded_words.command + "\n  > " + command_of(it);
  text += '\n' + row(recorded_words.in(language), it.recorded_words.response) +
          row(ours_words.in(language), it.our_words.response);
  if (data_differ(each)) {
    const auto at = say(from_byte, language, {std::to_string(each.first)});
    const auto theirs = part(it.recorded, each.first), mine = part(it.ours, each.first);
    text += row(at, recorded_part.in(language) + theirs) + row("", our_part.in(language) + mine);
    if (theirs == mine) text += row("", not_shown.in(language));
  }
  if (!each.recorded.cause.empty()) text += row(why_recorded.in(language), each.recorded.cause.in(language));
  if (!each.why.empty()) text += row(why_ours.in(language), each.why);
  return text;
}

std::string summary_words(const Comparison& comparison, Language language) {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  auto text =
      say(counts_words, language,
          {number(comparison.commands), number(comparison.same), number(comparison.differences.size())});
  if (comparison.unasked > 0) text += say(unasked_words, language, {number(comparison.unasked)});
  if (comparison.midway) text += midway_words.in(language);
  if (comparison.excused.empty()) return text;
  text += not_counted.in(language);
  const char* separator = "";
  for (const auto& [reason, count] : comparison.excused) {
    text += separator + say(excused_words, language, {excuse_words(reason, language), number(count)});
    separator = between_excuses.in(language);
  }
  return text;
}

std::string comparison_json(const Comparison& comparison, bool unmasked) {
  auto differences = Json::array();
  for (const auto& each : comparison.differences) {
    const auto it = shown(each, unmasked, Language::en);
    Json json{{"number", each.recorded.event.number}};
    if (!each.recorded.step.empty()) json["step"] = each.recorded.step;
    json["command"] = command_of(it);
    json["words"] = it.recorded_words.command;
    if (data_differ(each)) json["first_byte"] = each.first;
    json["recorded"] = side(it.recorded, it.recorded_words, each.recorded.cause.en);
    json["ours"] = side(it.ours, it.our_words, each.why);
    differences.push_back(std::move(json));
  }
  const Json json{{"schema", 1},
                  {"commands", comparison.commands},
                  {"same", comparison.same},
                  {"midway", comparison.midway},
                  {"unasked", comparison.unasked},
                  {"excused", comparison.excused},
                  {"differences", differences}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace karimen::harness::workshop
