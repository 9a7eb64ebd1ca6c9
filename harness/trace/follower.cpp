#include "harness/trace/follower.hpp"

#include <algorithm>
#include <array>

#include "harness/trace/names.hpp"

namespace karimen::harness::trace {
namespace {

namespace ins {
constexpr std::uint8_t select = 0xA4, read_binary = 0xB0, read_record = 0xB2, get_response = 0xC0;
constexpr std::uint8_t set_session_key = 0xAE, initialize_update = 0x50, external_authenticate = 0x82;
}  // namespace ins

// Commands that name their key in P2: 80 the current EF, 80 + SFI another.
constexpr std::array keyed{std::uint8_t{0x20}, std::uint8_t{0x24}, std::uint8_t{0x2A}, std::uint8_t{0x2C},
                           std::uint8_t{0x32}, std::uint8_t{0x82}, std::uint8_t{0x88}};

// Refused before the file is looked at, or because it is not there (chip.md B.2): what was current stays.
constexpr std::array before_the_file{0x6700, 0x6881, 0x6882, 0x6987, 0x6988, 0x69FC,
                                     0x6A82, 0x6A86, 0x6D00, 0x6E00, 0x6F00};

std::uint16_t short_identifier(const Apdu& command) {
  if (command.ins == ins::read_binary) return (command.p1 & 0x80) != 0 ? command.p1 & 0x1F : no_file;
  if (command.ins == ins::read_record) return command.p2 >> 3;
  if (std::ranges::find(keyed, command.ins) != keyed.end() && (command.p2 & 0x80) != 0)
    return command.p2 & 0x1F;
  return no_file;
}

Application named(ByteView name, std::size_t from) {
  const auto begin = to_hex(name);
  for (auto i = from; i < static_cast<std::size_t>(Application::foreign); ++i) {
    const auto application = static_cast<Application>(i);
    if (application_identifier(application).starts_with(begin)) return application;
  }
  return Application::foreign;
}

// The DF name in an FCI: 6F L 84 n name.
ByteView name_in(ByteView fci) {
  if (fci.size() < 4 || fci[0] != 0x6F || fci[2] != 0x84 || fci.size() < 4u + fci[3]) return {};
  return fci.subspan(4, fci[3]);
}

}  // namespace

std::uint16_t status_of(ByteView response) {
  if (response.size() < 2) return 0;
  return static_cast<std::uint16_t>(response[response.size() - 2] << 8 | response.back());
}

ByteView data_of_response(ByteView response) {
  return response.first(response.size() < 2 ? 0 : response.size() - 2);
}

std::uint16_t target_of(const Apdu& command, const Situation& before) {
  const auto named = short_identifier(command);
  return named != no_file ? named : before.file;
}

Guard guard_of(std::uint8_t cla) {
  if ((cla & 0x08) != 0) return Guard::messaging;
  return (cla & 0x04) != 0 ? Guard::channel : Guard::none;
}

bool wrapped(const Apdu& command, const Situation& before) {
  const auto guard = guard_of(command.cla);
  if (guard == Guard::messaging)
    return !command.data.empty() && (command.data[0] == 0x86 || command.data[0] == 0x96);
  return guard == Guard::channel && before.channel;
}

bool unreadable(const Apdu& command, const Situation& before) {
  return guard_of(command.cla) == Guard::channel || wrapped(command, before);
}

std::optional<Reading> Follower::reading(ByteView bytes) const {
  if (bytes.size() < 4) return std::nullopt;
  const auto command = parse_apdu(bytes);
  if (command.ins == ins::get_response) return rest_;
  if (command.ins != ins::read_binary) return std::nullopt;
  const bool by_name = (command.p1 & 0x80) != 0;
  return Reading{.file = target_of(command, now_),
                 .offset = by_name ? command.p2 : static_cast<std::size_t>(command.p1 << 8 | command.p2)};
}

void Follower::select(const Apdu& command, ByteView response) {
  if (command.p1 == 0x02) now_.file = no_file;
  if (unreadable(command, now_)) {
    now_.file = unheard_file;
  } else if (command.p1 == 0x02 && command.data.size() == 2) {
    now_.file = static_cast<std::uint16_t>(command.data[0] << 8 | command.data[1]);
  } else if (command.p1 == 0x04) {
    const auto full = name_in(data_of_response(response));
    const bool next = (command.p2 & 0x02) != 0 && now_.application < Application::foreign;
    const auto from = next && full.empty() ? static_cast<std::size_t>(now_.application) + 1 : 0;
    now_ = {.application = named(full.empty() ? command.data : full, from), .file = no_file};
  }
}

void Follower::follow_sessions(const Apdu& command, std::uint16_t status) {
  const bool good = status == 0x9000;
  if (command.ins == ins::set_session_key && good) now_.messaging = true;
  if (status == 0x6987 || status == 0x6988 || status == 0x69FC) now_.messaging = false;
  if (command.ins == ins::initialize_update) now_.channel = false;
  constexpr std::uint8_t commands_encrypted = 0x02;  // of the security level in P1
  if (command.cla == 0x84 && command.ins == ins::external_authenticate)
    now_.channel = good && (command.p1 & commands_encrypted) != 0;
}

void Follower::take(ByteView bytes, ByteView response) {
  const auto from = reading(bytes);
  if (bytes.size() < 4 || response.size() < 2) return;
  const auto command = parse_apdu(bytes);
  const auto status = status_of(response);
  rest_ = from ? std::optional<Reading>({from->file, from->offset + response.size() - 2}) : std::nullopt;
  follow_sessions(command, status);
  const bool good = status == 0x9000 || (status >> 8 >= 0x61 && status >> 8 <= 0x63);
  if (command.ins == ins::select) {
    if (good) select(command, response);
  } else if (std::ranges::find(before_the_file, status) == before_the_file.end()) {
    now_.file = target_of(command, now_);
  }
}

}  // namespace karimen::harness::trace
