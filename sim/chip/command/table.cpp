#include "sim/chip/command/table.hpp"

#include <algorithm>
#include <array>

#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

using namespace command;
using enum Meaning;

constexpr std::uint8_t bit(ApplicationId id) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(id));
}
constexpr std::uint8_t manager = bit(ApplicationId::card_manager);
constexpr std::uint8_t everywhere = 0x7F;
constexpr std::uint8_t applications = everywhere & ~manager;
constexpr std::uint8_t channel_hosts = manager | bit(ApplicationId::driver_licence);  // chip.md F.6
constexpr std::uint8_t no_hosts = everywhere & ~channel_hosts;
constexpr std::uint8_t jpki_only = bit(ApplicationId::jpki);
constexpr std::uint8_t session_keys = applications & ~bit(ApplicationId::driver_licence);

constexpr Parameter is(std::uint8_t value, Meaning meaning = nothing) {
  return {value, value, meaning};
}
constexpr Parameter in(std::uint8_t low, std::uint8_t high, Meaning meaning = nothing) {
  return {low, high, meaning};
}
constexpr Parameter any(Meaning meaning = nothing) {
  return {0x00, 0xFF, meaning};
}
constexpr Parameter record_mode(std::uint8_t mode) {
  return {0x00, 0xF7, record_file, 0x07, mode};
}

constexpr std::uint8_t case_bit(BodyCase body) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(body));
}
constexpr std::uint8_t none = case_bit(BodyCase::none), le = case_bit(BodyCase::le),
                       lc = case_bit(BodyCase::lc), lc_le = case_bit(BodyCase::lc_le);

constexpr Shape never{0};
constexpr Shape anything{none | le | lc | lc_le};
constexpr Shape empty{none};
constexpr Shape empty_or_00{none | le, 0, 0, 256, 256};
constexpr Shape reads{le};
constexpr Shape carries(std::uint16_t low, std::uint16_t high) {
  return {lc, low, high};
}
constexpr Shape carries_perhaps_le(std::uint16_t low, std::uint16_t high) {
  return {lc | lc_le, low, high};
}
constexpr Shape signs{lc_le, 1, 255, 256};

constexpr auto sfi = in(0x81, 0x9E, file);
constexpr auto here = is(0x80, current);

enum NameForm : std::uint8_t { quiet = 0, with_fci = 1, next = 2 };

