// What a card factory has at hand: the authorities that sign, the key pool, the photographs, and the cards
// that it made before.
#pragma once

#include <filesystem>
#include <memory>

#include "sim/blueprint/made_cards.hpp"
#include "sim/licence/photographs.hpp"
#include "sim/pki/authorities.hpp"
#include "sim/pki/key_pool.hpp"

namespace karimen::sim::blueprint {

/// One for a process (opening it reads files and makes two certificates); shared between threads by
/// reference.
class IssuerMaterial {
 public:
  /// `fixtures` holds keys/ and photographs/. Throws DiagnosticError (environment).
  explicit IssuerMaterial(const std::filesystem::path& fixtures)
      : fixtures_(fixtures),
        keys_(std::make_shared<const pki::KeyFile>(fixtures / "keys")),
        authorities_(keys_),
        photographs_(fixtures / "photographs") {}

  [[nodiscard]] const pki::Authorities& authorities() const { return authorities_; }
  [[nodiscard]] const licence::Photographs& photographs() const { return photographs_; }
  [[nodiscard]] const MadeCards& made_cards() const { return made_cards_; }
  [[nodiscard]] const std::filesystem::path& fixtures() const { return fixtures_; }
  /// A fresh pool for one scenario: no key used yet.
  [[nodiscard]] pki::KeyPool new_pool() const { return pki::KeyPool(keys_); }

 private:
  std::filesystem::path fixtures_;
  std::shared_ptr<const pki::KeyFile> keys_;
  pki::Authorities authorities_;
  licence::Photographs photographs_;
  MadeCards made_cards_;
};

}  // namespace karimen::sim::blueprint
