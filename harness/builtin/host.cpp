// The built-in institutions behind the counters of another system.
#include "base/diagnostic.hpp"
#include "harness/builtin/builtin_system.hpp"
#include "harness/builtin/on_service.hpp"
#include "harness/builtin/told_facts.hpp"
#include "sim/licence/wef.hpp"
#include "sim/world/registry/licence_text.hpp"

namespace karimen::harness {
namespace {

Pins pins_for(const sim::world::MyNumberCard& card, const std::string& signature_password,
              const std::string& licence_pin) {
  const auto& secrets = card.spec().secrets;
  return {signature_password, secrets.authentication.value, secrets.text.value,
          licence_pin.empty() ? "none" : licence_pin};
}

}  // namespace

TrustAnchors BuiltinSystem::trust() const {
  const auto& authorities = premises_.material.authorities();
  const auto& key = authorities.safety_commission().public_key();
  return {key.modulus(), Bytes{0x01, 0x00, 0x01},
          authorities.authority(sim::pki::CertificateKind::signature).certificate,
          authorities.authority(sim::pki::CertificateKind::authentication).certificate};
}

bool BuiltinSystem::takes_over(const std::string& fact) const {
  return builtin::is_taken_over(fact);
}

void BuiltinSystem::tell(const std::string& who, std::span<const std::string> names, const TellFact& tell) {
  builtin::tell_facts(*world_, person(who), now_, names, tell);
}

void BuiltinSystem::take_over(const std::string& who, const Facts& changed) {
  builtin::take_facts(*world_, person(who), changed);
}

Pins BuiltinSystem::pins(const std::string& who) {
  const auto& whose = person(who);
  return pins_for(*whose.card, whose.signature_password, whose.licence_pin);
}

std::optional<SignedRecord> BuiltinSystem::licence_record(const std::string& who,
                                                          std::optional<int> version) {
  const auto& driver = world_->drivers.entry(person(who).id);
  const auto* found = version ? driver.version(*version) : &driver.current();
  if (found == nullptr) return std::nullopt;
  const Bytes wef02 = sim::licence::encode_wef02(found->content);
  return SignedRecord{found->number, wef02, signer_.wef03(wef02)};
}

std::optional<SignedHistory> BuiltinSystem::history_record(const std::string& who) {
  const auto& driver = world_->drivers.entry(person(who).id);
  if (driver.history.number.empty()) return std::nullopt;
  const Bytes wef02 = sim::licence::encode_wef02(
      sim::world::history_content(driver.history.number, date_of(now_), driver.driver_class,
                                  premises_.material.photographs().bytes(driver.photograph)));
  return SignedHistory{driver.history.number, wef02, signer_.wef03(wef02)};
}

builtin::Counter& BuiltinSystem::counter() {
  if (!counter_) throw DiagnosticError(Diagnostic{.what = "no counter is open"});
  return *counter_;
}

std::vector<std::string> BuiltinSystem::open_counter(const PerformRequest& request) {
  builtin::on_service([&] {
    counter_has_faults_ = arm(request);
    world_->desk.clear();
  });
  inspector_.clear();  // nobody says here what the other system writes
  return counter_.emplace(*world_, person(request.who), slot_, tap_, request).presented();
}

std::string BuiltinSystem::card_in_reader() const {
  return counter_ ? counter_->in_reader() : "";
}

std::optional<std::pair<std::string, Pins>> BuiltinSystem::card_presented() const {
  const auto* card = counter_ ? counter_->card_in_reader() : nullptr;
  if (card == nullptr) return std::nullopt;
  const auto* holder = world_->person(card->holder());
  const auto licence_pin = holder == nullptr ? "" : holder->licence_pin;
  const bool in_use = holder != nullptr && holder->card == card;
  return std::pair(card->serial(),
                   pins_for(*card, in_use ? holder->signature_password : card->spec().secrets.signature.value,
                            licence_pin));
}

Bytes BuiltinSystem::insert_card(const std::string& card) {
  return counter().insert(card);
}

void BuiltinSystem::remove_card() {
  counter().remove();
}

Bytes BuiltinSystem::reset_card() {
  return counter().reset();
}

Bytes BuiltinSystem::transmit(ByteView command) {
  return counter().transmit(command);
}

void BuiltinSystem::check_card_is_free() {
  counter().check_card_is_free();
}

std::optional<bool> BuiltinSystem::close_counter() {
  const auto passed = counter().close();
  counter_.reset();
  if (listener_)
    for (const auto& each : passed)
      listener_({slot_.name(), each.command, each.response, each.cause, each.command.empty()});
  return builtin::on_service([&] { return disarm(counter_has_faults_); });
}

}  // namespace karimen::harness
