#include "sim/pki/authorities.hpp"

#include "sim/pki/profile.hpp"

namespace karimen::sim::pki {

Authorities::Authorities(std::shared_ptr<const KeyFile> keys, std::size_t remembered)
    : keys_(std::move(keys)),
      root_(keys_->key("K1")),
      municipality_(keys_->key("K2")),
      safety_commission_(keys_->key("K9")),
      foreign_signer_(keys_->key("foreign-signer")),
      most_remembered_(remembered),
      authentication_{CertificateKind::authentication, keys_->key("K10"), {}},
      signature_{CertificateKind::signature, keys_->key("K11"), {}} {
  for (CertificateAuthority* authority : {&authentication_, &signature_})
    authority->certificate = make_authority_certificate(*this, *authority);
}

const CertificateAuthority& Authorities::authority(CertificateKind kind) const {
  return kind == CertificateKind::authentication ? authentication_ : signature_;
}

Bytes Authorities::sign(const crypto::RsaKey& key, ByteView message) const {
  return sign_content(key, crypto::digest_info(crypto::sha256(message)));
}

Bytes Authorities::sign_content(const crypto::RsaKey& key, ByteView content) const {
  const Bytes block = crypto::pkcs1_type1(content);
  Bytes question = key.public_key().modulus();
  question.insert(question.end(), block.begin(), block.end());
  const crypto::Sha256 name = crypto::sha256(question);
  if (const auto known = keys_->signature(name); !known.empty()) return {known.begin(), known.end()};
  {
    const std::scoped_lock lock(mutex_);
    if (const auto known = memo_.find(name); known != memo_.end()) return known->second;
  }
  Bytes signature = key.raw(block).value();  // 00 01 … is below every 2048-bit modulus
  const std::scoped_lock lock(mutex_);
  if (memo_.size() >= most_remembered_) memo_.clear();  // the ones in use come back soon
  memo_.emplace(name, signature);
  return signature;
}

std::size_t Authorities::remembered() const {
  const std::scoped_lock lock(mutex_);
  return memo_.size();
}

Bytes Authorities::signature_file() const {
  const std::scoped_lock lock(mutex_);
  Bytes file;
  for (const auto& [name, signature] : memo_) {
    file.insert(file.end(), name.begin(), name.end());
    file.insert(file.end(), signature.begin(), signature.end());
  }
  return file;
}

}  // namespace karimen::sim::pki
