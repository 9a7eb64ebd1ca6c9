// SET PUBLIC IC KEY 80 A2 (chip.md B.13): a terminal's certificate in two blocks, checked with the root key
// in 0016.
#include <algorithm>

#include "sim/chip/command/command.hpp"

namespace karimen::sim::chip::command {

namespace {

constexpr std::uint16_t root_file = 0x0016;
constexpr std::size_t block_header = 10;     // 7F21 82 hhll 5F4E 82 hhll
constexpr std::size_t signature_header = 5;  // 5F37 82 0100
constexpr std::size_t key_header = 9;        // 90 03 010001 91 82 0100
constexpr std::size_t key_size = key_header + 256;
constexpr std::uint8_t first_block_head[] = {0x7F, 0x21, 0x82, 0x02, 0x33, 0x5F, 0x4E, 0x82, 0x01, 0x29};
constexpr std::uint8_t second_block_head[] = {0x5F, 0x37, 0x82, 0x01, 0x00};

bool begins_with(ByteView bytes, ByteView head) {
  return std::ranges::equal(bytes.first(head.size()), head);
}

Cause take_first_block(Chip& chip, ByteView data) {
  if (!begins_with(data, first_block_head)) return {Clause::terminal_certificate_wrong};
  const auto body = data.subspan(block_header);
  chip.state.terminal_certificate.assign(body.begin(), body.end());
  return {};
}

}  // namespace

Cause set_public_ic_key(Context& context, const Command& command) {
  auto& chip = context.chip;
  Cause cause;
  const auto* file = resolve(context, {}, cause);
  if (file == nullptr) return cause;
  if (file->spec->id != root_file) return {Clause::not_terminal_root, file->spec->id};
  const auto root = chip.content(*file);
  if (root.size() < key_size) return {Clause::terminal_function_missing};
  if (command.form == 1) return take_first_block(chip, command.data);
  const auto body = std::move(chip.state.terminal_certificate);
  chip.state.terminal_certificate.clear();
  const crypto::RsaPublicKey authority(root.subspan(key_header, 256));
  const bool good = !body.empty() && begins_with(command.data, second_block_head) &&
                    authority.verifies(body, command.data.subspan(signature_header));
  return {good ? Clause::done : Clause::terminal_certificate_wrong};
}

}  // namespace karimen::sim::chip::command
