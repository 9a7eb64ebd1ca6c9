#include "base/checksum.hpp"

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <stdexcept>

#include "base/bytes.hpp"

namespace karimen {

struct Checksum::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Checksum::Checksum() : context_(std::make_unique<Context>()) {
  if (!context_->digest || EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
}
Checksum::~Checksum() = default;
Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;

void Checksum::add(std::string_view bytes) {
  EVP_DigestUpdate(context_->digest.get(), bytes.data(), bytes.size());
}

std::string Checksum::finish() {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> value{};
  unsigned size = 0;
  EVP_DigestFinal_ex(context_->digest.get(), value.data(), &size);
  return to_lower_hex(ByteView(value).first(size));
}

std::uint64_t stable_number(std::string_view text) {
  constexpr int digits = 16, base = 16;
  Checksum sum;
  sum.add(text);
  const auto hex = sum.finish();
  std::uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + digits, number, base);
  return number;
}

}  // namespace karimen
