#include "harness/report/event/mask_events.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace karimen::harness::report {
namespace {

using Secrets = std::vector<std::string>;

constexpr std::array<std::string_view, 2> secret_endings{"pin", "password"};
// Values of such a name that give nothing away: what is not known, and which PIN a procedure is about.
constexpr std::array<std::string_view, 6> public_words{
    "", "none", "unknown", "signature_password", "authentication_pin", "licence_pin"};

bool is_public(std::string_view value) {
  return value.starts_with('$') || std::ranges::find(public_words, value) != public_words.end();
}

bool is_part_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// A secret as a word of its own.
void mask_word(std::string& text, const std::string& secret) {
  for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + secret.size())) {
    const auto end = at + secret.size();
    const bool alone =
        (at == 0 || !is_part_of_word(text[at - 1])) && (end == text.size() || !is_part_of_word(text[end]));
    if (alone) text.replace(at, secret.size(), secret.size(), trace::mask_character);
  }
}

void mask_text(std::string& text, const Secrets& secrets = {}) {
  for (const auto& each : secrets) mask_word(text, each);
  text = trace::mask_text(std::move(text));
}

void mask_text(BilingualText& text, const Secrets& secrets = {}) {
  mask_text(text.en, secrets);
  mask_text(text.ja, secrets);
}

void mask_text(std::optional<std::string>& text, const Secrets& secrets) {
  if (text) mask_text(*text, secrets);
}

void mask_facts(Facts& facts, Secrets& secrets) {
  for (auto& [name, value] : facts) {
    auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) continue;
    if (is_secret(name) && !is_public(*text)) {
      secrets.push_back(*text);
      text->assign(text->size(), trace::mask_character);
    } else {
      mask_text(*text);
    }
  }
}

// As the bytes of a command are written in a program's log, "31333537" or "31 33 35 37".
std::string hexadecimal(std::string_view secret, std::string_view digits, std::string_view between) {
  std::string text;
  for (const char c : secret) {
    const auto byte = static_cast<unsigned char>(c);
    if (!text.empty()) text += between;
    text += {digits[byte >> 4], digits[byte & 0xF]};
  }
  return text;
}

// What a program was told, in every spelling that it may have written.
Secrets spelled_out(const Secrets& told) {
  constexpr std::string_view upper = "0123456789ABCDEF", lower = "0123456789abcdef";
  Secrets all;
  for (const auto& each : told) {
    all.push_back(each);
    for (const auto digits : {upper, lower})
      for (const auto between : {"", " ", ":"}) all.push_back(hexadecimal(each, digits, between));
  }
  return all;
}

void mask_client(ClientEvent& client, const Secrets& secrets) {
  for (auto& word : client.command) mask_text(word, secrets);
  for (auto* written : {&client.output, &client.error}) mask_text(written->text, secrets);
  client.secrets.clear();
}

void mask_spot(Spot& spot, const Secrets& secrets) {
  auto text = masked_line(spot.text());
  mask_text(text, secrets);
  if (text != spot.text()) spot.set_text(std::move(text));
}

void mask_difference(Difference& each, const Secrets& secrets) {
  for (auto* text : {&each.expected, &each.predicted, &each.observed}) mask_text(*text, secrets);
  mask_text(each.reason, secrets);
  mask_text(each.because, secrets);
  for (auto& [name, value] : each.facts) mask_text(value, secrets);
  mask_spot(each.spot, secrets);
}

}  // namespace

bool is_secret(std::string_view name) {
  return std::ranges::any_of(secret_endings, [&](std::string_view ending) {
    if (!name.ends_with(ending)) return false;
    const auto before = name.size() - ending.size();
    return before == 0 || name[before - 1] == '.' || name[before - 1] == '_';
  });
}

std::string masked_line(std::string line) {
  for (auto colon = line.find(':'); colon != std::string::npos; colon = line.find(':', colon + 1)) {
    auto name = colon;
    while (name > 0 && (is_part_of_word(line[name - 1]) || line[name - 1] == '.')) --name;
    if (!is_secret(std::string_view(line).substr(name, colon - name))) continue;
    const auto begin = line.find_first_not_of(" \"'", colon + 1);
    if (begin == std::string::npos) break;
    const auto end = std::min(line.find_first_of(" \"',}", begin), line.size());
    if (!is_public(std::string_view(line).substr(begin, end - begin)))
      line.replace(begin, end - begin, end - begin, trace::mask_character);
  }
  return trace::mask_text(std::move(line));
}

Event EventMasker::masked(Event event) {
  std::visit([this](auto& each) { mask(each); }, event);
  return event;
}

void EventMasker::mask(RunStarted& event) {
  Secrets none_of_a_scenario;
  mask_facts(event.usual, none_of_a_scenario);
}

void EventMasker::mask(ApduEvent& event) {
  if (event.reset) {
    masker_.reset();
  } else {
    const auto made = masker_.mask(event.command, event.response);
    event.hidden_command = made.command;
    event.hidden_response = made.response;
  }
  mask_text(event.cause);
}

void EventMasker::mask(PaperEvent& event) {
  for (auto& [label, text] : event.lines) mask_text(text);
}

void EventMasker::mask(StepEvent& event) {
  Secrets secrets;
  if (event.client) {
    secrets = spelled_out(event.client->secrets);
    mask_client(*event.client, secrets);
  }
  mask_facts(event.inputs, secrets);
  mask_facts(event.before, secrets);
  mask_facts(event.predicted, secrets);
  mask_facts(event.observed, secrets);
  for (auto& rule : event.rules) {
    mask_text(rule.because, secrets);
    mask_text(rule.consequence, secrets);
    mask_text(rule.explanation, secrets);
  }
  for (auto* list : {&event.differences, &event.notes})
    for (auto& each : *list) mask_difference(each, secrets);
  mask_text(event.detail, secrets);
  event.used_at.push_back(std::move(event.spot));
  for (auto& each : event.used_at) mask_spot(each, secrets);
  event.spot = std::move(event.used_at.back());
  event.used_at.pop_back();
}

void EventMasker::mask(ScenarioFinished& event) {
  mask_text(event.detail);
  mask_text(event.reason);
  mask_text(event.mistakes);
  for (auto& line : event.transcript) mask_text(line);
  mask_text(event.title);
  for (auto& tag : event.tags) mask_text(tag);
  masker_ = {};
}

}  // namespace karimen::harness::report
