// マイナ免許証読み取りアプリ: the holder reads the record with the licence PIN.
#pragma once

#include <string>

#include "sim/crypto/rsa.hpp"
#include "sim/world/customs.hpp"
#include "sim/world/desk/card_desk.hpp"
#include "sim/world/person.hpp"
#include "sim/world/result.hpp"

namespace karimen::sim::world {

class ReadingApp {
 public:
  ReadingApp(CardDesk& desk, const crypto::RsaPublicKey& signer, const Customs& customs)
      : desk_(desk), signer_(signer), customs_(customs) {}

  /// Fills `result.app`.
  [[nodiscard]] Result read(const Person& person, const std::string& pin);

 private:
  [[nodiscard]] std::string reading(MyNumberCard& card, const std::string& pin, Result& result);

  CardDesk& desk_;
  const crypto::RsaPublicKey& signer_;
  const Customs& customs_;
};

}  // namespace karimen::sim::world
