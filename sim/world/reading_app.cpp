#include "sim/world/reading_app.hpp"

#include <algorithm>

#include "sim/world/card_reading.hpp"
#include "sim/world/wire.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::uint16_t pin_file = 0x0006, record_file = 0x001B, signature_file = 0x001C;

bool four_digits(const std::string& pin) {
  return pin.size() == 4 && std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

Sheet display(const licence::LicenceRecord& record) {
  return {"app_display",
          {{"免許情報記録番号", record.record_number},
           {"有効期間の末日", record.expires ? to_string(*record.expires) : ""},
           {"色区分", record.colour},
           {"条件", record.conditions[0]}}};
}

}  // namespace

Result ReadingApp::read(const Person& person, const std::string& pin) {
  Result result;
  result.app_reading = "UNREADABLE";
  if (!person.reader_app || !person.has_card_at_hand()) return result;
  try {
    result.app_reading = reading(*person.card, pin, result);
  } catch (const CardRefused&) {
  } catch (const reader::LinkError& error) {
    if (error.failure() == reader::LinkFailure::service_gone) throw;
  }
  return result;
}

std::string ReadingApp::reading(MyNumberCard& card, const std::string& pin, Result& result) {
  return desk_.with(card, [&](reader::CardSession& session) -> std::string {
    if (!wire::select(session, wire::licence())) return "RECORD_ABSENT";
    if (wire::tries_left(session, pin_file) == 0) return "PIN_BLOCKED";
    if (!four_digits(pin)) return "PIN_WRONG";  // nothing is sent
    const auto verified = wire::verify(session, pin_file, pin);
    if (!verified.right) return verified.tries_left > 0 ? "PIN_WRONG" : "PIN_BLOCKED";
    wire::select_file(session, record_file);
    const auto wef02 = wire::read_current(session);
    wire::select_file(session, signature_file);
    const auto wef03 = wire::read_current(session);
    if (wef02.data.empty()) return "RECORD_ABSENT";
    const auto record = decode_record(wef02.data, wef03.data, signer_);
    if (!record || !record->genuine) return "UNREADABLE";
    result.sheets.push_back(display(record->content));
    return "FIELDS_SHOWN";
  });
}

}  // namespace karimen::sim::world
