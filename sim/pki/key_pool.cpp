#include "sim/pki/key_pool.hpp"

#include <cstring>
#include <fstream>
#include <sstream>

#include "base/diagnostic.hpp"
#include "base/rest_of.hpp"
#include "base/text.hpp"

namespace karimen::sim::pki {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, std::string what, std::string fix) {
  throw DiagnosticError(Diagnostic{.where = {file.string()},
                                   .what = std::move(what),
                                   .fix = std::move(fix),
                                   .exit_code = ExitCode::environment});
}

Bytes read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path, "cannot read the test keys", "point --data at a folder that holds fixtures/keys");
  return rest_of<Bytes>(file);
}

}  // namespace

KeyFile::KeyFile(const std::filesystem::path& folder) : der_(read(folder / "keys.der")) {
  std::istringstream index(to_text(read(folder / "keys.idx")));
  std::string label;
  for (std::size_t offset = 0, size = 0; index >> label >> offset >> size;) {
    if (offset > der_.size() || der_.size() - offset < size)
      fail(folder / "keys.idx", "key " + label + " lies outside keys.der", "restore fixtures/keys");
    places_[label] = {offset, size};
    if (label.starts_with("pool-")) pool_.push_back(label);
  }
  const auto signatures = folder / "signatures.bin";
  if (std::filesystem::exists(signatures)) signatures_ = read(signatures);
  if (pool_.empty()) fail(folder / "keys.idx", "the key pool is empty", "restore fixtures/keys");
}

crypto::RsaKey KeyFile::key(const std::string& label) const {
  const auto place = places_.find(label);
  if (place == places_.end()) fail({}, "no test key is called " + label, suggestion(label, labels()));
  const std::scoped_lock lock(mutex_);
  crypto::RsaKey& parsed = parsed_[label];
  if (!parsed)
    parsed = crypto::RsaKey::from_der(ByteView(der_).subspan(place->second.first, place->second.second));
  return parsed;
}

ByteView KeyFile::signature(const crypto::Sha256& name) const {
  constexpr std::size_t entry = 32 + 256;
  const auto nth = [&](std::size_t i) { return ByteView(signatures_).subspan(i * entry, entry); };
  std::size_t first = 0, last = signatures_.size() / entry;
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    const auto order = std::memcmp(nth(middle).data(), name.data(), name.size());
    if (order == 0) return nth(middle).last(256);
    (order < 0 ? first : last) = order < 0 ? middle + 1 : middle;
  }
  return {};
}

std::vector<std::string> KeyFile::labels() const {
  std::vector<std::string> labels;
  for (const auto& [label, place] : places_) labels.push_back(label);
  return labels;
}

crypto::RsaKey KeyPool::take(std::string_view holder, int generation, std::string_view role) {
  std::string named(holder);
  named += '\0';
  named += std::to_string(generation);
  named += '\0';
  named += role;
  const crypto::Sha256 hash = crypto::sha256(to_bytes(named));
  const auto& pool = file_->pool();
  const std::size_t start = (std::size_t{hash[0]} << 8 | hash[1]) % pool.size();
  for (std::size_t step = 0; step < pool.size(); ++step) {
    const std::string& label = pool[(start + step) % pool.size()];
    if (!used_.contains(label)) return take_label(label);
  }
  fail({}, "all " + std::to_string(pool.size()) + " keys of the pool are on cards of this scenario",
       "use fewer cards in one scenario");
}

crypto::RsaKey KeyPool::take_label(const std::string& label) {
  crypto::RsaKey key = file_->key(label);
  used_.insert(label);
  return key;
}

}  // namespace karimen::sim::pki
