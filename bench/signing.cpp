#include "bench/signing.hpp"

#include <openssl/evp.h>

#include <utility>

#include "bench/timing.hpp"

namespace {

karimen::bench::Signing since;

}  // namespace

// The linker puts these between the simulation and OpenSSL (--wrap).
extern "C" {
int __real_EVP_PKEY_sign(EVP_PKEY_CTX*, unsigned char*, std::size_t*, const unsigned char*, std::size_t);
int __wrap_EVP_PKEY_sign(EVP_PKEY_CTX* context, unsigned char* out, std::size_t* size,
                         const unsigned char* digest, std::size_t digest_size) {
  using karimen::bench::cpu_seconds;
  const double begin = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  const int answer = __real_EVP_PKEY_sign(context, out, size, digest, digest_size);
  since.seconds += cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - begin;
  ++since.signatures;
  return answer;
}
}

namespace karimen::bench {

Signing take_signing() {
  return std::exchange(since, {});
}

}  // namespace karimen::bench
