#include "sim/fault/fault_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace karimen::sim::fault {
namespace {

constexpr std::array<Bilingual, 4> layer_words{
    {{"in the reader (pcsc)", "リーダー上のカード（pcsc）"},
     {"bytes on their way (transport)", "通信中のバイト列（transport）"},
     {"the chip's memory (storage)", "ICチップの記憶（storage）"},
     {"what the card was made of (content)", "カードの内容（content）"}}};
constexpr std::array<Bilingual, 6> means_words{
    {{"strikes at a command", "コマンドで起きる"},
     {"strikes at a reset", "リセットで起きる"},
     {"strikes before the card is reached", "カードに届く前に起きる"},
     {"changes the card at its next power-on", "次の電源投入時にカードを変える"},
     {"the card is made so: `defects` of a card file", "カードをそのように作る（カードファイルのdefects）"},
     {"the reader's own service breaks: tests only", "PC/SCサービス側の故障（テストのみ）"}}};

std::string values_of(const Parameter& parameter) {
  if (!parameter.words.empty()) return fmt::format("{}", fmt::join(parameter.words, ", "));
  return parameter.hexadecimal ? fmt::format("{:04X}–{:04X}", parameter.least, parameter.most)
                               : fmt::format("{}–{}", parameter.least, parameter.most);
}

std::string initial_of(const Parameter& parameter) {
  if (parameter.initial < 0) return "-";
  if (!parameter.words.empty())
    return std::string(parameter.words[static_cast<std::size_t>(parameter.initial)]);
  return parameter.hexadecimal ? fmt::format("{:04X}", parameter.initial) : std::to_string(parameter.initial);
}

std::string parameter_names(const Fault& fault) {
  std::string text;
  for (const auto& parameter : fault.parameters)
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", parameter.name, initial_of(parameter));
  return text;
}

// One row of a table; a bar would end a cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string row(std::initializer_list<std::string_view> cells) {
  std::string text = "|";
  for (const auto each : cells) text += " " + cell(each) + " |";
  return text + '\n';
}

std::string parameter_table(std::span<const Parameter> parameters) {
  std::string text = "| parameter | values | initially | |\n|---|---|---|---|\n";
  for (const auto& parameter : parameters)
    text += row({fmt::format("`{}`", parameter.name), values_of(parameter), initial_of(parameter),
                 fmt::format("{} {}", parameter.what.en, parameter.what.ja)});
  return text;
}

std::vector<Parameter> all_parameters() {
  std::vector<Parameter> all;
  for (const auto& fault : catalogue())
    for (const auto& parameter : fault.parameters)
      if (std::ranges::none_of(all, [&](const auto& each) {
            return each.name == parameter.name && std::string_view(each.what.en) == parameter.what.en;
          }))
        all.push_back(parameter);
  return all;
}

constexpr std::string_view head = R"(# Faults

What can go wrong with a card on purpose. This page is made from the tool's own table: `karimen card faults --markdown`;
what a client sees is what `tests/pcsc_faults` sees, over a real PC/SC reader and in process.

    karimen card faults [--ja]                                  this list
    karimen run scenarios/faults                                scenarios in which faults strike
    karimen run --sweep                                         power cut at every write point of every scenario

A fault is armed by its name, alone or with settings: `answer_delayed:milliseconds=50,instruction=verify,command=2`. In a
scenario ([scenarios.md](scenarios.md)):

```yaml
faults:
  submit_signature_certificate:                                # the step
    - {fault: card_removed_after_apdu, instruction: compute_digital_signature}
```

Everything is counted, nothing is timed: the same script and seed give the same bytes again. No fault raises a retry counter.

)";

}  // namespace

std::string listing(Language language) {
  std::string text;
  const Fault* previous = nullptr;
  for (const auto& fault : catalogue()) {
    if (previous == nullptr || previous->layer != fault.layer)
      text += fmt::format("{}{}\n", previous == nullptr ? "" : "\n",
                          layer_words[static_cast<std::size_t>(fault.layer)].in(language));
    previous = &fault;
    const auto parameters = parameter_names(fault);
    text += fmt::format("  {}{}\n      {}\n      -> {}\n", fault.name,
                        parameters.empty() ? "" : fmt::format("  [{}]", parameters), fault.what.in(language),
                        fault.seen.in(language));
  }
  return text;
}

std::string markdown() {
  std::string text(head);
  for (std::size_t layer = 0; layer < layer_words.size(); ++layer) {
    const auto& words = layer_words[layer];
    text += fmt::format("## {} · {}\n\n", words.en, words.ja);
    text += "| fault | what happens | what a PC/SC client sees | how | parameters |\n|---|---|---|---|---|\n";
    for (const auto& fault : catalogue()) {
      if (static_cast<std::size_t>(fault.layer) != layer) continue;
      text += row({fmt::format("`{}`", fault.name), fmt::format("{}<br>{}", fault.what.en, fault.what.ja),
                   fmt::format("{}<br>{}", fault.seen.en, fault.seen.ja),
                   means_words[static_cast<std::size_t>(fault.means)].en, parameter_names(fault)});
    }
    text += '\n';
  }
  text += "## Parameters · パラメータ\n\nFaults that strike at a command take when:\n\n";
  text += parameter_table(trigger_parameters());
  text += "\nand some of them, and the others, take what:\n\n" + parameter_table(all_parameters());
  text += fmt::format("\n{} faults.\n", catalogue().size());
  return text;
}

}  // namespace karimen::sim::fault
