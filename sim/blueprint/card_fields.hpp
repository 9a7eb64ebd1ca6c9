// Reading the sections of a card file. Inside sim/blueprint only.
#pragma once

#include <algorithm>

#include "base/text.hpp"
#include "sim/blueprint/card_file.hpp"

namespace karimen::sim::blueprint {

/// A key of a mapping and what reading its value does to `Target`.
template <typename Target>
struct Field {
  const char* key;
  void (*read)(const yaml::Node& value, Target& target);
};

template <typename Target, std::size_t count>
std::vector<std::string> keys_of(const Field<Target> (&fields)[count]) {
  std::vector<std::string> keys;
  for (const auto& field : fields) keys.emplace_back(field.key);
  return keys;
}

/// Nothing where there are none.
inline void throw_in_order(std::vector<Diagnostic> problems) {
  if (problems.empty()) return;
  std::ranges::stable_sort(
      problems, {}, [](const Diagnostic& each) { return std::pair(each.where.line, each.where.column); });
  throw DiagnosticError(std::move(problems));
}

/// Reads the keys that are there and have a field, in the order of the file.
template <typename Target, std::size_t count>
void read_values(const yaml::Node& node, const Field<Target> (&fields)[count], Target& target,
                 std::vector<Diagnostic>& problems) {
  for (const auto& entry : node.as_mapping())
    for (const auto& field : fields)
      if (entry.key.text == field.key) collect(problems, [&] { field.read(entry.value, target); });
}

/// As above. Keys without a field are diagnostics, thrown together with what is wrong inside the values of
/// the others, however deep.
template <typename Target, std::size_t count>
void read_fields(const yaml::Node& node, const Field<Target> (&fields)[count], Target& target) {
  std::vector<Diagnostic> problems;
  if (node.is_mapping()) collect(problems, [&] { node.allow_only(keys_of(fields)); });
  read_values(node, fields, target, problems);
  throw_in_order(std::move(problems));
}

/// The value of a word; an unknown word is a diagnostic.
template <typename Value, std::size_t count>
Value read_word(const yaml::Node& node, const std::pair<const char*, Value> (&words)[count]) {
  std::vector<std::string> known;
  for (const auto& [word, value] : words) {
    if (node.as_text() == word) return value;
    known.emplace_back(word);
  }
  node.fail("unknown word " + node.as_text(), suggestion(node.as_text(), known));
}

/// True for the bare word none.
[[nodiscard]] inline bool is_none(const yaml::Node& node) {
  return node.is_scalar() && !node.quoted && node.text == "none";
}

/// A card file being read: the result, and the photographs that it may name.
struct Draft {
  CardFile file;
  const licence::Photographs& photographs;
  const yaml::Node* defects = nullptr;  ///< applied when everything else is read
};

/// The keys of each mapping below card and pins, person, and what else is told by path: card_file_keys.
void tell_keys(CardFileKeys& keys);
void tell_knob_keys(CardFileKeys& keys);
void tell_licence_keys(CardFileKeys& keys);

void read_person(const yaml::Node& node, Person& person);
void read_pins(const yaml::Node& node, CardFile& file);
void read_card(const yaml::Node& node, Draft& draft);
/// The section that has a key of that name: "person", "pins" or "card"; "" if none has.
[[nodiscard]] std::string section_of(std::string_view key);
/// card.knobs: what differs between generations of the card (docs/workshop.md lists them).
void read_knobs(const yaml::Node& node, chip::Knobs& knobs);
/// card.licence_record. `none` takes the record off.
void read_licence_record(const yaml::Node& node, Draft& draft);
/// Throws DiagnosticError for a name that is none of `defects()`.
void check_defect_names(const yaml::Node& node);
/// card.defects: names of `defects()`.
void read_defects(const yaml::Node& node, CardFile& file);

}  // namespace karimen::sim::blueprint
