#include "sim/crypto/rsa.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>

#include "sim/crypto/big_number.hpp"
#include "sim/crypto/rsa_numbers.hpp"

namespace karimen::sim::crypto {
namespace {

struct EvpFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
};
using Key = std::unique_ptr<EVP_PKEY, EvpFree>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, EvpFree>;

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

/// The integers of PKCS#1 RSAPrivateKey after the version, in its order.
enum Part : std::size_t { n, e, d, p, q, dp, dq, q_inverse, part_count };
constexpr std::array<const char*, part_count> part_names{
    OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,           OSSL_PKEY_PARAM_RSA_D,
    OSSL_PKEY_PARAM_RSA_FACTOR1,   OSSL_PKEY_PARAM_RSA_FACTOR2,     OSSL_PKEY_PARAM_RSA_EXPONENT1,
    OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
using Parts = std::array<Bytes, part_count>;

Key make_key(const Parts& parts) {
  std::array<Number, part_count> numbers;
  const std::unique_ptr<OSSL_PARAM_BLD, EvpFree> builder(OSSL_PARAM_BLD_new());
  for (std::size_t i = 0; i < part_count; ++i) {
    numbers[i] = number_from(parts[i]);
    require(OSSL_PARAM_BLD_push_BN(builder.get(), part_names[i], numbers[i].get()) == 1, "key parameter");
  }
  const std::unique_ptr<OSSL_PARAM, EvpFree> params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  require(EVP_PKEY_fromdata_init(context.get()) == 1 &&
              EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) == 1,
          "the key is not usable");
  return Key(key);
}

KeyContext make_raw_context(EVP_PKEY* key) {
  static const OSSL_PARAM no_padding[] = {
      OSSL_PARAM_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, const_cast<char*>(OSSL_PKEY_RSA_PAD_MODE_NONE),
                             4),
      OSSL_PARAM_END};
  KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  require(EVP_PKEY_sign_init_ex(context.get(), no_padding) == 1, "private RSA operation");
  return context;
}

Bytes sign_raw(EVP_PKEY_CTX* context, ByteView block) {
  Bytes out(rsa_size);
  std::size_t size = out.size();
  require(EVP_PKEY_sign(context, out.data(), &size, block.data(), block.size()) == 1,
          "private RSA operation");
  return out;
}

/// Reads one DER header and value of the expected tag off the front of `der`.
ByteView take_der(ByteView& der, std::uint8_t tag) {
  std::size_t at = 1;
  if (der.size() < 2 || der[0] != tag) throw std::invalid_argument("not a PKCS#1 RSAPrivateKey");
  std::size_t size = der[at++];
  if (size & 0x80) {
    std::size_t octets = size & 0x7F;
    if (octets > 3 || der.size() < at + octets) throw std::invalid_argument("not a PKCS#1 RSAPrivateKey");
    for (size = 0; octets > 0; --octets) size = size << 8 | der[at++];
  }
  if (der.size() - at < size) throw std::invalid_argument("truncated PKCS#1 RSAPrivateKey");
  const ByteView value = der.subspan(at, size);
  der = der.subspan(at + size);
  return value;
}

void put_der(Bytes& out, std::uint8_t tag, ByteView value) {
  out.push_back(tag);
  if (value.size() > 0xFF)
    out.insert(out.end(), {0x82, static_cast<std::uint8_t>(value.size() >> 8)});
  else if (value.size() > 0x7F)
    out.push_back(0x81);
  out.push_back(static_cast<std::uint8_t>(value.size()));
  out.insert(out.end(), value.begin(), value.end());
}

Bytes without_leading_zeros(ByteView value) {
  while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
  return Bytes(value.begin(), value.end());
}

}  // namespace

RsaPublicKey::RsaPublicKey(ByteView modulus) : modulus_(modulus.begin(), modulus.end()) {
  if (modulus.size() != rsa_size) throw std::invalid_argument("an RSA-2048 modulus is 256 bytes");
}

std::optional<Bytes> RsaPublicKey::raw(ByteView block) const {
  if (block.size() != rsa_size || modulus_.size() != rsa_size)
    throw std::invalid_argument("an RSA block is 256 bytes");
  const Number modulus = number_from(modulus_), base = number_from(block), e65537 = number_from(rsa_exponent);
  if (BN_cmp(base.get(), modulus.get()) >= 0) return std::nullopt;
  const NumberContext context(BN_CTX_new());
  const Number result(BN_new());
  require(BN_mod_exp(result.get(), base.get(), e65537.get(), modulus.get(), context.get()) == 1,
          "modular power");
  return bytes_of(result.get(), rsa_size);
}

