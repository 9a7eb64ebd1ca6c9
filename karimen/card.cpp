#include "karimen/card.hpp"

#include <utility>

#include "base/bytes.hpp"
#include "base/diagnostic.hpp"
#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/chip/card.hpp"

namespace karimen {
namespace {

/// What the program would say becomes what the library throws.
template <typename Work>
auto told(Work work) {
  try {
    return work();
  } catch (const DiagnosticError& error) {
    throw Error(error.what());
  }
}

bool is_file(const std::string& who) {
  return who.ends_with(".yaml") || who.ends_with(".yml");
}

sim::chip::Card made(const std::string& who, const std::string& data) {
  const sim::blueprint::IssuerMaterial material(std::filesystem::path(data) / "fixtures");
  auto pool = material.new_pool();
  const auto file = is_file(who) ? sim::blueprint::load_card_file(who, material)
                                 : sim::blueprint::load_persona(who, material);
  return sim::blueprint::make_card(file.spec, material, pool);
}

}  // namespace

struct Card::Content {
  sim::chip::Card card;
};

Card::Card(const std::string& who, const std::string& data)
    : content_(told([&] { return std::make_unique<Content>(Content{made(who, data)}); })) {}
Card::Card(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Card::Card(const Card& other) : content_(std::make_unique<Content>(*other.content_)) {}
Card::Card(Card&&) noexcept = default;
Card::~Card() = default;

Card& Card::operator=(Card other) noexcept {
  std::swap(content_, other.content_);
  return *this;
}

Card Card::restore(std::span<const std::uint8_t> saved) {
  return Card(told([&] { return std::make_unique<Content>(Content{sim::chip::Card::restore(saved)}); }));
}

std::vector<std::uint8_t> Card::power_on() {
  return content_->card.power_on();
}

std::vector<std::uint8_t> Card::reset() {
  return content_->card.reset();
}

void Card::power_off() {
  content_->card.power_off();
}

std::vector<std::uint8_t> Card::transmit(std::span<const std::uint8_t> command) {
  return content_->card.transmit(command);
}

std::string Card::transmit(const std::string& command) {
  return to_hex(content_->card.transmit(told([&] { return from_hex(command); })));
}

std::string Card::why() const {
  const auto& cause = content_->card.last_cause();
  return explain(cause, Language::en) + " (docs/chip.md " + std::string(source(cause)) + ")";
}

std::vector<std::uint8_t> Card::save() const {
  return content_->card.save();
}

void* Card::chip() {
  return &content_->card;
}

}  // namespace karimen
