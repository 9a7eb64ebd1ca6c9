// Card files: any text is a card or a diagnostic with a place; what the reader accepts can be made.
#include "base/diagnostic.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"
#include "tests/fuzz/target.hpp"

namespace karimen::fuzz {

using namespace sim::blueprint;

namespace {

const IssuerMaterial& material() {
  static const IssuerMaterial shop(KARIMEN_SOURCE_DIR "/fixtures");
  return shop;
}

void check_diagnostics(const DiagnosticError& error) {
  require(!error.diagnostics().empty(), "a refusal says something");
  for (const auto& each : error.diagnostics()) require(!each.what.empty(), "a diagnostic says what is wrong");
}

}  // namespace

void try_input(ByteView bytes) {
  const std::string text(bytes.begin(), bytes.end());
  CardFile file;
  try {
    file = load_card_text(text, "fuzz.yaml", material());
  } catch (const DiagnosticError& error) {
    return check_diagnostics(error);
  }
  auto pool = material().new_pool();
  sim::chip::Card card(make_personalisation(file.spec, material(), pool));
  require(!card.power_on().empty(), "the card that a file describes answers");
}

}  // namespace karimen::fuzz