// A card is read several times between two writes: after each step by the inspector, by terminals, and at the
// end through the reader. The last verdicts are kept, thread by thread, under all that they depend on.
bool RsaPublicKey::verifies(ByteView message, ByteView signature) const {
  if (signature.size() != rsa_size || modulus_.size() != rsa_size) return false;
  struct Verdict {
    Sha256 digest{};
    Bytes signature, modulus;
    bool good = false;
  };
  constexpr std::size_t kept = 16;
  thread_local std::array<Verdict, kept> last;
  thread_local std::size_t next = 0;
  const auto digest = sha256(message);
  const auto known = std::ranges::find_if(last, [&](const Verdict& each) {
    return each.digest == digest && std::ranges::equal(each.signature, signature) && each.modulus == modulus_;
  });
  if (known != last.end()) return known->good;
  const auto opened = raw(signature);
  const bool good = opened && *opened == pkcs1_type1(digest_info(digest));
  last[next++ % kept] = {digest, Bytes(signature.begin(), signature.end()), modulus_, good};
  return good;
}

// The OpenSSL objects are made at the first private operation: most keys of a run are only read.
struct RsaKey::Impl {
  explicit Impl(Parts given) : parts(std::move(given)), public_key(parts[n]) {}

  /// Setting a context up costs a twentieth of an operation, so one is kept. It serves one thread at a time;
  /// two cards of two workers may share a key, and the second then takes a context of its own instead of
  /// waiting.
  Bytes raw(ByteView block) const {
    std::call_once(once, [this] {
      made = make_key(parts);
      kept = make_raw_context(made.get());
    });
    if (const std::unique_lock lock(in_use, std::try_to_lock); lock) return sign_raw(kept.get(), block);
    return sign_raw(make_raw_context(made.get()).get(), block);
  }

  Parts parts;
  RsaPublicKey public_key;

 private:
  mutable std::once_flag once;
  mutable Key made;
  mutable std::mutex in_use;
  mutable KeyContext kept;
};

RsaKey RsaKey::from_der(ByteView der) {
  ByteView rest = take_der(der, 0x30);
  Parts parts;
  take_der(rest, 0x02);  // version 0
  for (Bytes& part : parts) part = without_leading_zeros(take_der(rest, 0x02));
  if (parts[n].size() != rsa_size) throw std::invalid_argument("not a 2048-bit RSA key");
  RsaKey key;
  key.impl_ = std::make_shared<const Impl>(std::move(parts));
  return key;
}

RsaKey RsaKey::from_primes(ByteView first, ByteView second) {
  const NumberContext context(BN_CTX_new());
  const Number np = number_from(first), nq = number_from(second), ne = number_from(rsa_exponent),
               one = number_from(1U);
  const Number nn(BN_new()), p1(BN_new()), q1(BN_new()), phi(BN_new()), ndp(BN_new()), ndq(BN_new());
  BN_mul(nn.get(), np.get(), nq.get(), context.get());
  BN_sub(p1.get(), np.get(), one.get());
  BN_sub(q1.get(), nq.get(), one.get());
  BN_mul(phi.get(), p1.get(), q1.get(), context.get());
  const Number nd(BN_mod_inverse(nullptr, ne.get(), phi.get(), context.get()));
  const Number inverse(BN_mod_inverse(nullptr, nq.get(), np.get(), context.get()));
  if (!nd || !inverse || BN_num_bits(nn.get()) != 2048)
    throw std::invalid_argument("not the primes of an RSA-2048 key");
  BN_mod(ndp.get(), nd.get(), p1.get(), context.get());
  BN_mod(ndq.get(), nd.get(), q1.get(), context.get());
  const std::array<const BIGNUM*, part_count> numbers{nn.get(), ne.get(),  nd.get(),  np.get(),
                                                      nq.get(), ndp.get(), ndq.get(), inverse.get()};
  Parts parts;
  for (std::size_t i = 0; i < part_count; ++i)
    parts[i] = bytes_of(numbers[i], static_cast<std::size_t>(BN_num_bytes(numbers[i])));
  RsaKey key;
  key.impl_ = std::make_shared<const Impl>(std::move(parts));
  return key;
}

Bytes RsaKey::to_der() const {
  if (!impl_) return {};
  Bytes body{0x02, 0x01, 0x00};
  for (const Bytes& part : impl_->parts) {
    Bytes integer = part;
    if (integer[0] & 0x80) integer.insert(integer.begin(), 0);
    put_der(body, 0x02, integer);
  }
  Bytes der;
  put_der(der, 0x30, body);
  return der;
}

const RsaPublicKey& RsaKey::public_key() const {
  if (!impl_) throw std::invalid_argument("an empty RSA key has no public half");
  return impl_->public_key;
}

std::optional<Bytes> RsaKey::raw(ByteView block) const {
  if (!impl_ || block.size() != rsa_size)
    throw std::invalid_argument("an RSA block is 256 bytes and needs a key");
  if (!std::lexicographical_compare(block.begin(), block.end(), impl_->parts[n].begin(),
                                    impl_->parts[n].end()))
    return std::nullopt;
  return impl_->raw(block);
}

bool RsaKey::operator==(const RsaKey& other) const {
  if (impl_ == other.impl_) return true;
  return impl_ && other.impl_ && impl_->parts == other.impl_->parts;
}

}  // namespace karimen::sim::crypto
