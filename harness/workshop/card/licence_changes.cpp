#include "harness/workshop/card/licence_changes.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/text.hpp"
#include "harness/workshop/card/changes.hpp"
#include "sim/chip/application/applications.hpp"
#include "sim/chip/making/editor.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::harness::workshop {
namespace {

using sim::chip::ApplicationId;
using sim::licence::Category;
using sim::licence::LicenceRecord;
constexpr auto application = ApplicationId::driver_licence;

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw DiagnosticError(Diagnostic{.where = {}, .what = std::move(what), .fix = std::move(fix)});
}

Date date_in(const std::string& text) {
  const auto date = parse_date(text);
  if (!date) refuse("'" + text + "' is no date", "for example 2026-07-20");
  return *date;
}

std::string digits_in(const std::string& text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || text.size() != 12) refuse("'" + text + "' is not twelve digits", "for example 305012345678");
  return text;
}

void set_class(LicenceRecord& record, const std::string& word) {
  const auto driver_class = sim::licence::driver_class_of(word);
  if (!driver_class) {
    const std::vector<std::string> words{"excellent", "general", "violation", "first_time"};
    refuse("no driver class is called '" + word + "'", suggestion(word, words));
  }
  if (record.driver_class) record.driver_class = driver_class;  // C3 is empty without a history record
  record.colour = sim::licence::colour_text(*driver_class);
}

std::vector<std::string> separated(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
  return words;
}

void set_categories(LicenceRecord& record, const std::string& list) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < sim::licence::category_count; ++i)
    known.emplace_back(sim::licence::to_word(static_cast<Category>(i)));
  sim::licence::Categories held;
  for (const auto& word : separated(list)) {
    const auto category = sim::licence::category_of(word);
    if (!category) refuse("no licence category is called '" + word + "'", suggestion(word, known));
    held.hold(*category);
  }
  record.categories = held;
}

template <std::size_t count>
void set_texts(std::array<std::string, count>& texts, const std::string& list) {
  const auto given = separated(list);
  if (given.size() > count) refuse("at most " + std::to_string(count) + " texts fit here", "leave some out");
  texts.fill("");
  std::copy(given.begin(), given.end(), texts.begin());
}

// As a record looks that was written before the last renewal.
void make_stale(LicenceRecord& record, const std::string&) {
  if (record.expires) record.expires = *record.expires - std::chrono::years{3};
  if (record.expires && !record.expires->ok())
    record.expires = record.expires->year() / record.expires->month() / std::chrono::day{28};
  using enum sim::licence::DriverClass;
  set_class(record, record.colour == sim::licence::colour_text(general) ? "first_time" : "general");
}

/// What a change does to a record, which is then signed and written.
struct RecordChange {
  LicenceChange shown;
  void (*make)(LicenceRecord& record, const std::string& value);
};

constexpr std::array record_changes{
    RecordChange{{"present", "", {"the current record", "最新の免許情報"}}, nullptr},
    RecordChange{{"stale", "", {"a record from before the last renewal", "更新前の古い免許情報"}},
                 make_stale},
    RecordChange{{"expires", "DATE", {"another last day", "有効期間の末日"}},
                 [](auto& record, auto& value) { record.expires = date_in(value); }},
    RecordChange{{"class", "WORD", {"another driver class", "運転者区分"}}, set_class},
    RecordChange{{"categories", "A,B,...", {"other categories", "免許の種類"}}, set_categories},
    RecordChange{{"number", "12 DIGITS", {"another record number", "免許情報記録番号"}},
                 [](auto& record, auto& value) { record.record_number = digits_in(value); }},
    RecordChange{{"history", "12 DIGITS", {"a driving history of that number", "運転経歴情報の番号"}},
                 [](auto& record, auto& value) {
                   record.history_number = digits_in(value);
                   record.history_recorded = record.history_recorded.value_or(date_in("2026-06-10"));
                   if (!record.driver_class)
                     record.driver_class = sim::licence::class_of_colour(record.colour);
                 }},
    RecordChange{{"conditions", "TEXT,...", {"other conditions", "免許の条件"}},
                 [](auto& record, auto& value) { set_texts(record.conditions, value); }},
    RecordChange{{"remarks", "TEXT,...", {"other remarks", "備考"}},
                 [](auto& record, auto& value) { set_texts(record.remarks, value); }},
};

void take_off(sim::chip::Card& card) {
  sim::chip::Editor(card).set_licence_present(false);
}

void leave_empty(sim::chip::Card& card) {
  sim::chip::Editor editor(card);
  editor.set_content(application, sim::chip::licence_file::record, {});
  editor.set_content(application, sim::chip::licence_file::signature, {});
}

void unset_pin(sim::chip::Card& card) {
  change_pin(card, key_called("licence"), "unset");
}

/// What needs no record; `installs`: an instance must be there.
struct CardChange {
  LicenceChange shown;
  bool installs;
  void (*make)(sim::chip::Card& card);
};

