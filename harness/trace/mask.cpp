#include "harness/trace/mask.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::trace {
namespace {

constexpr std::size_t number_length = 12;

// VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, CHANGE KEY, UNLOCK KEY, STORE DATA
constexpr std::array secret_carriers{0x20, 0x24, 0x2C, 0x32, 0x54, 0xE2};

struct Hidden {
  Application application;
  std::uint16_t file;
  std::size_t first, end;
};
constexpr auto to_the_end = std::numeric_limits<std::size_t>::max();
constexpr std::array hidden_places{
    Hidden{Application::card_text, 0x0001, 3, 15},          // FF10 0C, the digits
    Hidden{Application::card_text, 0x0003, 8, 40},          // DF31
    Hidden{Application::card_text, 0x0003, 80, 336},        // DF33
    Hidden{Application::card_face, 0x0005, 8, to_the_end},  // behind FF40 82 hhll DF41 ll
};

bool is_digit(std::uint8_t byte) {
  return byte >= '0' && byte <= '9';
}

/// Bytes that are being masked, and which of them were.
class Blotter {
 public:
  Blotter(Bytes& bytes, HiddenBytes& hidden) : bytes_(bytes), hidden_(hidden) {}

  [[nodiscard]] ByteView bytes() const { return bytes_; }
  void blot(std::size_t first, std::size_t end) {
    if (first >= end) return;
    if (hidden_.empty()) hidden_.resize(bytes_.size());
    for (auto i = first; i < end; ++i) {
      bytes_[i] = mask_byte;
      hidden_[i] = true;
    }
  }

 private:
  Bytes& bytes_;
  HiddenBytes& hidden_;
};

// UTCTime of a certificate, YYMMDDhhmmssZ: twelve digits, too.
bool is_time(ByteView bytes, std::size_t first, std::size_t end) {
  return first >= 2 && bytes[first - 2] == 0x17 && bytes[first - 1] == 0x0D && end < bytes.size() &&
         bytes[end] == 'Z';
}

// Exactly twelve ASCII digits on end, from `begin` on and before `limit`. Looks at every twelfth byte until
// it meets a digit.
void mask_numbers(Blotter it, std::size_t begin, std::size_t limit) {
  const auto bytes = it.bytes().first(limit);
  for (auto at = begin + number_length - 1; at < limit; at += number_length) {
    if (!is_digit(bytes[at])) continue;
    auto first = at, end = at + 1;
    while (first > begin && is_digit(bytes[first - 1])) --first;
    while (end < limit && is_digit(bytes[end])) ++end;
    const auto run = bytes.subspan(first, end - first);
    if (run.size() == number_length && !is_time(bytes, first, end)) {
      std::array<std::uint8_t, number_length> digits{};
      std::ranges::transform(run, digits.begin(), [](auto c) { return static_cast<std::uint8_t>(c - '0'); });
      if (is_individual_number(digits)) it.blot(first, end);
    }
    at = end - 1;
  }
}

// Where the data field begins, though the lengths may be wrong: rather too much is masked than too little.
std::size_t data_begin(const Apdu& apdu) {
  if (apdu.body == BodyCase::malformed) return 4;
  return apdu.extended ? 7 : 5;
}

HiddenBytes mask_command(Bytes& command, const Situation& before) {
  HiddenBytes hidden;
  if (command.size() < 4) return hidden;
  Blotter it(command, hidden);
  const auto apdu = parse_apdu(command);
  const bool carries = std::ranges::find(secret_carriers, apdu.ins) != secret_carriers.end();
  const bool has_data = apdu.body != BodyCase::none && apdu.body != BodyCase::le;
  if (carries && has_data && !wrapped(apdu, before)) {
    const auto begin = data_begin(apdu);
    it.blot(begin, apdu.body == BodyCase::malformed ? command.size() : begin + apdu.data.size());
  }
  mask_numbers(it, 4, command.size());
  return hidden;
}

bool may_be(const Hidden& row, Application application, std::uint16_t file) {
  if (application == Application::unheard)
    return row.application == Application::card_text && row.file == 0x0001 &&
           (file == row.file || file == unheard_file);
  return application == row.application && (file == row.file || file == unheard_file);
}

void mask_reading(Blotter it, std::size_t size, Application application, const Reading& reading) {
  for (const auto& row : hidden_places) {
    if (!may_be(row, application, reading.file)) continue;
    const auto first = std::max(row.first, reading.offset);
    const auto end = std::min(row.end, reading.offset + size);
    if (first < end) it.blot(first - reading.offset, end - reading.offset);
  }
}

}  // namespace

void add(HiddenBytes& hidden, const HiddenBytes& more) {
  if (hidden.empty()) hidden = more;
  for (std::size_t i = 0; i < more.size(); ++i) hidden[i] = hidden[i] || more[i];
}

bool is_individual_number(ByteView digits) {
  if (digits.size() != number_length) return false;
  unsigned sum = 0;
  for (unsigned n = 1; n <= 11; ++n) sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
  return digits[11] == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
}

Masked Masker::mask(Bytes& command, Bytes& response) {
  const auto before = follower_.situation();
  const auto reading = follower_.reading(command);
  // SCP03 encrypts answers at some levels only.
  const bool encrypted =
      command.size() >= 4 && (command[0] & 0x88) == 0x08 && wrapped(parse_apdu(command), before);
  follower_.take(command, response);
  Masked made{.command = mask_command(command, before), .response = {}};
  if (response.size() <= 2 || encrypted) return made;
  Blotter it(response, made.response);
  const auto size = response.size() - 2;
  if (reading) mask_reading(it, size, before.application, *reading);
  mask_numbers(it, 0, size);
  return made;
}

CardEvent Masker::masked(CardEvent event) {
  if (event.kind != CardEvent::Kind::apdu) {
    reset();
    return event;
  }
  const auto made = mask(event.command, event.response);
  add(event.hidden_command, made.command);
  add(event.hidden_response, made.response);
  return event;
}

HiddenBytes mask_bytes(Bytes& bytes) {
  HiddenBytes made;
  if (is_command(bytes)) made = mask_command(bytes, {});
  mask_numbers(Blotter(bytes, made), 0, bytes.size());
  return made;
}

}  // namespace karimen::harness::trace
