// card.licence_record of a card file:
//   {driver_class, class_element: measured | filled, colour, expires, conditions, remarks, record_number,
//   history_number, history_recorded,
//    obtained: {small, other, second}, categories, photograph, fill: capacity}
#include <algorithm>

#include "base/text.hpp"
#include "sim/blueprint/card_fields.hpp"

namespace karimen::sim::blueprint {
namespace {

using licence::LicenceRecord;

struct RecordDraft {
  LicenceSpec& licence;
  LicenceRecord& record;
  const licence::Photographs& photographs;
  bool fill = false;
};

template <std::size_t count>
void read_texts(const yaml::Node& node, std::array<std::string, count>& texts) {
  const auto given = node.as_texts();
  if (given.size() > count) node.fail("at most " + std::to_string(count) + " texts fit here");
  texts.fill("");
  std::copy(given.begin(), given.end(), texts.begin());
}

void read_driver_class(const yaml::Node& node, RecordDraft& draft) {
  const std::vector<std::string> words{"excellent", "general", "violation", "first_time"};
  draft.licence.driver_class = licence::driver_class_of(node.as_text());
  if (!draft.licence.driver_class)
    node.fail("unknown driver class " + node.as_text(), suggestion(node.as_text(), words));
  draft.record.colour = licence::colour_text(*draft.licence.driver_class);
}

void read_class_element(const yaml::Node& node, RecordDraft& draft) {
  static constexpr std::pair<const char*, bool> words[] = {{"measured", false}, {"filled", true}};
  draft.licence.class_always = read_word(node, words);
}

void read_categories(const yaml::Node& node, LicenceRecord& record) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < licence::category_count; ++i)
    words.emplace_back(licence::to_word(static_cast<licence::Category>(i)));
  record.categories = {};
  for (const auto& item : node.as_sequence()) {
    const auto category = licence::category_of(item.as_text());
    if (!category) item.fail("unknown licence category " + item.as_text(), suggestion(item.as_text(), words));
    record.categories.hold(*category);
  }
}

void read_photograph(const yaml::Node& node, RecordDraft& draft) {
  if (is_none(node)) return draft.record.photograph.clear();
  const auto ids = draft.photographs.ids();
  if (std::ranges::find(ids, node.as_text()) == ids.end())
    node.fail("no photograph is called " + node.as_text(), suggestion(node.as_text(), ids));
  draft.record.photograph = draft.photographs.bytes(node.as_text());
}

/// Lengthens every text to 40 characters, and gives every empty glyph and reserved element its maximum. What
/// identifies a record or says what its holder may drive stays as it is; so does the driving history, which
/// excludes a licence.
void fill_to_capacity(LicenceRecord& record) {
  const auto fill_texts = [](auto& texts, std::string_view character) {
    for (auto& text : texts)
      while (to_code_points(text).size() < 40) text += character;
  };
  fill_texts(record.conditions, "条");
  fill_texts(record.remarks, "備");
  fill_texts(record.spare, "予");
  for (auto& glyph : record.missing_glyphs)
    if (glyph.empty()) glyph.assign(256, 0x55);
  for (auto& reserved : record.reserved)
    if (reserved.empty()) reserved.assign(7, '0');
}

constexpr Field<LicenceRecord> obtained_fields[] = {
    {"small", [](auto& node, auto& record) { record.obtained_small = node.as_date(); }},
    {"other", [](auto& node, auto& record) { record.obtained_other = node.as_date(); }},
    {"second", [](auto& node, auto& record) { record.obtained_second = node.as_date(); }},
};

constexpr Field<RecordDraft> record_fields[] = {
    {"driver_class", read_driver_class},
    {"class_element", read_class_element},
    {"colour", [](auto& node, auto& draft) { draft.record.colour = node.as_text(); }},
    {"expires", [](auto& node, auto& draft) { draft.record.expires = node.as_date(); }},
    {"conditions", [](auto& node, auto& draft) { read_texts(node, draft.record.conditions); }},
    {"remarks", [](auto& node, auto& draft) { read_texts(node, draft.record.remarks); }},
    {"record_number", [](auto& node, auto& draft) { draft.record.record_number = node.as_text(); }},
    {"history_number", [](auto& node, auto& draft) { draft.record.history_number = node.as_text(); }},
    {"history_recorded", [](auto& node, auto& draft) { draft.record.history_recorded = node.as_date(); }},
    {"obtained", [](auto& node, auto& draft) { read_fields(node, obtained_fields, draft.record); }},
    {"categories", [](auto& node, auto& draft) { read_categories(node, draft.record); }},
    {"photograph", read_photograph},
    {"fill",
     [](auto& node, auto& draft) {
       if (node.as_text() != "capacity") node.fail("unknown word " + node.text, "fill: capacity");
       draft.fill = true;
     }},
};

}  // namespace

void tell_licence_keys(CardFileKeys& keys) {
  keys.emplace("card.licence_record", keys_of(record_fields));
  keys.emplace("card.licence_record.obtained", keys_of(obtained_fields));
}

void read_licence_record(const yaml::Node& node, Draft& draft) {
  auto& licence = draft.file.spec.licence;
  if (is_none(node)) {
    licence.reset();
    return;
  }
  if (!licence) licence.emplace();
  RecordDraft record{*licence, licence->record, draft.photographs};
  read_fields(node, record_fields, record);
  settle_class(*licence);
  if (record.fill) fill_to_capacity(licence->record);
}

}  // namespace karimen::sim::blueprint
