#include "sim/chip/making/secret_format.hpp"

#include <algorithm>

#include "sim/chip/application/applications.hpp"

namespace karimen::sim::chip {

namespace {

bool digit(std::uint8_t byte) {
  return byte >= '0' && byte <= '9';
}
bool digit_or_capital(std::uint8_t byte) {
  return digit(byte) || (byte >= 'A' && byte <= 'Z');
}
bool four_digits(ByteView value) {
  return value.size() == 4 && std::ranges::all_of(value, digit);
}

}  // namespace

bool fits(SecretFormat format, ByteView value) {
  switch (format) {
    case SecretFormat::any:
      return !value.empty() && value.size() <= 16;
    case SecretFormat::four_digits:
      return four_digits(value);
    case SecretFormat::sign_password:
      return value.size() >= 6 && value.size() <= 16 && std::ranges::all_of(value, digit_or_capital);
    case SecretFormat::four_digits_or_default:
      return four_digits(value) || std::ranges::equal(value, licence_default_pin);
  }
  return false;
}

}  // namespace karimen::sim::chip
