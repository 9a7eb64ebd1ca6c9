// OpenSSL's big numbers with owners. Inside sim/crypto only.
#pragma once

#include <openssl/bn.h>

#include <memory>
#include <stdexcept>

#include "base/bytes.hpp"

namespace karimen::sim::crypto {

struct NumberFree {
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, NumberFree>;
using NumberContext = std::unique_ptr<BN_CTX, NumberFree>;

inline Number number_from(ByteView big_endian) {
  Number number(BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr));
  if (!number) throw std::runtime_error("OpenSSL is out of memory");
  return number;
}

inline Number number_from(std::uint64_t word) {
  Number number(BN_new());
  if (!number || BN_set_word(number.get(), word) != 1) throw std::runtime_error("OpenSSL is out of memory");
  return number;
}

/// Big-endian, left-padded with zeros to `size` bytes.
inline Bytes bytes_of(const BIGNUM* number, std::size_t size) {
  Bytes out(size);
  if (BN_bn2binpad(number, out.data(), static_cast<int>(size)) < 0)
    throw std::invalid_argument("number too large");
  return out;
}

}  // namespace karimen::sim::crypto
