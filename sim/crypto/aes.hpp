// AES-128: CBC, one block, CMAC (NIST SP 800-38B). Keys and vectors are 16 bytes; data a multiple of 16
// except for CMAC. A wrong size is a bug of the caller: std::invalid_argument.
#pragma once

#include "base/bytes.hpp"

namespace karimen::sim::crypto {

[[nodiscard]] Bytes aes_cbc_encrypt(ByteView key, ByteView iv, ByteView data);
[[nodiscard]] Bytes aes_cbc_decrypt(ByteView key, ByteView iv, ByteView data);
[[nodiscard]] Bytes aes_block_encrypt(ByteView key, ByteView block);
[[nodiscard]] Bytes aes_cmac(ByteView key, ByteView data);  ///< 16 bytes

/// Padding method 2 of ISO/IEC 9797-1: 80, then 00 up to a multiple of `block`.
[[nodiscard]] Bytes pad_iso9797_m2(ByteView data, std::size_t block = 16);
/// The inverse; nullopt-like empty optional is spelt as `false` in `ok` when the padding does not come out.
[[nodiscard]] Bytes unpad_iso9797_m2(ByteView data, bool& ok);

}  // namespace karimen::sim::crypto
