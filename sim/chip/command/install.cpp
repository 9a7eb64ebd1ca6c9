// INSTALL 80 E6 and DELETE 80 E4 (chip.md F.6): the life of the driver-licence instance.
#include <algorithm>

#include "sim/chip/application/applications.hpp"
#include "sim/chip/command/command.hpp"
#include "sim/chip/files/tlv.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint8_t name_tag = 0x4F;

using Transaction = Nonvolatile::Transaction;

bool same(ByteView left, ByteView right) {
  return std::ranges::equal(left, right);
}

void put_content(Transaction& transaction, const Chip& chip, std::uint16_t id, ByteView content) {
  const auto* file = find_file(ApplicationId::driver_licence, id);
  transaction.put(file->offset, stored_file(*file->spec, content, chip.profile->knobs));
}

/// The files of an instance that nobody has personalised, or of none: then the PIN is blocked, too.
void put_fresh_files(Transaction& transaction, const Chip& chip, bool present) {
  const auto* pin = find_file(ApplicationId::driver_licence, licence_file::pin);
  transaction.put(pin->offset,
                  present ? reference_row(pin->spec->tries, licence_default_pin) : reference_row(0, {}));
  put_content(transaction, chip, licence_file::pin_setting,
              present ? ByteView(licence_pin_not_set) : ByteView{});
  put_content(transaction, chip, licence_file::record, {});
  put_content(transaction, chip, licence_file::signature, {});
  const std::uint8_t flag[] = {static_cast<std::uint8_t>(present)};
  transaction.put(card_row::licence_present, flag);
}

Cause entitled(const Chip& chip) {
  const auto version = chip.state.channel.key_version;
  return version == safety_commission_keys ? Cause{} : Cause{Clause::channel_not_entitled, version};
}

}  // namespace

Cause install(Context& context, const Command& command) {
  auto& chip = context.chip;
  auto rest = command.data;
  const auto load_file = take_counted(rest), module = take_counted(rest), instance = take_counted(rest);
  if (!load_file || !module || !instance) return {Clause::store_groups_malformed};
  if (!same(*load_file, driver_licence_load_file_aid) || !same(*module, driver_licence_module_aid) ||
      !same(*instance, driver_licence_application.aid)) {
    return {Clause::install_names_wrong};
  }
  if (const auto cause = entitled(chip); cause != Cause{}) return cause;
  if (chip.licence_present()) return {Clause::install_already_present};
  if (chip.free_space() < licence_application_size) {
    return {Clause::install_no_space, licence_application_size, static_cast<std::int32_t>(chip.free_space())};
  }
  Transaction transaction(chip.memory);
  put_fresh_files(transaction, chip, true);
  chip.memory.commit(transaction);
  context.response = {0x00};
  return {};
}

// Emulator-defined: INSTALL [for personalization] says which application the data groups of STORE DATA are
// for.
Cause install_for_personalization(Context& context, const Command& command) {
  auto& chip = context.chip;
  auto rest = command.data;
  const auto first = take_counted(rest), second = take_counted(rest), name = take_counted(rest);
  if (!first || !second || !name) return {Clause::store_groups_malformed};
  for (std::size_t i = 0; i < application_count; ++i) {
    const auto id = static_cast<ApplicationId>(i);
    if (!same(*name, application(id).aid)) continue;
    if (id == ApplicationId::driver_licence && !chip.licence_present()) break;
    chip.state.channel.target = id;
    chip.state.channel.forget_blocks();
    context.response = {0x00};
    return {};
  }
  return {Clause::install_names_wrong};
}

Cause delete_instance(Context& context, const Command& command) {
  auto& chip = context.chip;
  auto rest = command.data;
  const auto name = take_ber(rest);
  if (!name || name->tag != name_tag) return {Clause::store_groups_malformed};
  if (!same(name->value, driver_licence_application.aid)) return {Clause::delete_not_allowed};
  if (const auto cause = entitled(chip); cause != Cause{}) return cause;
  if (!chip.licence_present()) return {Clause::delete_not_found};
  Transaction transaction(chip.memory);
  put_fresh_files(transaction, chip, false);
  chip.memory.commit(transaction);
  if (chip.state.channel.target == ApplicationId::driver_licence) {
    chip.state.channel.target.reset();
    chip.state.channel.forget_blocks();
  }
  context.response = {0x00};
  return {};
}

}  // namespace karimen::sim::chip::command
