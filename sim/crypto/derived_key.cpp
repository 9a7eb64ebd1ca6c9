#include "sim/crypto/derived_key.hpp"

#include <string>

#include "sim/crypto/big_number.hpp"
#include "sim/crypto/rsa_numbers.hpp"

namespace karimen::sim::crypto {
namespace {

constexpr std::size_t prime_size = 128;

// 128 bytes of SHAKE256 with bits 1023, 1022 and 0 set, then steps of two up to a prime v with gcd(v-1, e)
// = 1.
Bytes derive_prime(const std::string& label) {
  Bytes start = shake256(to_bytes("mynacard-emu/" + label), prime_size);
  start.front() |= 0xC0;
  start.back() |= 0x01;
  const Number value = number_from(start);
  const NumberContext context(BN_CTX_new());
  // e is prime: gcd(v-1, e) = 1 exactly where v mod e is not 1.
  while (BN_mod_word(value.get(), rsa_exponent) == 1 ||
         BN_check_prime(value.get(), context.get(), nullptr) != 1)
    BN_add_word(value.get(), 2);
  return bytes_of(value.get(), prime_size);
}

}  // namespace

RsaKey derive_key(std::string_view label) {
  return RsaKey::from_primes(derive_prime(std::string(label) + "/p"),
                             derive_prime(std::string(label) + "/q"));
}

}  // namespace karimen::sim::crypto
