#include "harness/oracle/rulebook/changes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "base/checksum.hpp"

namespace karimen::harness {
namespace {

// Kinds of documents that have a name, and those that no verdict depends on.
constexpr std::array named_kinds{"decision", "procedure", "assumption"};
constexpr std::array wordings{"labels", "sources"};

// A text that two nodes share if they say the same.
void spell(const yaml::Node& node, std::string& text) {
  const auto word = [&](const yaml::Node& scalar) {
    text += (scalar.quoted ? '"' : '\'') + std::to_string(scalar.text.size()) + ':' + scalar.text;
  };
  if (node.is_scalar()) return word(node);
  text += node.is_mapping() ? '{' : '[';
  for (const auto& item : node.items) spell(item, text);
  for (const auto& entry : node.entries) {
    word(entry.key);
    spell(entry.value, text);
  }
  text += node.is_mapping() ? '}' : ']';
}

std::string id_of_row(const yaml::Node& row) {
  const auto* id = row.is_mapping() ? row.find("id") : nullptr;
  return id != nullptr && id->is_scalar() ? id->text : "";
}

using Spellings = std::map<std::pair<std::string, std::string>, std::string>;  // kind, name → what it says

void add_row(const yaml::Node& row, Spellings& all, std::string& order) {
  const auto id = id_of_row(row);
  order += id + ' ';
  spell(row, all[{"row", id}]);
}

void add_decision(const yaml::Node& document, Spellings& all) {
  auto& head = all[{"decision", document.at("decision").text}];
  for (const auto& entry : document.entries) {
    head += entry.key.text + ' ';
    if (entry.key.text == "rules" && entry.value.is_sequence())
      for (const auto& row : entry.value.items) add_row(row, all, head);
    else if (entry.key.text == "otherwise")
      add_row(entry.value, all, head);
    else
      spell(entry.value, head);
  }
}

Spellings spellings_of(const std::vector<yaml::Node>& documents) {
  Spellings all;
  for (const auto& document : documents) {
    if (!document.is_mapping()) continue;
    const auto named =
        std::ranges::find_if(named_kinds, [&](const char* kind) { return document.find(kind) != nullptr; });
    if (named == named_kinds.end()) {
      for (const auto& entry : document.entries)
        if (std::ranges::find(wordings, entry.key.text) == wordings.end())
          spell(entry.value, all[{"everywhere", entry.key.text}] += entry.key.text);
    } else if (std::string_view(*named) == "decision") {
      add_decision(document, all);
    } else {
      spell(document, all[{*named, document.at(*named).text}]);
    }
  }
  return all;
}

}  // namespace

std::map<std::string, std::string> fingerprints(const std::vector<yaml::Node>& documents) {
  constexpr std::size_t digits = 16;
  std::map<std::string, std::string> all;
  for (const auto& [what, text] : spellings_of(documents)) {
    const bool by_id = what.first == "row" || what.first == "assumption";
    Checksum sum;
    sum.add(text);
    all[by_id ? what.second : what.first + ' ' + what.second] = sum.finish().substr(0, digits);
  }
  return all;
}

RulebookChanges changes_between(const std::vector<yaml::Node>& before, const std::vector<yaml::Node>& after) {
  const auto old_ones = spellings_of(before), new_ones = spellings_of(after);
  RulebookChanges changes;
  const std::map<std::string, std::set<std::string>*> places{{"row", &changes.rows},
                                                             {"decision", &changes.decisions},
                                                             {"procedure", &changes.procedures},
                                                             {"assumption", &changes.assumptions},
                                                             {"everywhere", &changes.everywhere}};
  const auto compare = [&](const Spellings& one, const Spellings& other) {
    for (const auto& [what, text] : one) {
      const auto found = other.find(what);
      if (found == other.end() || found->second != text) places.at(what.first)->insert(what.second);
    }
  };
  compare(old_ones, new_ones);
  compare(new_ones, old_ones);
  return changes;
}

}  // namespace karimen::harness
