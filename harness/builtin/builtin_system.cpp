#include "harness/builtin/builtin_system.hpp"

#include "base/diagnostic.hpp"
#include "harness/builtin/answer.hpp"
#include "harness/builtin/customs_of.hpp"
#include "harness/builtin/fault_words.hpp"
#include "harness/builtin/observation.hpp"
#include "harness/builtin/on_service.hpp"
#include "harness/builtin/refusals.hpp"
#include "harness/builtin/settlement.hpp"
#include "sim/chip/cause/cause.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::harness {
namespace {

using sim::world::Ending;

sim::licence::Signer signer_of(const sim::world::Premises& premises) {
  return sim::licence::safety_commission_signer(premises.material.authorities().safety_commission());
}

sim::world::Result failed(const char* what) {
  return {.ending = Ending::failed, .detail = what};
}

// The same on either transport: a link's own words name its reader.
const char* words_of(sim::reader::LinkFailure failure) {
  constexpr const char* words[]{"no card is in the reader", "the card was taken out",
                                "the card does not answer to reset", "the chip stopped in a command",
                                "the PC/SC service is gone"};
  return words[static_cast<std::size_t>(failure)];
}

Exchange exchange_of(const std::string& reader, const sim::reader::Exchange& exchange,
                     const sim::chip::Card& card) {
  const auto& cause = card.last_cause();
  return {reader,
          exchange.command,
          exchange.response,
          {static_cast<std::int32_t>(cause.clause), cause.first, cause.second},
          exchange.kind == sim::reader::Exchange::Kind::cold_reset};
}

}  // namespace

BuiltinSystem::BuiltinSystem(sim::reader::Slot& slot, const sim::world::Premises& premises,
                             sim::world::Defects defects)
    : tap_(slot),
      slot_(tap_, [this] { return strangers_card(); }),
      premises_(premises),
      defects_(defects),
      signer_(signer_of(premises)),
      inspector_(premises.material.authorities().safety_commission().public_key()) {}

BuiltinSystem::~BuiltinSystem() {
  if (!world_) return;
  try {
    world_->desk.clear();
  } catch (const sim::reader::LinkError&) {
    // The reader is gone, and the card with it: nothing is left to take out.
  }
}

bool BuiltinSystem::knows(const std::string& procedure) const {
  return builtin::find_procedure(procedure) != nullptr;
}

std::vector<Refusal> BuiltinSystem::refuses(const People& people) const {
  return builtin::refusals(people);
}

void BuiltinSystem::reset(const ResetRequest& request) {
  counter_.reset();
  builtin::on_service([&] {
    if (world_) world_->desk.clear();
  });
  slot_.disarm();
  inspector_.clear();
  now_ = request.now;
  const auto insertion = request.hot_insertion ? sim::reader::Insertion::hot : sim::reader::Insertion::warm;
  auto customs = builtin::customs_of(request.assumptions);
  customs.errs = defects_;
  world_ = std::make_unique<sim::world::World>(customs, premises_, signer_, slot_, request.seed, insertion);
  world_->desk.listen([this](const sim::reader::Exchange& exchange, const sim::chip::Card& card) {
    if (listener_) listener_(exchange_of(slot_.name(), exchange, card));
  });
  builtin::settle(*world_, request);
}

PerformResult BuiltinSystem::perform(const PerformRequest& request) {
  const auto procedure = builtin::find_procedure(request.procedure);
  if (procedure == nullptr) {
    throw DiagnosticError(Diagnostic{.what = "the built-in system knows no procedure " + request.procedure});
  }
  return builtin::on_service([&] {
    const bool armed = arm(request);
    auto result = carry_out(procedure, request);
    result.faults_struck = disarm(armed);
    return result;
  });
}

// The clock moves with every step.
bool BuiltinSystem::arm(const PerformRequest& request) {
  now_ = request.at;
  if (request.faults.empty()) return false;
  world_->desk.clear();
  slot_.arm(builtin::armed(request.faults));
  return true;
}

