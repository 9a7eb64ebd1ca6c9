#include "harness/report/event/event_shapes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {
namespace {

using enum FieldKind;
using enum Presence;

constexpr EventField both(const char* name, Bilingual words = {"", ""}) {
  return {.name = name, .kind = text, .presence = maybe, .words = words, .bilingual = true};
}

constexpr EventField run_started_fields[] = {
    {"schema", count},
    {"scenarios", count},
    {"seed", text},
    {"assumptions", facts},
    {"oracle_assumptions", facts},
    {"transport", text},
    {"origin", object, always, {"", ""}, "origin"},
    {"system", text, maybe, {"beside the built-in one", "内蔵のもの以外"}},
    {"usual", facts, since_schema_3, {"of what steps predict, how it mostly is", "予測のうち、ふだんの値"}},
    {"apdus",
     kept_apdus,
     since_schema_4,
     {"of whose scenarios the lines `apdu` and `reset` are there: of all, of those that did not pass, of "
      "none",
      "行`apdu`と`reset`があるシナリオ：すべて、合格しなかったもの、なし"}},
};

constexpr EventField reset_fields[] = {
    {"scenario", text},
    {"step", text},
    {"atr", hex, always, {"empty: the card is mute", "空：カードが応答しない"}},
};

constexpr EventField apdu_fields[] = {
    {"scenario", text},
    {"step", text},
    {"command", hex},
    {"response", hex, always, {"empty: the card vanished or died in it", "空：途中でカードが消えたか壊れた"}},
    both("cause"),
};

constexpr EventField paper_fields[] = {
    {"scenario", text},
    {"step", text},
    {"kind", text},
    {"lines", pairs, always, {"label and text", "見出しと文言"}},
};

constexpr EventField rule_fields[] = {
    {"id", text},
    {"decision", text},
    {"fired", truth},
    both("because"),
    {"consequence", text, maybe},
    both("explanation"),
    {"says", pairs, maybe, {"facts and what the rule says of each", "事実と、規則がいうその値"}},
};

constexpr EventField step_fields[] = {
    {"scenario", text},
    {"id", text},
    {"procedure", text},
    {"at", text},
    {"actor", text},
    {"who", text},
    {"place", text},
    {"inputs", facts},
    {"predicted", facts, until_schema_2},
    {"observed", facts, until_schema_2},
    {"given",
     changes,
     maybe,
     {"of the first step of this person in the scenario: how it was before, where that is not `usual`",
      "この人の最初のステップで、`usual`と異なる始めの値"}},
    {"set",
     changes,
     since_schema_3,
     {"what is predicted otherwise than it was, or than at the step before of this person",
      "予測が始めの値、またはこの人の前のステップと異なるもの"}},
    {"seen",
     changes,
     maybe,
     {"what is observed otherwise than predicted, beside `not_observed`",
      "観測が予測と異なるもの（`not_observed`のほか）"}},
    {"before",
     facts,
     maybe,
     {"of what is predicted, that was otherwise before: as it was; only where it does not follow from "
      "`given`, "
      "`set` and the step before",
      "予測のうち前と異なるものの前の値。`given`、`set`、前のステップから分からないときだけ"}},
    {"not_observed", texts},
    {"rules",
     objects_or_names,
     always,
     {"a text: the rule fired, and says what the line `rule` of that id says",
      "文字列：その規則が適用され、同じidの行`rule`のとおりにいう"},
     "rule"},
    {"assumptions", texts},
    {"verdict", verdict},
    {"failure", failure, maybe},
    {"client", object, maybe, {"", ""}, "client"},
    {"differences", objects, maybe, {"", ""}, "difference"},
    {"notes", objects, maybe, {"soft expectations that do not hold", "成り立たなかった注記"}, "difference"},
    {"detail", text, maybe},
    {"spot", object, always, {"", ""}, "spot"},
    {"used_at",
     objects,
     maybe,
     {"of a step of a sequence: where that is used, the innermost first",
      "シーケンスのステップで、それを使う箇所（内側から）"},
     "spot"},
    {"measured_ms", number},
};

constexpr EventField scenario_finished_fields[] = {
    {"id", text},
    {.name = "title", .kind = text, .bilingual = true},
    {"file", text, maybe},
    {"line", count, maybe},
    {"tags", texts, maybe},
    {"holder", text, maybe, {"the persona", "ペルソナ"}},
    {"assumptions", facts, maybe, {"that the scenario makes itself", "シナリオ自身が置く前提"}},
    {"verdict", verdict},
    {"failure", failure, maybe},
    both("reason", {"why it was not run, or is expected to fail", "実行しない理由、または失敗を見込む理由"}),
    {"step", text, maybe},
    {"detail", text, maybe},
    {"attempts", count, maybe, {"", ""}, "", 2},
    {"repetition", count, maybe, {"", ""}, "", 1},
    {"internal", truth, maybe},
    {"unread", truth, maybe, {"a file with a mistake; `id` is its name", "誤りのあるファイル。`id`はその名"}},
    both("mistakes"),
    {"transcript", texts, maybe},
    {"digest", digest, maybe},
    {"text_digest",
     text,
     maybe,
     {"digest of what was written: the scenario, sequences and card files that it uses",
      "記述（シナリオ、使う手順とカードファイル）のダイジェスト"}},
    {"predicted", count},
    {"observed", count},
    {"steps", count},
    {"not_run", count},
    {"measured_ms", number},
};

constexpr EventField run_finished_fields[] = {
    {"counts", object, always, {"", ""}, "counts"},
    {"digest", text},
    {"interrupted", truth},
    {"measured_ms", number},
};

// What was counted, of a procedure or of all, and one thing more.
constexpr std::array<EventField, 10> tally_fields(const EventField& other) {
  return {{{"steps", count},
           {"commands", count},
           {"write_points", count},
           {"cuts", count},
           {"repetitions", count},
           {"old_record", count},
           {"no_record", count},
           {"new_record", count},
           {"survived", count},
           other}};
}

constexpr auto swept_fields = tally_fields({"procedure", text}),
               sweep_finished_fields = tally_fields({"scenarios", count});

constexpr EventField not_survived_fields[] = {
    {"scenario", text},
    {"step", text},
    {"procedure", text},
    {"command", count, always, {"of the step, from 1", "ステップの中で1から"}, "", 1},
    {"write_point", count, always, {"writes that still happened", "その前に済んだ書込みの数"}},
    {"why", text},
    {"reproduction",
     text,
     always,
     {"the fault that a scenario scripts to see it", "再現するための障害の書き方"}},
};

constexpr EventField spot_fields[] = {
    {"file",
     text,
     always,
     {"as it could be opened where the run was started", "実行を始めた場所から開ける名前"}},
    {"line", count},
    {"column", count, always, {"in characters; 0: none", "文字数。0：なし"}},
    {"text", text, always, {"of the line", "その行"}},
};

constexpr EventField origin_fields[] = {
    {"version", text},
    {"commit", text, maybe},
    {"rulebook", text, maybe, {"digest over its files", "ファイル全体のダイジェスト"}},
    {"build", text, maybe, {"of this program", "このプログラムのビルド"}},
    {"program",
     text,
     maybe,
     {"digest over the files that --sut names", "--sut が指すファイル全体のダイジェスト"}},
    {"pipeline", text, maybe, {"of a CI system or a cluster", "CIまたはクラスタの実行"}},
    {"folder", text, maybe, {"from which files are named", "ファイル名の基準となるフォルダ"}},
    {"measured_start", text, maybe, {"UTC", "UTC"}},
    {"shard", shard, maybe, {"the first of the second", "第二の数のうち第一"}},
    {"options", facts, maybe, {"without which it is another run", "これが違えば別の実行になるもの"}},
};

constexpr EventField difference_fields[] = {
    {"name", text},
    {"kind", undecided_or_failure},
    {"expected", text, maybe},
    {"predicted", text, maybe},
    {"observed", text, maybe},
    {"reason", text, maybe},
    both("because"),
    {"facts", text_by_name, maybe},
    {"spot", object, always, {"", ""}, "spot"},
};

constexpr EventField client_fields[] = {
    {"command", texts},
    {"run", truth},
    {"exit", text, maybe},
    {"output", text, maybe},
    {"output_left_out", count, maybe},
    {"error", text, maybe},
    {"error_left_out", count, maybe},
};

constexpr EventField counts_fields[] = {
    {"pass", count},
    {"skip", count, maybe},
    {"xfail", count, maybe, {"failed as expected", "見込みどおりの失敗"}},
    {"fail", count},
    {"passed_unexpectedly", count, maybe, {"of those that failed", "失敗したもののうち"}},
    {"undecided", count},
    {"flaky", count, maybe},
    {"error", count},
    {"not_run", count},
    {"notes", count, maybe, {"soft expectations that did not hold", "成り立たなかった注記"}},
    {"steps", count},
    {"clients_not_run", count},
    {"not_observed", count},
    {"assumptions", count_by_name, always, {"how many verdicts rest on each", "それぞれに依る判定の数"}},
};

constexpr EventShape lines[] = {
    {"run_started", {"", ""}, run_started_fields},
    {"reset", {"a cold reset", "コールドリセット"}, reset_fields},
    {"apdu", {"", ""}, apdu_fields},
    {"paper", {"", ""}, paper_fields},
    {"rule",
     {"before the first step that names it; what it says there and whenever it is named",
      "これを挙げる最初のステップの前。そこと、以後挙げられるたびにいうこと"},
     rule_fields},
    {"step", {"", ""}, step_fields},
    {"scenario_finished", {"", ""}, scenario_finished_fields},
    {"run_finished", {"", ""}, run_finished_fields},
    {"swept",
     {"power cuts at every write point of a procedure", "手続の全書込み点での電源断"},
     swept_fields,
     true},
    {"not_survived", {"one that was not survived", "無事に済まなかった電源断"}, not_survived_fields, true},
    {"sweep_finished", {"", ""}, sweep_finished_fields, true},
};

constexpr EventShape parts[] = {
    {"spot", {"", ""}, spot_fields},     {"origin", {"", ""}, origin_fields},
    {"rule", {"", ""}, rule_fields},     {"difference", {"", ""}, difference_fields},
    {"client", {"", ""}, client_fields}, {"counts", {"", ""}, counts_fields},
};

}  // namespace

std::span<const EventShape> line_shapes() {
  return lines;
}

std::span<const EventShape> part_shapes() {
  return parts;
}

const EventShape* shape_called(std::span<const EventShape> shapes, std::string_view name) {
  const auto found = std::ranges::find(shapes, name, &EventShape::name);
  return found == shapes.end() ? nullptr : &*found;
}

std::vector<std::string> words_of(FieldKind kind) {
  std::vector<std::string> words;
  if (kind == FieldKind::verdict)
    for (const auto each : all_verdicts) words.emplace_back(to_string(each));
  if (kind == FieldKind::kept_apdus)
    for (const auto each : all_kept_apdus) words.emplace_back(to_string(each));
  if (kind == FieldKind::undecided_or_failure) words.emplace_back("undecided");
  if (kind != FieldKind::failure && kind != FieldKind::undecided_or_failure) return words;
  for (int i = 1; i <= static_cast<int>(last_failure); ++i)
    words.emplace_back(to_string(static_cast<Failure>(i)));
  return words;
}

}  // namespace karimen::harness::report
