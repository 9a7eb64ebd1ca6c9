#include "tests/support/chip_fixture.hpp"

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "tests/sim/vectors.hpp"

namespace karimen::sim::chip::fixture {

namespace {

const blueprint::IssuerMaterial& material() {
  static const blueprint::IssuerMaterial shop(KARIMEN_SOURCE_DIR "/fixtures");
  return shop;
}

Personalisation without_licence() {
  const auto spec = blueprint::load_persona("hanako", material()).spec;
  auto pool = material().new_pool();
  return blueprint::make_personalisation(spec, material(), pool);
}

/// The worked example of chip.md F.5 to the byte.
void add_licence(Personalisation& person) {
  using enum ApplicationId;
  person.licence_instance = true;
  person.files.push_back({driver_licence, 0x001A, from_hex("C10101")});
  person.files.push_back({driver_licence, 0x001B, vectors::get("wef02")});
  person.files.push_back({driver_licence, 0x001C, vectors::get("wef03")});
  person.reference_data.push_back({driver_licence, 0x0006, to_bytes("8642"), {}});
}

}  // namespace

crypto::RsaKey key(const std::string& label) {
  return material().new_pool().file().key(label);
}

Personalisation hanako(bool licence) {
  static const auto person = without_licence();
  auto copy = person;
  if (licence) add_licence(copy);
  return copy;
}

Card card(bool licence) {
  static const Card with(hanako(true)), without(hanako(false));
  return licence ? with : without;
}

std::string send(Card& card, const std::string& hex) {
  return to_hex(card.transmit(from_hex(hex)));
}

}  // namespace karimen::sim::chip::fixture
