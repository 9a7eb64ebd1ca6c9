// Defects of contents: what is done to a card that was made properly. Inside sim/blueprint only.
#pragma once

#include "sim/blueprint/make_card.hpp"

namespace karimen::sim::blueprint {

/// Does to `card`, made of `spec` and `keys`, what `spec.content_defects` say; face_photo_missing is done
/// where the card face is made, because the issuer signs over it.
void spoil(chip::Personalisation& card, const CardSpec& spec, const IssuerMaterial& material,
           const CardKeys& keys);

}  // namespace karimen::sim::blueprint