constexpr std::array card_changes{
    CardChange{{"absent", "", {"no licence application", "免許APなし"}}, false, take_off},
    CardChange{{"empty", "", {"an application never personalised", "書込み前の免許AP"}}, true, leave_empty},
    CardChange{{"dpin", "", {"no PIN set (DPIN ****)", "暗証番号未設定（DPIN）"}}, true, unset_pin},
};

constexpr auto all_changes = [] {
  std::array<LicenceChange, card_changes.size() + record_changes.size()> all{};
  std::size_t at = 0;
  for (const auto& each : card_changes) all[at++] = each.shown;
  for (const auto& each : record_changes) all[at++] = each.shown;
  return all;
}();

void install(sim::chip::Card& card, const CurrentLicence& current) {
  sim::chip::Editor editor(card);
  if (editor.licence_present()) return;
  if (card.free_space() < sim::chip::licence_application_size)
    refuse("the extension area has " + std::to_string(card.free_space()) + " bytes free; the licence takes " +
               std::to_string(sim::chip::licence_application_size),
           "as on a real card, something else must go first");
  editor.set_licence_present(true);
  for (const auto& key : editor.key_references())
    if (key.application == application && !key.has_value)
      change_pin(card, key_called("licence"), current.pin.empty() ? "unset" : current.pin);
}

LicenceRecord record_now(sim::chip::Card& card, const CurrentLicence& current) {
  const auto content = sim::chip::Editor(card).content(application, sim::chip::licence_file::record);
  const auto decoded = sim::licence::decode_wef02(content);
  const auto* record = std::get_if<LicenceRecord>(&decoded);
  return record == nullptr ? current.record : *record;
}

const RecordChange& record_change(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& each : all_changes) known.emplace_back(each.name);
  for (const auto& each : record_changes)
    if (each.shown.name == name) return each;
  refuse("a licence cannot be made '" + name + "'", suggestion(name, known));
}

std::string fact(const sim::blueprint::CardFile& file, const char* name) {
  const auto* found = file.facts ? file.facts->find(name) : nullptr;
  return found != nullptr && found->is_scalar() ? found->text : "";
}

LicenceRecord example_record(const LoadedCard& loaded, const IssuerMaterial& material) {
  LicenceRecord record;
  record.record_number = "305012345678";
  record.expires = date_in("2030-08-08");
  record.obtained_other = date_in("2011-08-01");
  record.categories = {Category::ordinary};
  set_class(record, "excellent");
  record.photograph = material.photographs().bytes("photo-02");
  if (!loaded.file) return record;
  const auto& file = *loaded.file;
  record.photograph = material.photographs().bytes(file.spec.person.photograph);
  if (const auto number = fact(file, "licence.record_number"); !number.empty()) record.record_number = number;
  if (const auto expires = parse_date(fact(file, "licence.expires"))) record.expires = expires;
  if (const auto word = fact(file, "licence.driver_class"); sim::licence::driver_class_of(word))
    set_class(record, word);
  return record;
}

}  // namespace

CurrentLicence current_licence(LoadedCard& loaded, const IssuerMaterial& material) {
  CurrentLicence current{example_record(loaded, material)};
  if (loaded.file) current.pin = loaded.file->licence_pin.value;
  if (loaded.file && loaded.file->spec.licence)
    current.record = loaded.file->spec.licence->record;
  else if (sim::chip::Editor(loaded.card).licence_present())
    current.record = record_now(loaded.card, current);
  return current;
}

std::span<const LicenceChange> licence_changes() {
  return all_changes;
}

void change_licence(sim::chip::Card& card, const IssuerMaterial& material, const CurrentLicence& current,
                    const std::string& name, const std::string& value) {
  for (const auto& each : card_changes)
    if (each.shown.name == name) {
      if (each.installs) install(card, current);
      return each.make(card);
    }
  const auto& change = record_change(name);
  if (*change.shown.value != '\0' && value.empty())
    refuse("licence " + name + " needs a value", std::string("licence ") + name + ' ' + change.shown.value);
  auto record = name == "present" || name == "stale" ? current.record : record_now(card, current);
  if (change.make != nullptr) change.make(record, value);
  (void)sim::licence::encode_wef02(record);  // refused before anything is changed
  install(card, current);
  write_record(card, material, record);
}

void write_record(sim::chip::Card& card, const IssuerMaterial& material, const LicenceRecord& record) {
  const auto& authorities = material.authorities();
  const auto signer = sim::licence::safety_commission_signer(authorities.safety_commission());
  const auto bytes = sim::licence::encode_wef02(record);
  sim::chip::Editor editor(card);
  editor.set_content(application, sim::chip::licence_file::record, bytes);
  editor.set_content(application, sim::chip::licence_file::signature,
                     sim::licence::wrap_signature(authorities.sign(signer.key, bytes), signer));
}

}  // namespace karimen::harness::workshop
