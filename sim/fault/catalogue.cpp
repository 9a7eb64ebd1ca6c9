#include "sim/fault/catalogue.hpp"

#include <algorithm>
#include <array>

#include "sim/chip/command/table.hpp"
#include "sim/fault/rows.hpp"

namespace karimen::sim::fault {
namespace {

std::vector<Fault> all_faults() {
  const auto reader = reader_faults();
  std::vector<Fault> all(reader.begin(), reader.end());
  for (const auto& fault : card_faults()) all.push_back(fault);
  return all;
}

// "COMPUTE DIGITAL SIGNATURE" -> "compute_digital_signature"
std::string snake_case(std::string_view name) {
  std::string word(name);
  std::ranges::transform(word, word.begin(), [](char c) {
    return c == ' ' || c == '-' || c == '/' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return word;
}

std::vector<Instruction> all_instructions() {
  std::vector<Instruction> all;
  for (const auto& rule : chip::rules()) {
    const auto name = snake_case(rule.name);
    auto known = std::ranges::find(all, name, &Instruction::name);
    if (known == all.end()) known = all.insert(known, {name, {}});
    const Instruction::Header header{rule.cla, rule.ins};
    if (std::ranges::find(known->headers, header) == known->headers.end()) known->headers.push_back(header);
  }
  return all;
}

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words;
  for (const auto& each : instructions()) words.emplace_back(each.name);
  return words;
}

}  // namespace

std::string_view to_string(Layer layer) {
  constexpr std::array<std::string_view, 4> words{"pcsc", "transport", "storage", "content"};
  return words[static_cast<std::size_t>(layer)];
}

std::string_view to_string(Means means) {
  constexpr std::array<std::string_view, 6> words{"command", "reset",         "insertion",
                                                  "edit",    "specification", "service"};
  return words[static_cast<std::size_t>(means)];
}

std::span<const Fault> catalogue() {
  static const std::vector<Fault> faults = all_faults();
  return faults;
}

const Fault* find_fault(std::string_view name) {
  const auto found = std::ranges::find(catalogue(), name, &Fault::name);
  return found == catalogue().end() ? nullptr : &*found;
}

std::vector<std::string> fault_names() {
  std::vector<std::string> names;
  for (const auto& fault : catalogue()) names.emplace_back(fault.name);
  return names;
}

std::span<const Instruction> instructions() {
  static const std::vector<Instruction> all = all_instructions();
  return all;
}

std::span<const std::string_view> instruction_words() {
  static const std::vector<std::string_view> words = all_words();
  return words;
}

std::span<const Parameter> trigger_parameters() {
  static const std::array<Parameter, 5> all{
      Parameter{"application",
                -1,
                0,
                application_words.size() - 1,
                {"only commands to this application, selected by them or before", "対象のアプリケーション"},
                application_words},
      Parameter{"command", 1, 1, 1'000'000, {"at which command that matches, from 1", "何番目のコマンドか"}},
      Parameter{"file",
                -1,
                0,
                file_words.size() - 1,
                {"only commands that select or read this file", "対象のファイル"},
                file_words},
      Parameter{"instruction",
                -1,
                0,
                static_cast<std::int64_t>(instruction_words().size()) - 1,
                {"only such commands match", "対象の命令"},
                instruction_words()},
      Parameter{"times", 1, 1, 1'000'000, {"how many matching commands in a row", "続けて何回起きるか"}}};
  return all;
}

}  // namespace karimen::sim::fault
