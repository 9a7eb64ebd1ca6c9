#include "harness/cli/new/templates.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual new_scenario{
    R"(# A scenario: what people do, and what must be true then. docs/scenarios.md has every key.
# 'karimen check FILE' reads it, 'karimen run FILE' runs it, 'karimen watch FILE' runs it whenever it is saved.
id: MINE-01                        # unique in its file
title: {en: "online renewal carries the licence record over", ja: "オンライン更新で免許情報が引き継がれる"}
tags: [mine]                       # for 'karimen run -t'
place: tokyo                       # prefecture of what happens at no facility
# assume: {A-60: free}             # what the sources leave open: 'karimen rules list' shows the knobs
given:
  holder: yamada_taro              # a persona: 'karimen card new --list' shows them
  # card: {note_area_lines: 2}     # any fact: 'karimen facts card' shows them, 'karimen list --given FILE' the result
steps:                             # in order; 'karimen procedures' shows what can be done, and with what
  - do: apply_for_card
    at: 2026-05-01T09:00           # moments strictly increase
    with: {channel: online_site, reason: expiry, wish: wished, number: $licence.record_number}
  - do: personalise_card
    at: 2026-05-22T09:00
    # Every fact is judged by the rulebook, with or without expect: this is what you say yourself.
    expect: {card_application.obstacles: [], next_card.record: 1}
# One run for each value: 'karimen list FILE' shows them.
# matrix: {apply_for_card.with.wish: [wished, declined]}
)",
    R"(# シナリオ: 人々が何をし、その結果どうなるべきか。すべてのキーは docs/scenarios.md にある。
# 'karimen check FILE' で検査、'karimen run FILE' で実行、'karimen watch FILE' で保存のたびに実行する。
id: MINE-01                        # ファイルの中で一つだけ
title: {en: "online renewal carries the licence record over", ja: "オンライン更新で免許情報が引き継がれる"}
tags: [mine]                       # 'karimen run -t' のためのタグ
place: tokyo                       # 施設によらない手続の都道府県
# assume: {A-60: free}             # 資料では決まらない点の選択。'karimen rules list' で一覧する
given:
  holder: yamada_taro              # ペルソナ。'karimen card new --list' で一覧する
  # card: {note_area_lines: 2}     # 任意の事実。'karimen facts card' で一覧、'karimen list --given FILE' で結果を表示
steps:                             # 順に行う。できる手続と入力は 'karimen procedures' で一覧する
  - do: apply_for_card
    at: 2026-05-01T09:00           # 時刻は必ず前より後
    with: {channel: online_site, reason: expiry, wish: wished, number: $licence.record_number}
  - do: personalise_card
    at: 2026-05-22T09:00
    # expect がなくてもすべての事実を規則集で判定する。ここには自分の期待を書く。
    expect: {card_application.obstacles: [], next_card.record: 1}
# 値ごとに一度ずつ実行する場合。'karimen list FILE' で一覧する。
# matrix: {apply_for_card.with.wish: [wished, declined]}
)"};

constexpr Bilingual new_card{
    R"(# A card of your own. 'karimen card lint FILE' checks it, 'karimen card insert FILE' puts it in a reader.
persona: sato_hanako               # what is left out below is as on this persona's card: 'karimen card new --list'
person:                            # everybody here is made up: keep it so
  name: 佐藤　花子
  address: 東京都新宿区架空町４－５－６
  birth_date: 1985-06-15
pins:
  authentication: "1357"
  signature: {value: KARIMEN2025, tries_left: 3}    # 0: blocked
  licence: "8642"                  # none: delivered without one
card:
  expires: 2026-06-15
  # signature_certificate: none    # as delivered without it
  # licence_record: none           # no licence on the card
  licence_record:
    driver_class: excellent
    expires: 2028-07-15
    record_number: "305012345671"
    obtained: {small: 2005-08-01, other: 2006-03-20}
    categories: [ordinary, moped]
    photograph: photo-10
  # defects: [tampered_record]     # what is wrong with it: 'defect' at the console of 'card insert' lists them
)",
    R"(# 自分のカード。'karimen card lint FILE' で検査、'karimen card insert FILE' でリーダーに入れる。