// clang-format off
constexpr Rule table[] = {
    // name                        cla   ins   where         P1                      P2                      body                handler
    {"ERASE ALL RECORDS",          0x80, 0x06, everywhere,   any(),                  any(),                  anything,           refuse_issuance},
    {"VERIFY",                     0x00, 0x20, everywhere,   is(0x00),               here,                   empty_or_00,        query_tries},
    {"VERIFY",                     0x00, 0x20, everywhere,   is(0x00),               sfi,                    empty_or_00,        query_tries},
    {"VERIFY",                     0x00, 0x20, everywhere,   is(0x00),               here,                   carries(1, 16),     verify},
    {"VERIFY",                     0x00, 0x20, everywhere,   is(0x00),               sfi,                    carries(1, 16),     verify},
    {"CHANGE REFERENCE DATA",      0x00, 0x24, applications, is(0x01),               here,                   carries(1, 16),     change_reference_data, static_cast<std::uint8_t>(ChangeCommand::change_reference_data)},
    {"COMPUTE DIGITAL SIGNATURE",  0x80, 0x2A, applications, in(0x00, 0x05, number), here,                   signs,              compute_digital_signature},
    {"COMPUTE DIGITAL SIGNATURE",  0x80, 0x2A, applications, in(0x00, 0x05, number), sfi,                    signs,              compute_digital_signature},
    {"COMPUTE DIGITAL SIGNATURE",  0x80, 0x2A, applications, in(0x00, 0x05, number), is(0x00, default_key),  signs,              compute_digital_signature},
    {"CHANGE KEY",                 0x80, 0x32, applications, is(0x00),               here,                   carries(1, 16),     change_reference_data, static_cast<std::uint8_t>(ChangeCommand::change_key)},
    {"INITIALIZE UPDATE",          0x80, 0x50, channel_hosts, any(number),           is(0x00),               carries_perhaps_le(8, 8), initialize_update},
    {"LOCK DF",                    0x80, 0x50, no_hosts,     any(),                  any(),                  anything,           refuse_issuance},
    {"UNLOCK DF",                  0x80, 0x52, everywhere,   any(),                  any(),                  anything,           refuse_issuance},
    {"UNLOCK KEY",                 0x80, 0x54, everywhere,   any(),                  any(),                  anything,           refuse_issuance},
    {"EXTERNAL AUTHENTICATE",      0x00, 0x82, everywhere,   is(0x00),               any(),                  anything,           external_authenticate},
    {"EXTERNAL AUTHENTICATE",      0x80, 0x82, channel_hosts, is(0x03, number),      is(0x00),               carries(8, 8),      open_channel},
    {"EXTERNAL AUTHENTICATE",      0x80, 0x82, channel_hosts, is(0x33, number),      is(0x00),               carries(8, 8),      open_channel},
    {"GET CHALLENGE",              0x00, 0x84, everywhere,   is(0x00),               is(0x00),               reads,              get_challenge},
    {"INTERNAL AUTHENTICATE",      0x00, 0x88, applications, is(0x00),               here,                   signs,              internal_authenticate},
    {"INTERNAL AUTHENTICATE",      0x00, 0x88, applications, is(0x00),               sfi,                    signs,              internal_authenticate},
    {"MANAGE ATTRIBUTES",          0x80, 0x8A, everywhere,   is(0x22),               any(),                  anything,           refuse_issuance},
    {"MANAGE ATTRIBUTES",          0x80, 0x8A, everywhere,   is(0x24),               any(),                  anything,           refuse_issuance},
    {"SET PUBLIC IC KEY",          0x80, 0xA2, jpki_only,    is(0x06),               is(0xC1),               carries(307, 307),  set_public_ic_key, 1},
    {"SET PUBLIC IC KEY",          0x80, 0xA2, jpki_only,    is(0x00),               is(0xC1),               carries(261, 261),  set_public_ic_key, 2},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x04),               is(0x0C),               carries_perhaps_le(1, 255), select_by_name, quiet},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x04),               is(0x00),               carries_perhaps_le(1, 255), select_by_name, with_fci},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x04),               is(0x00),               empty_or_00,        select_by_name, with_fci},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x04),               is(0x02),               carries_perhaps_le(1, 255), select_by_name, next | with_fci},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x04),               is(0x0E),               carries_perhaps_le(1, 255), select_by_name, next},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x02),               is(0x0C),               carries_perhaps_le(2, 2), select_file, quiet},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x02),               is(0x00),               carries_perhaps_le(2, 2), select_file, with_fci},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x00),               is(0x00),               empty,              select_nothing},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x00),               is(0x00),               carries_perhaps_le(2, 2), select_master_file},
    {"SELECT",                     0x00, 0xA4, everywhere,   is(0x00),               is(0x0C),               carries_perhaps_le(2, 2), select_master_file},
    {"SET SESSION KEY",            0x80, 0xAE, session_keys, is(0x00),               is(0x00),               carries(256, 256),  set_session_key},
    {"READ BINARY",                0x00, 0xB0, everywhere,   in(0x00, 0x7F, offset_high), any(offset_low),   reads,              read_binary},
    {"READ BINARY",                0x00, 0xB0, everywhere,   sfi,                    any(offset_low),        reads,              read_binary},
    {"READ RECORD",                0x00, 0xB2, everywhere,   any(record),            record_mode(4),         reads,              read_record},
    {"READ RECORD",                0x00, 0xB2, everywhere,   any(record),            record_mode(5),         reads,              read_record, 1},
    {"READ RECORD",                0x00, 0xB2, everywhere,   any(),                  any(),                  anything,           refuse_function},
    {"GET RESPONSE",               0x00, 0xC0, everywhere,   any(),                  any(),                  anything,           refuse_get_response},
    {"GET DATA",                   0x80, 0xCA, manager,      is(0xFF),               is(0x21),               reads,              get_extended_resources},
    {"GET DATA",                   0x00, 0xCA, manager,      is(0xFF),               is(0x21),               reads,              get_extended_resources},
    {"GET DATA",                   0x00, 0xCA, everywhere,   any(tag_high),          any(tag_low),           reads,              get_data},
    {"GET DATA",                   0x80, 0xCA, everywhere,   any(tag_high),          any(tag_low),           reads,              get_data},
    {"WRITE BINARY",               0x00, 0xD0, everywhere,   any(),                  any(),                  anything,           refuse_write},
    {"WRITE RECORD",               0x00, 0xD2, everywhere,   any(),                  any(),                  anything,           refuse_write},
    {"UPDATE BINARY",              0x00, 0xD6, everywhere,   any(),                  any(),                  anything,           refuse_write},
    {"UPDATE RECORD",              0x00, 0xDC, everywhere,   any(),                  any(),                  anything,           refuse_write},
    {"APPEND RECORD",              0x00, 0xE2, everywhere,   any(),                  any(),                  anything,           refuse_write},
    {"STORE DATA",                 0x80, 0xE2, channel_hosts, any(last_block),       any(number),            carries_perhaps_le(1, 0xFFFF), store_data, 0, true},
    {"DELETE",                     0x80, 0xE4, manager,      is(0x00),               is(0x00),               carries_perhaps_le(2, 255), delete_instance, 0, true},
    {"INSTALL",                    0x80, 0xE6, manager,      is(0x0C),               is(0x00),               carries_perhaps_le(5, 255), install, 0, true},
    {"INSTALL",                    0x80, 0xE6, manager,      is(0x20),               is(0x00),               carries_perhaps_le(5, 255), install_for_personalization, 0, true},
    {"GET STATUS",                 0x80, 0xF2, manager,      {0x10, 0x80, number, 0x0F, 0x00}, is(0x00),     carries_perhaps_le(2, 255), get_status, 0, true},
    {"GET STATUS",                 0x80, 0xF2, manager,      {0x10, 0x80, number, 0x0F, 0x00}, is(0x02),     carries_perhaps_le(2, 255), get_status, 1, true},
    {"last-command indicator",     0x80, 0xFC, everywhere,   is(0x00),               is(0x00),               never,              refuse_function},
};
// clang-format on

