// GET STATUS 80 F2 (GlobalPlatform 11.4), only inside a channel. Emulator-defined: which names are listed.
#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"
#include "sim/chip/files/tlv.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint8_t issuer_domain = 0x80, applications_kind = 0x40, load_files = 0x20,
                       load_files_and_modules = 0x10;
constexpr std::uint8_t secured = 0x0F, selectable = 0x07, loaded = 0x01;

struct Line {
  ByteView aid;
  std::uint8_t life_cycle;
  std::uint8_t privileges = 0;
  ByteView module = {};
};

std::vector<Line> lines(const Chip& chip, std::uint8_t kind) {
  if (kind == issuer_domain) return {{card_manager_application.aid, secured, 0x9E}};
  if (kind == load_files) return {{driver_licence_load_file_aid, loaded}};
  if (kind == load_files_and_modules)
    return {{driver_licence_load_file_aid, loaded, 0, driver_licence_module_aid}};
  if (kind != applications_kind) return {};
  std::vector<Line> found;
  for (std::size_t i = 1; i < application_count; ++i) {
    const auto id = static_cast<ApplicationId>(i);
    if (id != ApplicationId::driver_licence || chip.licence_present())
      found.push_back({application(id).aid, selectable});
  }
  return found;
}

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_plain(Bytes& out, const Line& line) {
  out.push_back(static_cast<std::uint8_t>(line.aid.size()));
  append(out, line.aid);
  out.insert(out.end(), {line.life_cycle, line.privileges});
  if (line.module.empty()) return;
  out.insert(out.end(), {0x01, static_cast<std::uint8_t>(line.module.size())});
  append(out, line.module);
}

void append_template(Bytes& out, const Line& line) {
  Bytes inner = ber_object(0x4F, line.aid);
  inner.insert(inner.end(), {0x9F, 0x70, 0x01, line.life_cycle, 0xC5, 0x01, line.privileges});
  if (!line.module.empty()) append(inner, ber_object(0x84, line.module));
  append(out, ber_object(0xE3, inner));
}

}  // namespace

Cause get_status(Context& context, const Command& command) {
  auto rest = command.data;
  const auto name = take_ber(rest);
  if (!name || name->tag != 0x4F) return {Clause::store_groups_malformed};
  for (const auto& line : lines(context.chip, command.number)) {
    const auto& wanted = name->value;
    if (wanted.size() > line.aid.size() || !std::equal(wanted.begin(), wanted.end(), line.aid.begin()))
      continue;
    command.form == 1 ? append_template(context.response, line) : append_plain(context.response, line);
  }
  return {context.response.empty() ? Clause::status_nothing_found : Clause::done};
}

}  // namespace karimen::sim::chip::command
