#include "harness/trace/mask.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::trace {
namespace {

using sim::chip::Apdu;
using sim::chip::BodyCase;

constexpr std::size_t number_length = 12;

// VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, CHANGE KEY, UNLOCK KEY, STORE DATA
constexpr std::array secret_carriers{0x20, 0x24, 0x2C, 0x32, 0x54, 0xE2};

struct Hidden {
  Application application;
  std::uint16_t file;
  std::size_t first, end;
};
constexpr auto to_the_end = std::numeric_limits<std::size_t>::max();
constexpr std::array hidden{
    Hidden{Application::card_text, 0x0001, 3, 15},          // FF10 0C, the digits
    Hidden{Application::card_text, 0x0003, 8, 40},          // DF31
    Hidden{Application::card_text, 0x0003, 80, 336},        // DF33
    Hidden{Application::card_face, 0x0005, 8, to_the_end},  // behind FF40 82 hhll DF41 ll
};

bool is_digit(std::uint8_t byte) {
  return byte >= '0' && byte <= '9';
}

void blot(std::span<std::uint8_t> bytes) {
  std::ranges::fill(bytes, mask_byte);
}

// UTCTime of a certificate, YYMMDDhhmmssZ: twelve digits, too.
bool is_time(std::span<const std::uint8_t> bytes, std::size_t first, std::size_t end) {
  return first >= 2 && bytes[first - 2] == 0x17 && bytes[first - 1] == 0x0D && end < bytes.size() &&
         bytes[end] == 'Z';
}

// Exactly twelve ASCII digits on end. Looks at every twelfth byte until it meets a digit.
void mask_numbers(std::span<std::uint8_t> bytes) {
  for (auto at = number_length - 1; at < bytes.size(); at += number_length) {
    if (!is_digit(bytes[at])) continue;
    auto first = at, end = at + 1;
    while (first > 0 && is_digit(bytes[first - 1])) --first;
    while (end < bytes.size() && is_digit(bytes[end])) ++end;
    const auto run = bytes.subspan(first, end - first);
    if (run.size() == number_length && !is_time(bytes, first, end)) {
      std::array<std::uint8_t, number_length> digits{};
      std::ranges::transform(run, digits.begin(), [](auto c) { return static_cast<std::uint8_t>(c - '0'); });
      if (is_individual_number(digits)) blot(run);
    }
    at = end - 1;
  }
}

// Where the data field begins, though the lengths may be wrong: rather too much is masked than too little.
std::size_t data_begin(const Apdu& apdu) {
  if (apdu.body == BodyCase::malformed) return 4;
  return apdu.extended ? 7 : 5;
}

void mask_command(Bytes& command, const Situation& before) {
  if (command.size() < 4) return;
  const auto apdu = sim::chip::parse_apdu(command);
  const bool carries = std::ranges::find(secret_carriers, apdu.ins) != secret_carriers.end();
  const bool has_data = apdu.body != BodyCase::none && apdu.body != BodyCase::le;
  if (carries && has_data && !wrapped(apdu, before)) {
    const auto begin = data_begin(apdu);
    const auto size = apdu.body == BodyCase::malformed ? command.size() - begin : apdu.data.size();
    blot(std::span(command).subspan(begin, size));
  }
  mask_numbers(std::span(command).subspan(4));
}

bool may_be(const Hidden& row, Application application, std::uint16_t file) {
  if (application == Application::unheard)
    return row.application == Application::card_text && row.file == 0x0001 &&
           (file == row.file || file == unheard_file);
  return application == row.application && (file == row.file || file == unheard_file);
}

void mask_reading(std::span<std::uint8_t> data, Application application, const Reading& reading) {
  for (const auto& row : hidden) {
    if (!may_be(row, application, reading.file)) continue;
    const auto first = std::max(row.first, reading.offset);
    const auto end = std::min(row.end, reading.offset + data.size());
    if (first < end) blot(data.subspan(first - reading.offset, end - first));
  }
}

}  // namespace

bool is_individual_number(ByteView digits) {
  if (digits.size() != number_length) return false;
  unsigned sum = 0;
  for (unsigned n = 1; n <= 11; ++n) sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
  return digits[11] == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
}

void Masker::mask(Bytes& command, Bytes& response) {
  const auto before = follower_.situation();
  const auto reading = follower_.reading(command);
  // SCP03 encrypts answers at some levels only.
  const bool encrypted =
      command.size() >= 4 && (command[0] & 0x88) == 0x08 && wrapped(sim::chip::parse_apdu(command), before);
  follower_.take(command, response);
  mask_command(command, before);
  if (response.size() <= 2 || encrypted) return;
  const auto data = std::span(response).first(response.size() - 2);
  if (reading) mask_reading(data, before.application, *reading);
  mask_numbers(data);
}

sim::reader::CardEvent Masker::masked(sim::reader::CardEvent event) {
  if (event.kind == sim::reader::CardEvent::Kind::apdu)
    mask(event.command, event.response);
  else
    reset();
  return event;
}

sim::reader::Exchange Masker::masked(sim::reader::Exchange exchange) {
  if (exchange.kind == sim::reader::Exchange::Kind::apdu)
    mask(exchange.command, exchange.response);
  else
    reset();
  return exchange;
}

std::string masked_words(sim::reader::ReplayMismatch mismatch) {
  mask_command(mismatch.command, {});
  mask_command(mismatch.expected, {});
  return to_string(mismatch);
}

Bytes masked_bytes(ByteView bytes) {
  Bytes copy(bytes.begin(), bytes.end());
  if (is_command(bytes)) mask_command(copy, {});
  mask_numbers(copy);
  return copy;
}

}  // namespace karimen::harness::trace
