#include "harness/workshop/console/watcher.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::KeyReferenceState;
using Kind = sim::reader::CardEvent::Kind;

constexpr Phrase no_file{"no EF", "カレントEFなし"}, verified{"verified: ", "照合済み: "};
constexpr Phrase messaging{"secure messaging open", "セキュアメッセージング中"};
constexpr Phrase channel{"SCP03 open, key version", "SCP03中、鍵バージョン"};
constexpr Phrase tries{"tries left: ", "残り回数: "}, blocked{" (blocked)", "（ロック）"};

sim::chip::Language chip_language(Language language) {
  return language == Language::ja ? sim::chip::Language::japanese : sim::chip::Language::english;
}

const KeyReferenceState* same_key(const std::vector<KeyReferenceState>& keys, const KeyReferenceState& key) {
  const auto found = std::ranges::find_if(
      keys, [&](const auto& each) { return each.application == key.application && each.file == key.file; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace

std::string state_words(sim::chip::Card& card, Language language) {
  const sim::chip::Editor editor(card);
  std::string text = application_word(editor.current_application(), language);
  const auto file = editor.current_file();
  text += file == 0 ? std::string(", ") + no_file.in(language) : fmt::format(", EF {:04X}", file);
  std::string names;
  for (const auto& key : editor.key_references())
    if (key.verified) names += (names.empty() ? "" : ", ") + key_word(key.application, key.file);
  if (!names.empty()) text += "; " + (verified.in(language) + names);
  if (editor.secure_messaging()) text += std::string("; ") + messaging.in(language);
  if (const int version = editor.channel_key_version(); version != 0)
    text += fmt::format("; {} {:02X}", channel.in(language), version);
  return text;
}

std::string counter_words(const std::vector<KeyReferenceState>& before,
                          const std::vector<KeyReferenceState>& now, Language language) {
  std::string text;
  for (const auto& key : now) {
    const auto* old = same_key(before, key);
    if (key.limit == 0 || (old != nullptr && old->tries == key.tries)) continue;
    text += (text.empty() ? "" : ", ") + key_word(key.application, key.file) + ' ' +
            tries_word(key.tries, key.limit);
    if (key.tries == 0 && key.has_value) text += blocked.in(language);
  }
  return text.empty() ? "" : tries.in(language) + text;
}

std::string reason_words(const sim::chip::Cause& cause, Language language) {
  if (sim::chip::status_word(cause) == 0x9000) return "";
  return sim::chip::explain(cause, chip_language(language)) + " (" + std::string(sim::chip::source(cause)) +
         ')';
}

std::string Watcher::words_of(const sim::reader::CardEvent& event) const {
  if (event.kind != Kind::apdu) return "= " + trace::tell_power(event.kind, event.response, language_) + '\n';
  const auto told = trace::tell(event.command, event.response, follower_.situation(), language_);
  return "> " + told.command + "\n< " + told.response + '\n';
}

std::string Watcher::progress(sim::chip::Card& card) {
  std::string text;
  auto keys = sim::chip::Editor(card).key_references();
  if (card.powered())
    if (auto state = state_words(card, language_); state != state_) {
      text += "    " + state + '\n';
      state_ = std::move(state);
    }
  if (const auto changed = keys_.empty() ? "" : counter_words(keys_, keys, language_); !changed.empty())
    text += "    " + changed + '\n';
  keys_ = std::move(keys);
  return text;
}

void Watcher::take(const sim::reader::CardEvent& event, sim::chip::Card* card) {
  const bool answered = card != nullptr && event.kind == Kind::apdu && !event.response.empty();
  const Language language = language_;
  const auto why = answered ? reason_words(card->last_cause(), language) : "";
  if (recorder_) recorder_->take(event, answered ? reason_words(card->last_cause(), Language::en) : "");
  const auto heard = masker_.masked(event);  // also while nobody looks: it follows what is selected
  if (on_)
    screen_.say(words_of(unmasked_ ? event : heard) + (why.empty() ? "" : "    " + why + '\n') +
                (card == nullptr ? "" : progress(*card)));
  if (event.kind == Kind::apdu)
    follower_.take(event.command, event.response);
  else
    follower_.reset();
}

}  // namespace karimen::harness::workshop
