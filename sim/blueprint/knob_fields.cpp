// card.knobs of a card file.
#include <fmt/format.h>

#include "base/yaml/place.hpp"
#include "sim/blueprint/card_fields.hpp"
#include "sim/chip/atr.hpp"

namespace karimen::sim::blueprint {
namespace {

/// Hexadecimal, and nothing else, of an answer to reset that the sheet does not have.
Bytes read_own_atr(const yaml::Node& node, chip::Interface interface) {
  const std::string& text = node.as_text();
  const auto fix =
      fmt::format("an answer to reset is hexadecimal (\"3B8880…\"), or 1 to {} for one of the fact sheet's",
                  chip::atr_count(interface));
  const auto wrong = text.find_first_not_of("0123456789ABCDEFabcdef");
  if (wrong != std::string::npos)
    yaml::fail_at(node, to_code_points(text.substr(0, wrong)).size(), "this is no hexadecimal digit", fix);
  if (text.size() < 4) node.fail(text + " is no answer to reset", fix);
  if (text.size() % 2 != 0) node.fail("half a byte: an answer to reset has two digits a byte");
  if (text.size() > 2 * chip::longest_atr)
    node.fail(fmt::format("an answer to reset has 2 to {} bytes, this one has {}", chip::longest_atr,
                          text.size() / 2));
  return from_hex(text);
}

/// A number of the sheet's, or any answer to reset.
Bytes read_atr(const yaml::Node& node, chip::Interface interface) {
  const std::string& text = node.as_text();
  const int known = chip::atr_count(interface);
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '0' + known)
    return chip::atr_of_sheet(interface, text[0] - '0');
  const Bytes own = read_own_atr(node, interface);
  return own == chip::atr_of_sheet(interface, 1) ? Bytes{} : own;
}

constexpr Field<chip::Knobs> knob_fields[] = {
    {"contact_atr",
     [](auto& node, auto& knobs) { knobs.contact_atr = read_atr(node, chip::Interface::contact); }},
    {"contactless_atr",
     [](auto& node, auto& knobs) { knobs.contactless_atr = read_atr(node, chip::Interface::contactless); }},
    {"data_object_7f21", [](auto& node, auto& knobs) { knobs.data_object_7f21 = node.as_boolean(); }},
    {"atr_object_at_mf_level",
     [](auto& node, auto& knobs) { knobs.atr_object_at_mf_level = node.as_boolean(); }},
    {"atr_object_in_applications",
     [](auto& node, auto& knobs) { knobs.atr_object_in_applications = node.as_boolean(); }},
    {"lost_first_command", [](auto& node, auto& knobs) { knobs.lost_first_command = node.as_boolean(); }},
    {"reselect_clears_status",
     [](auto& node, auto& knobs) { knobs.reselect_clears_status = node.as_boolean(); }},
    {"unset_pin_counts_as_verified",
     [](auto& node, auto& knobs) { knobs.unset_pin_counts_as_verified = node.as_boolean(); }},
    {"contactless_reset_keeps_status",
     [](auto& node, auto& knobs) { knobs.contactless_reset_keeps_status = node.as_boolean(); }},
    {"files",
     [](auto& node, auto& knobs) {
       using enum chip::FileLength;
       static constexpr std::pair<const char*, chip::FileLength> words[] = {
           {"measured", measured}, {"padded", padded}, {"exact", exact}};
       knobs.files = read_word(node, words);
     }},
    {"basic_data",
     [](auto& node, auto& knobs) {
       static constexpr std::pair<const char*, bool> words[] = {{"padded", false}, {"exact", true}};
       knobs.exact_basic_data = read_word(node, words);
     }},
};

}  // namespace

void tell_knob_keys(CardFileKeys& keys) {
  keys.emplace("card.knobs", keys_of(knob_fields));
}

void read_knobs(const yaml::Node& node, chip::Knobs& knobs) {
  read_fields(node, knob_fields, knobs);
}

}  // namespace karimen::sim::blueprint
