#include "sim/crypto/hash.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace karimen::sim::crypto {
namespace {

struct DigestFree {
  void operator()(EVP_MD* md) const { EVP_MD_free(md); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD, DigestFree>;

// Fetching searches the providers by name and costs more than hashing a kilobyte; the objects are immutable.
Digest fetch(const char* name) {
  Digest digest(EVP_MD_fetch(nullptr, name, nullptr));
  if (!digest) throw std::runtime_error(std::string("OpenSSL has no digest ") + name);
  return digest;
}

void require(int ok) {
  if (ok != 1) throw std::runtime_error("OpenSSL digest failed");
}

}  // namespace

Sha256 sha256(ByteView data) {
  static const Digest digest = fetch("SHA256");
  Sha256 out{};
  require(EVP_Digest(data.data(), data.size(), out.data(), nullptr, digest.get(), nullptr));
  return out;
}

Bytes sha1(ByteView data) {
  static const Digest digest = fetch("SHA1");
  Bytes out(20);
  require(EVP_Digest(data.data(), data.size(), out.data(), nullptr, digest.get(), nullptr));
  return out;
}

Bytes shake256(ByteView data, std::size_t size) {
  static const Digest digest = fetch("SHAKE256");
  const std::unique_ptr<EVP_MD_CTX, DigestFree> context(EVP_MD_CTX_new());
  Bytes out(size);
  require(EVP_DigestInit_ex(context.get(), digest.get(), nullptr));
  require(EVP_DigestUpdate(context.get(), data.data(), data.size()));
  require(EVP_DigestFinalXOF(context.get(), out.data(), size));
  return out;
}

}  // namespace karimen::sim::crypto
