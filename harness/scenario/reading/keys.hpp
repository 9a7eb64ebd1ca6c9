// The keys of a scenario file, mapping by mapping: what the readers allow, and what the schema offers to an
// editor.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "base/yaml.hpp"

namespace karimen::harness {

struct Key {
  const char* name;
  Bilingual words;
};

inline constexpr std::array scenario_keys{
    Key{"id",
        {"unique in its file; a run is named file#id[case]", "ファイル内で一意。実行名は file#id[case]"}},
    Key{"title", {"what it shows", "何を示すか"}},
    Key{"tags", {"words for karimen run -t", "karimen run -t で選ぶ語"}},
    Key{"rules", {"ids of rules that it is about", "対象の規則のID"}},
    Key{"place",
        {"prefecture of what happens at no facility; tokyo unless said", "施設外の都道府県。既定は tokyo"}},
    Key{"assume", {"knobs under which it runs, e.g. A-60: free", "前提の値。例 A-60: free"}},
    Key{"given", {"the holder, at 00:00 of the first step's day", "最初のステップの日の0時における名義人"}},
    Key{"others", {"other people by name; a step names one with who", "ほかの人。ステップの who で指す"}},
    Key{"include", {"files with sequences, relative to this one", "手順列のあるファイル（相対パス）"}},
    Key{"steps", {"what happens, in order", "起こることを順に"}},
    Key{"matrix", {"PATH: [values]; one run for each combination", "PATH: [値]。組合せごとに実行"}},
    Key{"cases", {"one run each, with what differs", "差分ごとに一回の実行"}},
    Key{"faults", {"faults by step, and tear: sweep", "ステップごとの故障と tear: sweep"}},
    Key{"skip", {"why it is not run", "実行しない理由"}},
    Key{"xfail", {"why it fails today; a pass is then a failure", "現在不合格になる理由。合格すれば不合格"}},
    Key{"requires", {"without it, it is skipped", "無ければ実行しない条件"}},
    Key{"insertion", {"how cards get into readers", "カードの挿入方法"}},
};

inline constexpr std::array sequence_keys{
    Key{"sequence", {"its name: a step uses it with 'use'", "名前。ステップの use で使う"}},
    Key{"title", {"what it does", "何をするか"}},
    Key{"parameters", {"names, or {name: value unless said}", "名前、または {名前: 既定値}"}},
    Key{"steps", {"as in a scenario; $name is an argument", "シナリオと同じ。$名前 が引数"}},
    Key{"include", {"files with sequences, relative to this one", "手順列のあるファイル（相対パス）"}},
};

inline constexpr std::array use_keys{
    Key{"use", {"a sequence", "手順列"}},
    Key{"with", {"its arguments", "引数"}},
    Key{"id",
        {"its steps are ID/STEP; the sequence's name unless said", "ステップは ID/STEP。既定は手順列名"}},
    Key{"expect", {"STEP: {...}, beside what its steps expect", "STEP: {...}（追加の期待）"}},
    Key{"note", {"STEP: {...}, the same, soft", "STEP: {...}（追加の注記）"}},
};

inline constexpr std::array step_keys{
    Key{"do", {"a procedure", "手続"}},
    Key{"at", {"the moment, a full minute: 2026-05-01T09:00", "日時（分まで） 2026-05-01T09:00"}},
    Key{"with", {"the procedure's inputs", "手続の入力"}},
    Key{"who", {"one of others; the holder unless said", "others の一人。既定は名義人"}},
    Key{"id", {"of the step; its procedure's name unless said", "ステップのID。既定は手続名"}},
    Key{"place", {"prefecture, where it is another one", "異なる場合の都道府県"}},
    Key{"expect", {"what the author expects after it", "ステップ後に期待すること"}},
    Key{"note", {"the same, soft: told where it does not hold", "同じ形の注記。外れても不合格にしない"}},
    Key{"client", {"a program of yours, at the card", "カードを使う外部プログラム"}},
};

inline constexpr std::array client_keys{
    Key{"command", {"the program and its arguments", "プログラムと引数"}},
    Key{"card", {"which card lies in the reader", "リーダーに置くカード"}},
    Key{"stdin", {"text on its standard input", "標準入力に渡す文字列"}},
    Key{"environment", {"variables beside Karimen's own", "追加の環境変数"}},
    Key{"timeout", {"500ms, 30s or 2min; 60s unless said", "500ms、30s、2min。既定は 60s"}},
    Key{"expect", {"exit code and output", "終了コードと出力"}},
    Key{"changes", {"facts of the chip as the program leaves them", "プログラム後のICの事実"}},
};

inline constexpr std::array client_expect_keys{
    Key{"exit", {"a code, nonzero or any; 0 unless said", "終了コード、nonzero、any。既定は 0"}},
    Key{"output", {"a pattern, or some, found in standard output", "標準出力に現れるパターン"}},
    Key{"error", {"a pattern, or some, found in standard error", "標準エラーに現れるパターン"}},
};

inline constexpr std::array case_keys{
    Key{"name", {"of the case: file#id[name]", "ケース名"}},
    Key{"title", {"what it shows", "何を示すか"}},
    Key{"set", {"PATH: value, what differs", "PATH: 値（差分）"}},
    Key{"faults", {"in place of the document's", "文書の faults に代わる"}},
    Key{"expect", {"STEP: {...}, in place of that step's", "STEP: {...}（ステップの expect に代わる）"}},
    Key{"note", {"STEP: {...}, in place of that step's", "STEP: {...}（ステップの note に代わる）"}},
    Key{"skip", {"why it is not run", "実行しない理由"}},
    Key{"xfail", {"why it fails today; a pass is then a failure", "現在不合格になる理由。合格すれば不合格"}},
};

inline constexpr std::array xfail_keys{
    Key{"reason", {"why it fails today", "現在不合格になる理由"}},
    Key{"step", {"in which it fails; any unless said", "不合格になるステップ。既定は任意"}},
};

inline constexpr std::array requires_keys{
    Key{"transport", {"direct or pcsc", "direct または pcsc"}},
    Key{"procedure", {"done by the system under test itself, one or some", "対象システム自身が行う手続"}},
    Key{"builtin", {"procedures done by the built-in institutions, one or some", "内蔵の機関が行う手続"}},
    Key{"fact", {"shown by the system under test itself, one or some", "対象システム自身が示す事実"}},
};

/// Words that stand for themselves, in the order in which they are told.
inline constexpr std::array insertion_words{"warm", "hot"};
inline constexpr std::array transport_words{"direct", "pcsc"};
inline constexpr std::array tear_words{"sweep"};
inline constexpr std::array client_cards{"card", "previous_card", "other_persons_card", "none"};
inline constexpr std::array outcome_words{"done", "refused", "failed"};
inline constexpr std::array fee_words{"not_stated", "charged"};

[[nodiscard]] inline std::vector<std::string> words_of(std::span<const char* const> words) {
  return {words.begin(), words.end()};
}

/// Throws DiagnosticError, with every key of the mapping that is none of them.
void allow_only(const yaml::Node& mapping, std::span<const Key> keys);

}  // namespace karimen::harness