/// First row of each instruction.
constexpr auto first_rows = [] {
  std::array<std::uint8_t, 256> first{};
  first.fill(std::size(table));
  for (std::size_t i = std::size(table); i-- > 0;) first[table[i].ins] = static_cast<std::uint8_t>(i);
  return first;
}();

void decode(Meaning meaning, std::uint8_t byte, Command& command) {
  switch (meaning) {
    case nothing:
      break;
    case offset_high:
      command.offset = static_cast<std::uint16_t>(command.offset | byte << 8);
      break;
    case offset_low:
      command.offset = static_cast<std::uint16_t>(command.offset | byte);
      break;
    case file:
      command.target = {Target::Kind::short_identifier, static_cast<std::uint8_t>(byte & 0x1F)};
      break;
    case current:
      command.target = {};
      break;
    case Meaning::default_key:
      command.target = {Target::Kind::default_key, 0};
      break;
    case record:
      command.record = byte;
      break;
    case record_file:
      if (byte >> 3 != 0)
        command.target = {Target::Kind::short_identifier, static_cast<std::uint8_t>(byte >> 3)};
      break;
    case tag_high:
      command.tag = static_cast<std::uint16_t>(command.tag | byte << 8);
      break;
    case tag_low:
      command.tag = static_cast<std::uint16_t>(command.tag | byte);
      break;
    case number:
      command.number = byte;
      break;
    case last_block:
      command.last = (byte & 0x80) != 0;
      break;
  }
}

Cause run(const Rule& rule, Context& context, const Apdu& apdu, bool in_channel) {
  if (rule.needs_channel && !in_channel) return {Clause::channel_required};
  Command command{.form = rule.form, .data = apdu.data, .le = apdu.le, .in_channel = in_channel};
  decode(rule.p1.meaning, apdu.p1, command);
  decode(rule.p2.meaning, apdu.p2, command);
  return rule.handler(context, command);
}

}  // namespace

bool Shape::accepts(BodyCase body, std::size_t lc_bytes, std::uint32_t le_bytes) const {
  if (body == BodyCase::malformed || (cases >> static_cast<unsigned>(body) & 1) == 0) return false;
  if (lc_bytes != 0 && (lc_bytes < lc_low || lc_bytes > lc_high)) return false;
  return le_bytes == 0 || (le_bytes >= le_low && le_bytes <= le_high);
}

std::span<const Rule> rules() {
  return table;
}

Cause execute(Context& context, const Apdu& apdu, bool in_channel) {
  const auto where = bit(context.chip.state.application);
  bool instruction_known = false, parameters_known = false;
  for (std::size_t i = first_rows[apdu.ins]; i < std::size(table) && table[i].ins == apdu.ins; ++i) {
    const auto& rule = table[i];
    if (rule.cla != apdu.cla || (rule.applications & where) == 0) continue;
    instruction_known = true;
    if (!rule.p1.accepts(apdu.p1) || !rule.p2.accepts(apdu.p2)) continue;
    parameters_known = true;
    if (rule.shape.accepts(apdu.body, apdu.data.size(), apdu.le)) return run(rule, context, apdu, in_channel);
  }
  if (!instruction_known) return {Clause::unknown_instruction, apdu.ins, apdu.cla};
  if (!parameters_known) return {Clause::wrong_parameters, apdu.p1, apdu.p2};
  if (apdu.body == BodyCase::malformed) return {Clause::body_malformed};
  return {Clause::wrong_length, static_cast<std::int32_t>(apdu.data.size()),
          static_cast<std::int32_t>(apdu.le)};
}

}  // namespace karimen::sim::chip
