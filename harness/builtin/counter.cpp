#include "harness/builtin/counter.hpp"

#include <algorithm>

#include "harness/builtin/fact_inputs.hpp"

namespace karimen::harness::builtin {
namespace {

using namespace sim::world;
using sim::reader::LinkError;
using sim::reader::LinkFailure;

constexpr auto card_in_use = "card", card_before = "previous_card", card_of_another = "other_persons_card";

bool has_previous_card(const Person& person) {
  return person.previous != nullptr && (person.previous->possession == Possession::holder ||
                                        person.previous->possession == Possession::lost);
}

// As the inputs say it, each procedure in its own words; a card that is not at hand is not presented.
std::vector<std::string> presented_by(const Person& person, const PerformRequest& request) {
  const FactInputs inputs(request.inputs);
  const auto says = [&](const char* name, const char* word) { return inputs.text(name) == word; };
  std::vector<std::string> cards;
  if (request.procedure == "roadside_check") {
    const auto presents = inputs.codes("presents"_fact);
    if (presents.contains(card_in_use) && person.has_card_at_hand()) cards.emplace_back(card_in_use);
    if (presents.contains(card_before) && has_previous_card(person)) cards.emplace_back(card_before);
    if (presents.contains(card_of_another)) cards.emplace_back(card_of_another);
  } else if (says("presents", card_of_another)) {
    cards.emplace_back(card_of_another);
  } else if (says("presents", card_before)) {
    if (has_previous_card(person)) cards.emplace_back(card_before);
  } else if (!says("presents", "none") && !says("card", "not_presented") && !says("with", "phone") &&
             person.has_card_at_hand()) {
    cards.emplace_back(card_in_use);
  }
  return cards;
}

// A service that is gone is nobody's trouble at the counter.
CardTroubleError trouble_of(const LinkError& error) {
  if (error.failure() == LinkFailure::service_gone) throw EnvironmentError(error.what());
  const auto trouble = error.failure() == LinkFailure::mute        ? CardTrouble::mute
                       : error.failure() == LinkFailure::chip_died ? CardTrouble::chip_died
                                                                   : CardTrouble::no_card;
  return {trouble, error.what()};
}

}  // namespace

Counter::Counter(World& world, Person& person, sim::fault::FaultSlot& slot, sim::reader::TapSlot& tap,
                 const PerformRequest& request)
    : world_(world), person_(person), slot_(slot), tap_(tap), presented_(presented_by(person, request)) {
  tap_.listen();
  if (presented_.empty()) return;
  try {
    (void)insert(presented_.front());
  } catch (const CardTroubleError& error) {
    // A broken chip, or a fault: the other system finds out for itself.
    late_ = error.trouble() == CardTrouble::no_card;
  }
}

template <class Work>
Bytes Counter::with_card(Work work) {
  if (late_) throw CardTroubleError(CardTrouble::no_card, "no card lies in the reader yet");
  try {
    auto& link = slot_.link();
    link.begin_transaction();
    Bytes answer;
    try {
      answer = work(link);
    } catch (...) {
      link.end_transaction();
      throw;
    }
    link.end_transaction();
    return answer;
  } catch (const LinkError& error) {
    throw trouble_of(error);
  }
}

MyNumberCard& Counter::card(const std::string& name) const {
  if (name == card_before) return *person_.previous;
  if (name == card_of_another) return *world_.somebody_else(person_.id).card;
  return *person_.card;
}

const MyNumberCard* Counter::card_in_reader() const {
  return in_reader_.empty() ? nullptr : &card(in_reader_);
}

Bytes Counter::insert(const std::string& name) {
  if (std::ranges::find(presented_, name) == presented_.end())
    throw CardTroubleError(CardTrouble::not_presented, "nobody presents the card '" + name + "'");
  try {
    world_.desk.lay(card(name));
  } catch (const LinkError& error) {
    throw trouble_of(error);
  }
  in_reader_ = name;
  // Not through the faults: the other system's own resets are the ones that are counted.
  return with_card([&](sim::reader::Link&) { return tap_.link().cold_reset(); });
}

void Counter::remove() {
  try {
    world_.desk.clear();
  } catch (const LinkError& error) {
    throw trouble_of(error);
  }
  in_reader_.clear();
}

Bytes Counter::reset() {
  return with_card([](sim::reader::Link& link) { return link.cold_reset(); });
}

Bytes Counter::transmit(ByteView command) {
  return with_card([&](sim::reader::Link& link) { return link.transmit(command); });
}

// Not through the faults: this is no exchange of the errand's. A card that left has nobody's transaction.
void Counter::check_card_is_free() {
  if (in_reader_.empty() || late_) return;
  try {
    auto& link = tap_.link();
    link.begin_transaction();
    link.end_transaction();
  } catch (const LinkError& error) {
    if (error.failure() == LinkFailure::service_gone) throw EnvironmentError(error.what());
  }
}

std::vector<sim::reader::Tapped> Counter::close() {
  auto passed = tap_.take();
  remove();
  return passed;
}

}  // namespace karimen::harness::builtin