std::optional<bool> BuiltinSystem::disarm(bool armed) {
  if (!armed) return std::nullopt;
  const bool struck = slot_.struck();
  slot_.disarm();
  world_->desk.clear();
  inspector_.clear();  // a fault writes where no write point is counted
  return struck;
}

PerformResult BuiltinSystem::carry_out(builtin::Procedure procedure, const PerformRequest& request) {
  try {
    return builtin::answer_of(
        procedure({*world_, person(request.who), now_, builtin::FactInputs(request.inputs)}));
  } catch (const sim::reader::LinkError& error) {
    if (error.failure() == sim::reader::LinkFailure::service_gone) throw EnvironmentError(error.what());
    return builtin::answer_of(failed(words_of(error.failure())));
  } catch (const sim::world::CardRefused& error) {
    return builtin::answer_of(failed(error.what()));
  }
}

// Always the same one, fresh from the factory: another holder's card that lies in a reader by mistake.
sim::reader::CardEndpoint* BuiltinSystem::strangers_card() {
  const Date born{std::chrono::year{1980}, std::chrono::April, std::chrono::day{2}};
  const Date expires{std::chrono::year{2040}, born.month(), born.day()};
  auto pool = premises_.material.new_pool();
  stranger_ = sim::blueprint::make_card({.person = sim::world::made_up_identity("stranger", born),
                                         .serial = "499999999999998",
                                         .expires = expires},
                                        premises_.material, pool);
  return &stranger_endpoint_.emplace(*stranger_);
}

Facts BuiltinSystem::observe(const std::string& who, std::span<const std::string> names) {
  const builtin::ReadCard read = [this](sim::world::MyNumberCard& card) { return inspector_.read(card); };
  const builtin::View view{*world_, person(who), now_, read};
  FactsInOrder facts(names.size());
  for (const auto& each : asked_.of(names))
    if (auto value = each.observe(view)) facts.add(each.name, std::move(*value));
  return facts.take();
}

Facts BuiltinSystem::observe_through_reader(const std::string& who, std::span<const std::string> names) {
  FactsInOrder facts(names.size());
  std::map<const sim::world::MyNumberCard*, std::optional<builtin::ChipReading>> readings;
  const builtin::ReadCard read = [&](sim::world::MyNumberCard& card) -> const builtin::ChipReading* {
    const auto [place, fresh] = readings.try_emplace(&card);
    if (fresh) place->second = inspector_.read_through(slot_, card);
    return place->second ? &*place->second : nullptr;
  };
  try {
    world_->desk.clear();
    const builtin::View view{*world_, person(who), now_, read};
    for (const auto& each : asked_of_chips_.of(names))
      if (auto value = each.on_chip ? each.observe(view) : std::nullopt)
        facts.add(each.name, std::move(*value));
  } catch (const sim::reader::LinkError& error) {
    throw EnvironmentError(error.what());
  }
  return facts.take();
}

void BuiltinSystem::on_exchange(std::function<void(const Exchange&)> listener) {
  listener_ = std::move(listener);
}

BilingualText BuiltinSystem::explain(const Exchange& exchange) const {
  const auto clause = exchange.cause[0];
  // Where the chip was content, a fault made the answer: the chip knows no reason.
  if (clause <= static_cast<std::int32_t>(sim::chip::Clause::done)) return {};
  if (clause >= static_cast<std::int32_t>(sim::chip::Clause::count_)) return {};
  const sim::chip::Cause cause{static_cast<sim::chip::Clause>(clause), exchange.cause[1], exchange.cause[2]};
  return {sim::chip::explain(cause, Language::en), sim::chip::explain(cause, Language::ja)};
}

sim::world::Person& BuiltinSystem::person(const std::string& who) const {
  auto* found = world_->person(who);
  if (found == nullptr) throw DiagnosticError(Diagnostic{.what = "nobody is called " + who});
  return *found;
}

}  // namespace karimen::harness
