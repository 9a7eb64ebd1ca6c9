// The fixed pool of test keys (chip.md 0.3, architecture.md 10). TEST MATERIAL: every key can be derived from
// its label.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/crypto/rsa.hpp"

namespace karimen::sim::pki {

/// The keys of fixtures/keys, parsed when first asked for. Immutable to its users and safe to share.
class KeyFile {
 public:
  /// Reads `folder`/keys.idx (label, offset, size) and `folder`/keys.der, and `folder`/signatures.bin if it
  /// is there. Throws DiagnosticError (environment).
  explicit KeyFile(const std::filesystem::path& folder);
  /// Throws DiagnosticError with the nearest known label.
  [[nodiscard]] crypto::RsaKey key(const std::string& label) const;
  [[nodiscard]] std::vector<std::string> labels() const;
  /// Labels that start with "pool-", in order.
  [[nodiscard]] const std::vector<std::string>& pool() const { return pool_; }
  /// A signature that was made before, by the SHA-256 of modulus ‖ padded block; empty if it was not.
  [[nodiscard]] ByteView signature(const crypto::Sha256& name) const;

 private:
  Bytes der_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> places_;
  std::vector<std::string> pool_;
  Bytes signatures_;  ///< name (32 bytes) and signature (256), one behind the other, names ascending
  mutable std::mutex mutex_;
  mutable std::map<std::string, crypto::RsaKey> parsed_;
};

/// Which keys one scenario has handed out. A value: copying it forks the choice; a scenario starts with a new
/// one.
class KeyPool {
 public:
  explicit KeyPool(std::shared_ptr<const KeyFile> file) : file_(std::move(file)) {}
  /// A key for one role of one card, e.g. ("123456789018", 2, "signature"): the hash of the three names a
  /// place in the pool, and the first unused key from there on is taken. Throws DiagnosticError when all are
  /// used.
  [[nodiscard]] crypto::RsaKey take(std::string_view holder, int generation, std::string_view role);
  /// A key by its label, marked as used.
  [[nodiscard]] crypto::RsaKey take_label(const std::string& label);
  [[nodiscard]] bool is_used(const std::string& label) const { return used_.contains(label); }
  [[nodiscard]] const KeyFile& file() const { return *file_; }

 private:
  std::shared_ptr<const KeyFile> file_;
  std::set<std::string> used_;
};

}  // namespace karimen::sim::pki
