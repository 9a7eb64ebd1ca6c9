// Reading the sections of a card file. Inside sim/blueprint only.
#pragma once

#include "sim/blueprint/card_file.hpp"

namespace karimen::sim::blueprint {

/// A key of a mapping and what reading its value does to `Target`.
template <typename Target>
struct Field {
  const char* key;
  void (*read)(const yaml::Node& value, Target& target);
};

/// Reads the keys that are there, in the order of the file; keys without a field are diagnostics.
template <typename Target, std::size_t count>
void read_fields(const yaml::Node& node, const Field<Target> (&fields)[count], Target& target) {
  std::vector<std::string> known;
  for (const auto& field : fields) known.emplace_back(field.key);
  node.allow_only(known);
  for (const auto& [key, value] : node.as_mapping())
    for (const auto& field : fields)
      if (key.text == field.key) field.read(value, target);
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

void read_person(const yaml::Node& node, Person& person);
void read_pins(const yaml::Node& node, CardFile& file);
void read_card(const yaml::Node& node, Draft& draft);
/// The section that has a key of that name: "person", "pins" or "card"; "" if none has.
[[nodiscard]] std::string section_of(std::string_view key);
/// card.licence_record. `none` takes the record off.
void read_licence_record(const yaml::Node& node, Draft& draft);
/// Throws DiagnosticError for a name that is none of `defects()`.
void check_defect_names(const yaml::Node& node);
/// card.defects: names of `defects()`.
void read_defects(const yaml::Node& node, CardFile& file);

}  // namespace karimen::sim::blueprint
