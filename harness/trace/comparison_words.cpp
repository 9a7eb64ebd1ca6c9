#include "harness/trace/comparison_words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "harness/trace/mask.hpp"
#include "harness/trace/narrator.hpp"

namespace karimen::harness::trace {
namespace {

using Json = nlohmann::ordered_json;
using Kind = sim::reader::CardEvent::Kind;

constexpr std::size_t shown_bytes = 16;

/// A difference as it may be shown.
struct Shown {
  Bytes command, recorded, ours;
  Telling recorded_words, our_words;
};

// The two answers were given in the same situation; each is masked from there.
Shown shown(const Difference& each, bool unmasked, Language language) {
  const auto& event = each.recorded.event;
  Shown made{event.command, event.response, each.ours, {}, {}};
  if (event.kind != Kind::apdu) {
    made.recorded_words.response = tell_power(event.kind, made.recorded, language);
    made.our_words.response = tell_power(event.kind, made.ours, language);
    return made;
  }
  if (!unmasked) {
    auto again = made.command;
    Masker(each.before).mask(made.command, made.recorded);
    Masker(each.before).mask(again, made.ours);
  }
  made.recorded_words = tell(made.command, made.recorded, each.before, language);
  made.our_words = tell(made.command, made.ours, each.before, language);
  return made;
}

bool data_differ(const Difference& each) {
  return each.recorded.event.kind == Kind::apdu && each.recorded.event.response.size() >= 2 &&
         status_of(each.recorded.event.response) == status_of(each.ours);
}

std::string part(ByteView response, std::size_t first) {
  const auto data = data_of_response(response);
  if (first >= data.size()) return "-";
  const auto size = std::min(shown_bytes, data.size() - first);
  return to_hex(data.subspan(first, size)) + (first + size < data.size() ? "..." : "");
}

Json side(const Bytes& response, const Telling& words, const std::string& cause) {
  Json json{{"response", to_hex(response)}, {"words", words.response}};
  if (!cause.empty()) json["cause"] = cause;
  return json;
}

}  // namespace

std::string difference_words(const Difference& each, bool unmasked, Language language) {
  const auto say = [&](const char* en, const char* ja) { return std::string(Words{en, ja}.in(language)); };
  const auto row = [](const std::string& name, const std::string& text) {
    return "  " + padded(name, 14) + text + '\n';
  };
  const auto it = shown(each, unmasked, language);
  auto text = say("event ", "イベント") + std::to_string(each.recorded.event.number);
  if (!each.recorded.step.empty()) text += " [" + each.recorded.step + "]";
  if (!it.command.empty()) text += ": " + it.recorded_words.command + "\n  > " + to_hex(it.command);
  text += '\n' + row(say("recorded", "記録"), it.recorded_words.response) +
          row(say("ours", "こちら"), it.our_words.response);
  if (data_differ(each)) {
    const auto at = say("from byte ", "位置") + std::to_string(each.first);
    const auto recorded = part(it.recorded, each.first), mine = part(it.ours, each.first);
    text += row(at, say("recorded ", "記録 ") + recorded) + row("", say("ours     ", "こちら ") + mine);
    if (recorded == mine) text += row("", say("masked: --unmasked shows it", "非表示: --unmasked で表示"));
  }
  if (!each.recorded.cause.empty()) text += row(say("why recorded", "記録の理由"), each.recorded.cause);
  if (!each.why.empty()) text += row(say("why ours", "こちらの理由"), each.why);
  return text;
}

std::string summary_words(const Comparison& comparison, Language language) {
  const bool japanese = language == Language::ja;
  const auto number = [](std::size_t value) { return std::to_string(value); };
  std::string text = japanese ? number(comparison.commands) + "コマンド、一致" + number(comparison.same) +
                                    "、相違" + number(comparison.differences.size())
                              : number(comparison.commands) + " commands, " + number(comparison.same) +
                                    " the same, " + number(comparison.differences.size()) + " different";
  if (comparison.unasked > 0)
    text += japanese ? "、相手だけのコマンド" + number(comparison.unasked)
                     : ", " + number(comparison.unasked) + " commands of the other recording alone";
  if (comparison.excused.empty()) return text;
  text += japanese ? "。比較しないもの: " : "; they must differ and are not counted: ";
  const char* between = "";
  for (const auto& [reason, count] : comparison.excused) {
    text += between + reason + " (" + number(count) + ")";
    between = ", ";
  }
  return text;
}

std::string comparison_json(const Comparison& comparison, bool unmasked) {
  auto differences = Json::array();
  for (const auto& each : comparison.differences) {
    const auto it = shown(each, unmasked, Language::en);
    Json json{{"number", each.recorded.event.number}};
    if (!each.recorded.step.empty()) json["step"] = each.recorded.step;
    json["command"] = to_hex(it.command);
    json["words"] = it.recorded_words.command;
    if (data_differ(each)) json["first_byte"] = each.first;
    json["recorded"] = side(it.recorded, it.recorded_words, each.recorded.cause);
    json["ours"] = side(it.ours, it.our_words, each.why);
    differences.push_back(std::move(json));
  }
  const Json json{{"schema", 1},
                  {"commands", comparison.commands},
                  {"same", comparison.same},
                  {"unasked", comparison.unasked},
                  {"excused", comparison.excused},
                  {"differences", differences}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace karimen::harness::trace