persona: sato_hanako               # 下に書かないことはこのペルソナのカードのとおり。'karimen card new --list' で一覧
person:                            # すべて架空の人物とすること
  name: 佐藤　花子
  address: 東京都新宿区架空町４－５－６
  birth_date: 1985-06-15
pins:
  authentication: "1357"
  signature: {value: KARIMEN2025, tries_left: 3}    # 0 はロック
  licence: "8642"                  # none は未設定で交付
card:
  expires: 2026-06-15
  # signature_certificate: none    # 署名用電子証明書なしで交付
  # licence_record: none           # 免許情報なし
  licence_record:
    driver_class: excellent
    expires: 2028-07-15
    record_number: "305012345671"
    obtained: {small: 2005-08-01, other: 2006-03-20}
    categories: [ordinary, moped]
    photograph: photo-10
  # defects: [tampered_record]     # 欠陥。'card insert' のコンソールの 'defect' で一覧する
)"};

constexpr Bilingual new_rule{
    R"yaml(# A decision with one row. Put the file into the rulebook (or a copy of it: --rulebook DIR), and
# 'karimen rules check' reads it, 'karimen rules show MINE-01' shows it, docs/rulebook.md has the language of the cells.
obstacles:                         # codes that rows give; those of others: 'karimen rules vocabulary'
  NOT_AT_HAND: {ja: "カードが手元にない", en: "the card is not at hand"}
---
decision: may_be_done_here         # a procedure asks it by this name, under 'requires' or 'decides'
question: {ja: "この手続はできるか", en: "May this be done?"}
hit_policy: collect                # all rows that hold; unique: one at most; first: the first that holds
rules:
  - id: MINE-01
    when: {card.possession: "not(holder)"}       # all of these; 'karimen facts' shows what can be asked
    then: {obstacle: NOT_AT_HAND}                # or warning, or fact: value
    because: {ja: "カードを持っていない", en: "the holder does not have the card"}
    # place: [tokyo]                             # only there
    # effective: {from: 2026-06-01}              # only from then on
    source: {defined: "a rule of our own"}       # or {document: tokyo_faq, quote: "..."}: docs/sources.yaml
)yaml",
    R"yaml(# 行が一つの決定表。規則集（又はその写し。--rulebook DIR）に置く。
# 'karimen rules check' で検査、'karimen rules show MINE-01' で表示。条件の書き方は docs/rulebook.md にある。
obstacles:                         # 行が示す事由。既存のものは 'karimen rules vocabulary' で一覧する
  NOT_AT_HAND: {ja: "カードが手元にない", en: "the card is not at hand"}
---
decision: may_be_done_here         # 手続が 'requires' か 'decides' でこの名前を挙げて尋ねる
question: {ja: "この手続はできるか", en: "May this be done?"}
hit_policy: collect                # 当てはまるすべての行。unique は一行まで、first は最初の行
rules:
  - id: MINE-01
    when: {card.possession: "not(holder)"}       # すべてが条件。尋ねられる事実は 'karimen facts' で一覧する
    then: {obstacle: NOT_AT_HAND}                # warning や 事実: 値 も書ける
    because: {ja: "カードを持っていない", en: "the holder does not have the card"}
    # place: [tokyo]                             # その都道府県に限る
    # effective: {from: 2026-06-01}              # その日からに限る
    source: {defined: "a rule of our own"}       # 又は {document: tokyo_faq, quote: "..."}（docs/sources.yaml）
)yaml"};

constexpr Template all_templates[] = {
    {"scenario", "scenario", new_scenario, {"to run it: karimen run {}\n", "実行するには: karimen run {}\n"}},
    {"card",
     "card",
     new_card,
     {"to put it in a reader: karimen card insert {}\n", "リーダーに入れるには: karimen card insert {}\n"}},
    {"rule",
     "rulebook",
     new_rule,
     {"in the rulebook's folder, 'karimen rules check' reads {} too\n",
      "規則集のフォルダーに置くと 'karimen rules check' が {} も読む\n"}},
};

}  // namespace

std::span<const Template> templates() {
  return all_templates;
}

}  // namespace karimen::harness::cli
