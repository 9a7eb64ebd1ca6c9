#include "harness/report/event/plain_event.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/visible.hpp"

namespace karimen::harness::report {
namespace {

// Most texts need nothing: what may is found without decoding them. C2, E2 and EF begin what is spelled or no
// character; the others are in no UTF-8, or begin nothing.
bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || (byte >= 0x80 && byte != 0xE3 && byte != 0xE4);
  });
}

bool is_command(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  return line.starts_with("::") || line.starts_with("##");
}

std::string without_commands(std::string text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = std::string_view(text).substr(begin, end - begin);
    if (!is_command(line)) {
      begin = end + 1;
      continue;
    }
    const auto at = begin + line.find_first_not_of(" \t");
    text.replace(at, 1, text[at] == ':' ? "\\u003A" : "\\u0023");
    begin = text.find('\n', at);
    if (begin != std::string::npos) ++begin;
  }
  return text;
}

std::string known_characters(std::string_view text) {
  auto all = to_code_points(text);
  for (auto& c : all)
    if ((c & 0xFFFE) == 0xFFFE) c = 0xFFFD;
  return to_utf8(all);
}

void make_line(std::string& text) {
  text = plain_line(std::move(text));
}
void make_lines(std::string& text) {
  text = plain_text(std::move(text));
}
void make_line(std::optional<std::string>& text) {
  if (text) make_line(*text);
}
void make_line(BilingualText& text) {
  make_line(text.en);
  make_line(text.ja);
}
void make_lines(BilingualText& text) {
  make_lines(text.en);
  make_lines(text.ja);
}
void make_line(Facts& facts) {
  for (auto& [name, value] : facts) {
    if (auto* text = std::get_if<std::string>(&value)) make_line(*text);
    auto* set = std::get_if<WordSet>(&value);
    if (set == nullptr) continue;
    WordSet plain_words;
    for (const auto& word : *set) plain_words.insert(plain_line(word));
    *set = std::move(plain_words);
  }
}
void make_line(std::vector<std::string>& texts) {
  for (auto& text : texts) make_line(text);
}
void make_line(std::vector<std::pair<std::string, std::string>>& pairs) {
  for (auto& [name, text] : pairs) {
    make_line(name);
    make_line(text);
  }
}
void make_line(Spot& spot) {
  if (auto file = plain_line(spot.file()); file != spot.file()) spot.set_file(std::move(file));
  if (auto text = plain_line(spot.text()); text != spot.text()) spot.set_text(std::move(text));
}

void make_plain(RunStarted& event) {
  for (auto* text : {&event.seed, &event.system, &event.transport, &event.origin.version,
                     &event.origin.commit, &event.origin.rulebook, &event.origin.build, &event.origin.program,
                     &event.origin.pipeline, &event.origin.folder, &event.origin.measured_start})
    make_line(*text);
  make_line(event.origin.options);
  make_line(event.assumptions);
  make_line(event.oracle_assumptions);
  make_line(event.usual);
}
void make_plain(ApduEvent& event) {
  make_line(event.scenario);
  make_line(event.step);
  make_line(event.cause);
}
void make_plain(PaperEvent& event) {
  for (auto* text : {&event.scenario, &event.step, &event.kind}) make_line(*text);
  make_line(event.lines);
}
void make_plain(RuleEvent& rule) {
  for (auto* text : {&rule.id, &rule.decision, &rule.consequence}) make_line(*text);
  make_line(rule.because);
  make_line(rule.explanation);
  make_line(rule.says);
}
void make_plain(Difference& each) {
  make_line(each.name);
  for (auto* text : {&each.expected, &each.predicted, &each.observed}) make_line(*text);
  make_line(each.reason);
  make_line(each.because);
  for (auto& [name, value] : each.facts) make_line(value);
  make_line(each.spot);
}
void make_plain(ClientEvent& client) {
  make_line(client.command);
  make_line(client.ending);
  make_lines(client.output.text);
  make_lines(client.error.text);
}
void make_plain(StepEvent& event) {
  for (auto* text :
       {&event.scenario, &event.id, &event.procedure, &event.at, &event.actor, &event.who, &event.place})
    make_line(*text);
  for (auto* facts : {&event.inputs, &event.before, &event.predicted, &event.observed}) make_line(*facts);
  for (auto* names : {&event.not_observed, &event.assumptions}) make_line(*names);
  for (auto& rule : event.rules) make_plain(rule);
  for (auto* list : {&event.differences, &event.notes})
    for (auto& each : *list) make_plain(each);
  if (event.client) make_plain(*event.client);
  make_lines(event.detail);
  make_line(event.spot);
  for (auto& each : event.used_at) make_line(each);
}
void make_plain(ScenarioFinished& event) {
  for (auto* text : {&event.id, &event.path, &event.step, &event.holder, &event.text}) make_line(*text);
  make_line(event.tags);
  make_line(event.assumptions);
  make_line(event.title);
  make_line(event.reason);
  make_lines(event.detail);
  make_lines(event.mistakes);
  make_line(event.transcript);
}
void make_plain(RunFinished& event) {
  make_line(event.digest);
}

}  // namespace

std::string plain_text(std::string text) {
  if (!is_plain(text)) text = visible(known_characters(text));
  return without_commands(std::move(text));
}

std::string plain_line(std::string text) {
  if (!is_plain(text)) text = visible_line(known_characters(text));
  return without_commands(std::move(text));
}

Event plain(Event event) {
  std::visit([](auto& each) { make_plain(each); }, event);
  return event;
}

}  // namespace karimen::harness::report
