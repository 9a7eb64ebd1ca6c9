// Console commands that concern the reader, the console itself and what was put aside.
#include <fmt/format.h>

#include <charconv>

#include "harness/workshop/card/explanation.hpp"
#include "harness/workshop/card/show_words.hpp"
#include "harness/workshop/console/console.hpp"

namespace karimen::harness::workshop {
namespace {

constexpr Bilingual is_in{"the card is in", "カードはリーダーにある"},
    is_out{"the card is out", "カードは抜いてある"};

// What became of the sessions of programs; of a card that lies on the desk there were none.
constexpr Bilingual swapped{"; programs saw it leave and come back: they must connect anew",
                            "。接続中のプログラムには抜き差しとして伝わり、接続し直す必要がある"};

const Bilingual& whereabouts(const Desk& desk) {
  return desk.place.is_in() ? is_in : is_out;
}

// That another card lies there, with its name, and what became of the sessions of programs.
void tell_exchanged(Desk& desk, const Bilingual& text, const std::string& name = "") {
  const bool in = desk.place.is_in();
  desk.tell(
      [&](Language language) { return say(text, language, {name}) + (in ? swapped.in(language) : ""); });
}

bool on_or_off(const std::string& word) {
  if (word == "on") return true;
  if (word == "off") return false;
  throw console_error("'" + word + "' is neither on nor off");
}

}  // namespace

void console_out(Desk& desk, const Arguments&) {
  desk.place.out();
  desk.say(whereabouts(desk));
}

void console_in(Desk& desk, const Arguments&) {
  desk.place.in();
  desk.say(whereabouts(desk));
}

void console_blink(Desk& desk, const Arguments& arguments) {
  constexpr int ordinary = 1000;  // ms: pcscd looks every 400
  int gap = ordinary;
  if (!arguments.empty()) {
    const auto& text = arguments.front();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), gap);
    if (error != std::errc{} || end != text.data() + text.size() || gap < 0 || gap > 60000)
      throw console_error("'" + text + "' is no number of milliseconds", "blink 1000");
  }
  desk.place.blink(std::chrono::milliseconds(gap));
  desk.say({"the card was out for {} ms", "カードは{}ミリ秒抜かれていた"}, {std::to_string(gap)});
}

void console_interface(Desk& desk, const Arguments& arguments) {
  using sim::chip::Interface;
  if (arguments[0] != "contact" && arguments[0] != "contactless")
    throw console_error("no interface is called '" + arguments[0] + "'", "one of: contact, contactless");
  const bool was_in = desk.place.is_in();
  if (was_in) desk.place.out();  // pcscd asks for the ATR of a card that comes in
  desk.card.with([&](sim::chip::Card& card) {
    card.power_off();
    card.set_interface(arguments[0] == "contact" ? Interface::contact : Interface::contactless);
  });
  if (was_in) desk.place.in();
  desk.say({"interface: {}", "インタフェース：{}"}, {arguments[0]});
}

void console_reset(Desk& desk, const Arguments&) {
  desk.take_up("insertion");
  tell_exchanged(desk, {"the card is as it was put in", "カードは挿入時の状態に戻った"});
}

void console_snapshot(Desk& desk, const Arguments& arguments) {
  if (arguments[0] == "insertion")
    throw console_error("'insertion' is how the card was put in", "take another name");
  desk.put_aside(arguments[0]);
  desk.say({"snapshot: {}", "覚えた状態：{}"}, {arguments[0]});
}

void console_restore(Desk& desk, const Arguments& arguments) {
  desk.take_up(arguments[0]);
  tell_exchanged(desk, {"the card is as in {}", "カードは{}の状態に戻った"}, arguments[0]);
}

void console_save(Desk& desk, const Arguments& arguments) {
  save_card(desk.card.copy(), arguments[0]);
  desk.say({"saved: {}", "保存した：{}"}, {arguments[0]});
}

void console_load(Desk& desk, const Arguments& arguments) {
  desk.swap({load_card(arguments[0], desk.material), desk.material});
  tell_exchanged(desk, {"the card is {}", "カードを{}に替えた"}, arguments[0]);
}

void console_show(Desk& desk, const Arguments&) {
  const auto facts =
      desk.card.with([&](sim::chip::Card& card) { return read_facts(card, desk.material.authorities()); });
  desk.tell([&](Language language) {
    const auto state = desk.card.with([&](sim::chip::Card& card) { return state_words(card, language); });
    return show_words(facts,
                      {.language = language, .unmasked = desk.unmasked, .defects = desk.defects.on()}) +
           "\n" + (desk.place.is_in() ? state : whereabouts(desk).in(language));
  });
}

void console_explain(Desk& desk, const Arguments& arguments) {
  if (!arguments.empty()) {
    const auto status = status_word_of(arguments.front());
    if (!status)
      throw console_error("'" + arguments.front() + "' is no status word", "for example explain 6982");
    return desk.tell([&](Language language) { return explain_status(*status, language); });
  }
  if (desk.card.bare_chip() == nullptr)
    throw console_error("a recording has no chip", "insert a persona or a card file");
  const auto cause = desk.card.with([](const sim::chip::Card& card) { return card.last_cause(); });
  desk.tell([&](Language language) { return explain_answer(cause, "", language); });
}

void console_watch(Desk& desk, const Arguments& arguments) {
  desk.watcher.show(arguments.empty() || on_or_off(arguments.front()));
  desk.say({"watch: {}", "通信の表示：{}"}, {desk.watcher.shown() ? "on" : "off"});
}

void console_language(Desk& desk, const Arguments& arguments) {
  const auto language = language_called(arguments[0]);
  if (!language) throw console_error("no language '" + arguments[0] + "'", "one of: en, ja");
  desk.watcher.speak(*language);
  desk.say({"language: {}", "表示の言語：{}"}, {arguments[0]});
}

void console_quit(Desk& desk, const Arguments&) {
  desk.finished = true;
}

void console_help_command(Desk& desk, const Arguments&) {
  desk.tell(console_help);
}

}  // namespace karimen::harness::workshop
