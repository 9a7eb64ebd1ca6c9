#include "harness/workshop/console/watcher.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::KeyReferenceState;
using Kind = CardEvent::Kind;

constexpr Bilingual no_file{", no EF", "、カレントEFなし"}, current_file{", EF {}", "、EF {}"},
    verified_words{"; verified: ", "。照合済み: "}, between_words{", ", "、"};
constexpr Bilingual messaging_words{"; secure messaging open", "。セキュアメッセージング中"};
constexpr Bilingual channel_words{"; SCP03 open, key version {}", "。SCP03中、鍵バージョン{}"};
constexpr Bilingual tries_words{"tries left: ", "残り回数: "}, blocked_words{" (blocked)", "（ロック）"};

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
  text += file == 0 ? no_file.in(language) : say(current_file, language, {fmt::format("{:04X}", file)});
  std::string names;
  for (const auto& key : editor.key_references())
    if (key.verified)
      names +=
          (names.empty() ? "" : between_words.in(language)) + key_label(key.application, key.file, language);
  if (!names.empty()) text += verified_words.in(language) + names;
  if (editor.secure_messaging()) text += messaging_words.in(language);
  if (const int version = editor.channel_key_version(); version != 0)
    text += say(channel_words, language, {fmt::format("{:02X}", version)});
  return text;
}

std::string counter_words(const std::vector<KeyReferenceState>& before,
                          const std::vector<KeyReferenceState>& now, Language language) {
  std::string text;
  for (const auto& key : now) {
    const auto* old = same_key(before, key);
    if (key.limit == 0 || (old != nullptr && old->tries == key.tries)) continue;
    text += (text.empty() ? "" : between_words.in(language)) +
            key_label(key.application, key.file, language) + ' ' + tries_word(key.tries, key.limit, language);
    if (key.tries == 0 && key.has_value) text += blocked_words.in(language);
  }
  return text.empty() ? "" : tries_words.in(language) + text;
}

std::string reason_words(const sim::chip::Cause& cause, Language language) {
  if (sim::chip::status_word(cause) == 0x9000) return "";
  constexpr Bilingual words{"{} ({})", "{}（{}）"};
  return say(words, language, {sim::chip::explain(cause, language), std::string(sim::chip::source(cause))});
}

trace::RecordedEvent Heard::told() const {
  trace::RecordedEvent told{.event = event, .cause = {}, .step = ""};
  if (cause) told.cause = {reason_words(*cause, Language::en), reason_words(*cause, Language::ja)};
  return told;
}

std::string Watcher::words_of(const CardEvent& event) const {
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

void Watcher::take(const CardEvent& event, sim::chip::Card* card) {
  const bool answered = card != nullptr && event.kind == Kind::apdu && !event.response.empty();
  Heard heard{.event = masker_.masked(event),  // also while nobody looks: it follows what is selected
              .before = follower_.situation(),
              .cause = answered ? std::optional(card->last_cause()) : std::nullopt};
  if (unmasked_) heard.event = event;
  if (recorder_) recorder_->take(event, heard.told().cause);
  if (on_) {
    const auto why = heard.cause ? reason_words(*heard.cause, language_) : "";
    screen_.say(words_of(heard.event) + (why.empty() ? "" : "    " + why + '\n') +
                (card == nullptr ? "" : progress(*card)));
  }
  if (listener_) listener_(std::move(heard));
  if (event.kind == Kind::apdu)
    follower_.take(event.command, event.response);
  else
    follower_.reset();
}

}  // namespace karimen::harness::workshop
