// SELECT FILE 00 A4 (chip.md B.4).
#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint8_t with_fci = 1, next_occurrence = 2;
// Of the FCI of the card manager: proprietary data, maximum length of data in a command 255.
constexpr std::uint8_t manager_data[] = {0xA5, 0x04, 0x9F, 0x65, 0x01, 0xFF};

bool can_select(const Chip& chip, ApplicationId id, ByteView name) {
  if (id == ApplicationId::driver_licence && !chip.licence_present()) return false;
  const auto aid = application(id).aid;
  return name.size() <= aid.size() && std::equal(name.begin(), name.end(), aid.begin());
}

void answer_template(Context& context, const Command& command) {
  if (command.le == 0) return;  // emulator-defined: no Le, no FCI (chip.md B.4)
  const auto id = context.chip.state.application;
  const auto aid = application(id).aid;
  const ByteView more = id == ApplicationId::card_manager ? ByteView(manager_data) : ByteView{};
  auto& out = context.response;
  out = {0x6F, static_cast<std::uint8_t>(2 + aid.size() + more.size()), 0x84,
         static_cast<std::uint8_t>(aid.size())};
  out.insert(out.end(), aid.begin(), aid.end());
  out.insert(out.end(), more.begin(), more.end());
}

}  // namespace

Cause select_by_name(Context& context, const Command& command) {
  auto& chip = context.chip;
  std::size_t first = 0;
  if ((command.form & next_occurrence) != 0) first = static_cast<std::size_t>(chip.state.application) + 1;
  for (auto i = first; i < application_count; ++i) {
    const auto id = static_cast<ApplicationId>(i);
    if (!can_select(chip, id, command.data)) continue;
    chip.select(id);
    if ((command.form & with_fci) != 0) answer_template(context, command);
    return {};
  }
  return {Clause::application_not_found, static_cast<std::int32_t>(command.data.size())};
}

Cause select_file(Context& context, const Command& command) {
  const auto id = static_cast<std::uint16_t>(command.data[0] << 8 | command.data[1]);
  const auto* file = context.chip.find(id);
  if (file == nullptr) return {Clause::file_not_found, id};
  context.chip.state.file = id;
  if ((command.form & with_fci) != 0 && command.le != 0) {
    context.response = {0x6F, 0x04, 0x83, 0x02, command.data[0], command.data[1]};
  }
  return {};
}

Cause select_nothing(Context& context, const Command&) {
  if (context.chip.state.application == ApplicationId::card_manager) return {Clause::no_application_selected};
  return {};
}

Cause select_master_file(Context&, const Command& command) {
  return {Clause::file_not_found, command.data[0] << 8 | command.data[1]};
}

}  // namespace karimen::sim::chip::command
