// What is said of which scenarios are run, how often and in which order.
#include "base/phrases/phrasebook.hpp"

namespace karimen {
namespace {

// clang-format off
constexpr Bilingual choice[]{
    // --failed
    {"the institutions that err are the built-in ones", "誤りを仕込めるのは組込みの機関だけである"},
    {"no defect of an institution is called '{}'", "'{}' という機関の欠陥はない"},
    {"'karimen explore --defects' lists them", "'karimen explore --defects' で一覧"},
    {"nothing to repeat: everything passed when it was last run", "やり直すものはない。前回はすべて合格した"},
    {"nothing to repeat here; elsewhere {}", "ここにやり直すものはない。他には {}"},
    {"with --allow-empty that ends with 0", "--allow-empty を付けると終了コードは0になる"},
    // --resume
    {"run {} has come to its end", "実行 {} は完了している"},
    {"--failed runs again what did not pass in it", "--failed で合格しなかったものをやり直せる"},
    {"run {} was merged from shards", "実行 {} は分割実行を統合したもの"},
    {"resume each shard with its own history", "分割ごとに、その履歴から再開する"},
    {"run {} cannot go on: {}", "実行 {} は再開できない: {}"},
    {"one run is about one thing: begin a new one", "一回の実行の条件は一つ。新しく実行する"},
    // replay
    {"this is no bundle of a failing run", "失敗した実行のバンドルではない"},
    {"name the folder that holds {}", "{} のあるフォルダーを指定する"},
    {"this bundle has schema {}, this program knows schema {}", "このバンドルのスキーマは {}、このプログラムが読めるのはスキーマ {}"},
    {"--bundle {}: there is something else", "--bundle {}: ほかのものがある"},
    {"name a folder that does not exist yet, or a bundle", "まだないフォルダーか、バンドルを指定する"},
    {"the run was of another system: {}", "元の実行は別のシステムによる: {}"},
    {"give its --sut again, or --sut builtin", "その --sut か、--sut builtin を付ける"},
    {"'karimen replay' takes one bundle", "'karimen replay' のバンドルは一つだけ"},
    {"one after the other", "一つずつ実行する"},
    {"no run has left a bundle yet", "バンドルを残した実行はまだない"},
    {"name one: run leaves it where --bundle says", "バンドルを指定する。run の --bundle が示すフォルダーにある"},
    // debug, shrink
    {"which scenario?", "どのシナリオ？"},
    {"karimen debug FILE:LINE, or -k NAME", "karimen debug ファイル:行、または -k 名前"},
    {"one scenario is debugged at a time, these are {}", "一度にデバッグできるシナリオは一つ。ここには {} 件ある"},
    {"FILE:LINE or -k NAME, for example -k '{}':{}", "ファイル:行、または -k 名前。例えば -k '{}':{}"},
    {"one word belongs there", "そこには語を一つ書く"},
    {"why FACT, for example why card.record", "why 事実。例えば why card.record"},
    {"there is no breakpoint {}", "ブレークポイント {} はない"},
    {"there is no step '{}'", "ステップ '{}' はない"},
    {"NAME=VALUE, for example facility=koto_center", "名前=値。例えば facility=koto_center"},
    {"one combination of a matrix cannot be written by itself", "matrix の組合せの一つだけを書き出すことはできない"},
    {"debug a scenario without a matrix, or write its values into the file first", "matrix のないシナリオをデバッグするか、先にその値をファイルに書く"},
    {"what is left is no scenario: {}", "残りがシナリオにならない: {}"},
    {"'goto' another step, or write it by hand", "別のステップへ 'goto' するか、手で書く"},
    {"nothing of the scenario is left", "シナリオが何も残っていない"},
    {"keep at least its first step", "少なくとも最初のステップを残す"},
    {"the file is there already", "ファイルがすでにある"},
    {"'karimen shrink' takes one scenario", "'karimen shrink' のシナリオは一つだけ"},
    {"name its file, and its line: mine.yaml:20", "ファイルと行を指定する: mine.yaml:20"},
    {"nothing fails here", "ここに失敗するものはない"},
    {"name a scenario that fails, or give the --rulebook and --assume under which it does", "失敗するシナリオを指定するか、失敗するときの --rulebook と --assume を付ける"},
    // --changed
    {"'{}' is neither a file nor a folder", "'{}' はファイルでもフォルダーでもない"},
    {"a value stands behind an equals sign: --{}={}", "値は等号の後に書く: --{}={}"},
    {"everything that is selected was skipped", "選択されたシナリオはすべて省略された"},
    {"nothing that is selected has changed since {}", "選んだものに {} からの変更はない"},
    {"--changed: {} is in no git work tree", "--changed: {} はgitの作業ツリーの中にない"},
    {"name scenarios that git knows, or leave out --changed", "gitで管理しているシナリオを指定するか、--changed を外す"},
    {"--changed: {} has no revision '{}'", "--changed: {} に '{}' というリビジョンはない"},
    {"name a commit, branch or tag: --changed=REV; 'git log' shows them", "コミット、ブランチ、タグを指定する: --changed=REV。'git log' で一覧"},
    {"--changed: git does not say what changed in {}", "--changed: {} の変更をgitが示さない"},
    {"try 'git status' there", "そこで 'git status' を試す"},
    {"--changed needs git, which cannot be started", "--changed にはgitが要るが、起動できない"},
    {"apt-get install git", "apt-get install git を実行する"},
    // watch, new
    {"folders cannot be watched: {}", "フォルダーを監視できない: {}"},
    {"look at /proc/sys/fs/inotify/max_user_instances", "/proc/sys/fs/inotify/max_user_instances を確かめる"},
    {"the folder {} cannot be watched: {}", "フォルダー {} を監視できない: {}"},
    {"look at its permissions, and at /proc/sys/fs/inotify/max_user_watches", "権限と /proc/sys/fs/inotify/max_user_watches を確かめる"},
    {"Z3's libz3.so.4", "Z3の libz3.so.4"},
    {"invariants can be proved", "不変条件を証明できる"},
    {"not here: 'karimen rules check' proves no invariants", "ない: 'karimen rules check' は不変条件を証明しない"},
    {"nothing called '{}' can be mutated", "'{}' という誤らせられるものはない"},
    {"rules export takes one file", "rules export のファイルは一つだけ"},
    {"unknown format '{}'", "形式 '{}' はない"},
    {"the line is no JSON object", "この行はJSONのオブジェクトではない"},
    {"one JSON object a line, of the names of facts and their values", "一行に一つのJSONオブジェクト（事実の名前と値）"},
    {"a calculation with something that may be a word", "語かもしれないものとの計算"},
    {"new {} takes one file", "new {} のファイルは一つだけ"},
    // --timeout and what contradicts
    {"--timeout takes a time, for example 500ms, 30s or 2min, not '{}'", "--timeout は時間（例 500ms、30s、2min。'{}' ではない）"},
    {"the time limit of {} ended before the first step", "最初のステップの前に制限時間 {} が過ぎた"},
    {"the time limit of {} ended in the step {}: {}", "ステップ {1} で制限時間 {0} が過ぎた: {2}"},
    {"the time limit of {} ended in the step {}", "ステップ {1} で制限時間 {0} が過ぎた"},
    {"{}: no answer within the time limit of the scenario", "{}: シナリオの制限時間内に応答がない"},
    {"{} and {} contradict each other", "{} と {} は両立しない"},
    // -t
    {"no scenario has the tag '{}': {}", "タグ '{}' のシナリオはない。{}"},
    {"no scenario here has a tag", "タグのあるシナリオがない"},
    {"this bracket was never opened", "この括弧に対応する始めの括弧がない"},
    {"open it with (", "( で始める"},
    {"the expression is nested too deep", "式の入れ子が深すぎる"},
    {"write it in fewer brackets", "括弧を減らして書く"},
    {"a tag is missing here", "ここにタグがない"},
    {"two tags stand side by side", "タグが二つ並んでいる"},
    {"put 'and', 'or' or a comma between them", "間に 'and'、'or' かコンマを書く"},
    // --shard
    {"--shard takes I/N, for example 2/4, or auto, not '{}'", "--shard は I/N（例 2/4）か auto（'{}' ではない）"},
    {"--shard {}: there is no such shard", "--shard {}: その番号はない"},
    {"--shard auto: {} is no whole number: '{}'", "--shard auto: {} が整数ではない: '{}'"},
    {"--shard auto: there is no such part: {}", "--shard auto: その番号はない: {}"},
    {"--shard auto: {}, but {} is not set", "--shard auto: {} だが {} がない"},
    {"--shard auto: {}, and nothing says of how many", "--shard auto: {} だが、総数を示すものがない"},
    {"--shard auto: no variable says which part this is", "--shard auto: 番号を示す環境変数がない"},
    {"--shard auto: {} contradicts {}", "--shard auto: {} と {} が矛盾する"},
    {"--shard auto/{} contradicts {}", "--shard auto/{} と {} が矛盾する"},
    {"give the number of jobs: --shard auto/N", "ジョブの総数を示す: --shard auto/N"},
    {"give --shard I/N, or unset the variables of one of them", "--shard I/N と書くか、一方の環境変数を外す"},
    {"give --shard I/N", "--shard I/N と書く"},
    {"give --shard auto", "--shard auto と書く"},
    // which step is explained
    {"the scenario ended before its first step", "シナリオは最初のステップの前に終わった"},
    {"'karimen run' says why", "理由は 'karimen run' で表示"},
    {"there is no step '{}' in {}", "{1} にステップ '{0}' はない"},
    {"the scenario ended in step {}, before {}", "シナリオは {1} の前、ステップ {0} で終わった"},
    {"ask about that step", "そのステップを指定する"},
    {"RUN/SCENARIO:STEP, FILE:LINE:STEP or SCENARIO:STEP, for example last/INH-20:personalise_card", "RUN/SCENARIO:STEP、FILE:LINE:STEP 又は SCENARIO:STEP。例 last/INH-20:personalise_card"},
    {"name one of them{}", "次のうち一つを指定する{}"},
    {"everything passed in run {}", "実行{}はすべて合格"},
    {"no scenario of run {} has '{}' in its name", "実行{}に、名前に '{}' を含むシナリオはない"},
    {"{} scenarios of run {} did not pass", "実行{1}の不合格のシナリオは{0}件"},
    {"{} scenarios of run {} have '{}' in their names", "実行{1}に、名前に '{2}' を含むシナリオが{0}件"},
    {"the file of '{}' is not where it was when it was run", "'{}' のファイルが実行時の場所にない"},
    {"name it: karimen explain FILE:LINE:STEP", "場所を指定する: karimen explain FILE:LINE:STEP"},
    {"one step of one scenario is explained, these are {}", "説明できるのは一つのシナリオの一つのステップ。該当{}件"},
    // two sides of a comparison of rules
    {"'karimen rules diff' takes two of one kind", "'karimen rules diff' には同じ種類のものを二つ指定する"},
    {"two days, two values of a knob, or two rulebooks: karimen rules diff 2025-03-23 2026-05-01, A-10=kept A-10=erased, or rulebook changed", "日付二つ、前提の値二つ、又は規則集二つ。例 karimen rules diff 2025-03-23 2026-05-01、A-10=kept A-10=erased、rulebook changed"},
    {"'{}' is no day, knob or folder", "'{}' は日付、前提、フォルダーのいずれでもない"},
    {"one of: {}; or give --shard I/N", "次のいずれか: {}。又は --shard I/N と書く"},
};
// clang-format on

}  // namespace

std::span<const Bilingual> phrases_of_choice() {
  return choice;
}

}  // namespace karimen
