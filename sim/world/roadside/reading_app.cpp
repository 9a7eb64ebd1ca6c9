#include "sim/world/roadside/reading_app.hpp"

#include <algorithm>

#include "sim/terminal/file.hpp"
#include "sim/terminal/licence.hpp"
#include "sim/world/desk/card_reading.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t app_pin = 0x0006;
constexpr auto shown = "FIELDS_SHOWN";

bool four_digits(const std::string& pin) {
  return pin.size() == 4 && std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

Sheet display(const RecordOnChip& found) {
  const auto& record = found.content;
  if (found.of_history())
    return {"app_display",
            {{"運転経歴情報記録番号", record.history_number},
             {"記録日", record.history_recorded ? to_string(*record.history_recorded) : ""}}};
  return {"app_display",
          {{"免許情報記録番号", record.record_number},
           {"有効期間の末日", record.expires ? to_string(*record.expires) : ""},
           {"色区分", record.colour},
           {"条件", record.conditions[0]}}};
}

}  // namespace

Result ReadingApp::read(const Person& person, const std::string& pin) {
  if (person.reader_app == ReaderApp::not_installed) return {};
  Result result;
  result.app.result = "UNREADABLE";
  if (!person.has_card_at_hand()) return result;
  try {
    result.app.result = reading(*person.card, pin, result);
  } catch (const CardRefused&) {
  } catch (const reader::LinkError& error) {
    if (error.failure() == reader::LinkFailure::service_gone) throw;
  }
  // 警視庁: 「マイナンバーカード内のICチップに登録された代替文字を表示させる仕様」.
  if (result.app.result == shown)
    result.app.substituted_name = person.name_characters != Encodable::encodable;
  return result;
}

std::string ReadingApp::reading(MyNumberCard& card, const std::string& pin, Result& result) {
  using Verified = terminal::PinResult::Outcome;
  return desk_.with(card, [&](reader::CardSession& session) -> std::string {
    const auto selected = terminal::select(session, terminal::aid::licence);
    if (selected == terminal::no_such_application) return "RECORD_ABSENT";
    const auto left = selected == 0x9000 ? terminal::tries_left(session, app_pin) : std::nullopt;
    if (!left) return "UNREADABLE";
    if (*left == 0) return "PIN_BLOCKED";
    // Nothing is asked for where no PIN was set, and nothing is sent that cannot be one.
    if (terminal::licence_pin_set(session) && !four_digits(pin)) return "PIN_WRONG";
    const auto files = terminal::read_licence_by_pin(session, pin);
    if (files.pin.outcome == Verified::blocked) return "PIN_BLOCKED";
    if (files.pin.outcome == Verified::wrong) return "PIN_WRONG";
    if (!files.ok()) return "UNREADABLE";
    if (files.record.empty()) return "RECORD_ABSENT";
    const auto record = decode_record(files.record, files.signature, signer_);
    if (!record || !record->genuine) return "UNREADABLE";
    result.app.expires = record->content.expires;
    if (customs_.errs(Defect::app_shows_card_date)) result.app.expires = read_card_expiry(session);
    result.app.colour = colour_class_of(record->content.colour);
    result.app.number = record->of_history() ? record->content.history_number : record->content.record_number;
    result.sheets.push_back(display(*record));
    return shown;
  });
}

}  // namespace karimen::sim::world
