// Saved cards: whatever is put over one, it is restored or refused, and what is restored stands any command.
// The input: patches of offset (three bytes), length and bytes; the first byte says where the file ends: FF
// as it was, else that many bytes are missing.
#include <algorithm>

#include "base/diagnostic.hpp"
#include "sim/chip/memory/snapshot.hpp"
#include "tests/fuzz/play.hpp"

namespace karimen::fuzz {

using namespace sim::chip;

namespace {

const Bytes& saved() {
  static const Bytes bytes = [] {
    auto card = hostile::victim(true).card;
    card.power_on();
    const auto envelope = card.save();
    return Bytes(envelope.begin() + snapshot::header_size, envelope.end());
  }();
  return bytes;
}

Bytes patched(Input& input) {
  auto bytes = saved();
  const auto missing = input.byte();
  while (!input.empty()) {
    const auto high = input.byte();
    const std::size_t offset = static_cast<std::size_t>(high << 16 | input.word()) % bytes.size();
    const auto patch = input.run(input.byte());
    const auto size = std::min(patch.size(), bytes.size() - offset);
    std::copy_n(patch.begin(), size, bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  }
  if (missing != 0xFF) bytes.resize(bytes.size() - missing);
  return bytes;
}

constexpr const char* commands[] = {
    "00A4040C0AD3921000310001010408",
    "00B08100000000",
    "002000910432353830",
    "00A4040C0AD392F000260100000001",
    "00B08A00000000",
    "00200098",
    "00A40400",
    "00B2010C00",
    "8050200008010203040506070800",
    "00CA00F800",
    "0084000008",
};

}  // namespace

void try_input(ByteView bytes) {
  Input input(bytes);
  const auto file = snapshot::sealed(patched(input));  // behind the checksum, which would stop every patch
  try {
    auto card = Card::restore(file);
    require(Card::restore(card.save()) == card, "a restored card is saved and restored again");
    for (const bool before : {true, false}) {
      for (const auto* hex : commands) {
        const auto answer = card.transmit(from_hex(hex));
        require(answer.size() != 1, "an answer has a status word");
      }
      if (before) card.power_on();
    }
  } catch (const DiagnosticError& error) {
    require(!error.diagnostics().empty(), "a refusal says something");
  }
}

}  // namespace karimen::fuzz
