#include "sim/reader/vpcd_slot.hpp"

#include <utility>

#include "base/diagnostic.hpp"
#include "sim/reader/occupant.hpp"
#include "sim/reader/put_in.hpp"

namespace karimen::sim::reader {
namespace {

/// pcscd polls every 0.4 s; more than ten polls without effect means that it will not see the card at all.
constexpr std::chrono::milliseconds slot_patience{5000};
/// For pcscd to take leave of a program that died.
constexpr std::chrono::milliseconds farewell{1000};

[[noreturn]] void unseen(const VpcdReader& reader, const char* what) {
  throw DiagnosticError({.what = "pcscd did not see the card " + std::string(what) + " reader '" +
                                 reader.name + "'" + occupant_words(reader.port),
                         .fix = "look whether another card holds port " + std::to_string(reader.port),
                         .exit_code = ExitCode::environment});
}

}  // namespace

VpcdSlot::VpcdSlot(VpcdReader reader)
    : reader_(std::move(reader)), host_(reader_.port), pcsc_(reader_.name) {}

// Of a program that died with a card open pcscd resets the card. If that card is pulled out meanwhile, it may
// never see the next one.
VpcdSlot::~VpcdSlot() {
  pcsc_.close();
  try {
    (void)pcsc_.wait_until_unused(farewell);
  } catch (const LinkError&) {
    // without a service nobody is connected
  }
  pcsc_.close();
  host_.put(nullptr);
  host_.disconnect();
}

void VpcdSlot::insert(CardEndpoint& card, Insertion how) {
  if (how == Insertion::hot) remove(how);
  host_.put(&card);
  try {
    bring_up();
  } catch (...) {
    host_.disconnect();
    host_.put(nullptr);
    throw;
  }
}

void VpcdSlot::remove(Insertion how) {
  if (how == Insertion::warm) {
    host_.put(nullptr);
    return;
  }
  host_.disconnect();
  host_.put(nullptr);
  if (!host_.on_own_thread()) wait_until_empty();
}

void VpcdSlot::wait_until_empty() {
  if (!pcsc_.wait_for_card(false, slot_patience)) unseen(reader_, "leave");
}

// A card that comes back before pcscd has seen it leave would find a reader that believes in the old link.
void VpcdSlot::bring_up() {
  if (host_.connected()) return;
  wait_until_empty();
  if (!put_in(host_, pcsc_, [this] { host_.connect(); })) unseen(reader_, "enter");
}

void VpcdSlot::SlotLink::begin_transaction() {
  if (!slot_.occupied()) throw LinkError(LinkFailure::no_card, "no card in " + slot_.name());
  try {
    slot_.bring_up();
  } catch (const DiagnosticError& error) {
    throw LinkError(LinkFailure::service_gone, error.diagnostics().front().what);
  }
  slot_.pcsc_.begin_transaction();
}

// The session before ended with a cold reset (CardSession). Where nothing reached the card since, that is the
// one that this session wants: ten of the twenty messages between pcscd and the card in a short session are
// resets. What pcscd knows of the answer is asked for when the card answered otherwise than it did then: that
// takes two messages, with the states of all readers locked.
Bytes VpcdSlot::SlotLink::cold_reset() {
  if (!slot_.occupied()) throw LinkError(LinkFailure::no_card, "no card in " + slot_.name());
  if (!slot_.host_.connected())
    throw LinkError(LinkFailure::service_gone, slot_.name() + " lost its card's link");
  if (slot_.host_.at_rest() && !slot_.atr_.empty()) return slot_.atr_;
  const Bytes before = std::exchange(slot_.atr_, {});
  slot_.pcsc_.power_cycle();
  slot_.host_.rethrow();
  const Bytes answered = std::exchange(slot_.answered_, slot_.host_.answer_to_reset());
  return slot_.atr_ = before.empty() || answered != slot_.answered_ ? slot_.pcsc_.answer_to_reset() : before;
}

// A look at the slot before and after each exchange: it is the order in which a card that the host's thread
// just worked on may be looked at from here.
Bytes VpcdSlot::SlotLink::transmit(ByteView command) {
  if (!slot_.occupied()) throw LinkError(LinkFailure::card_gone, "the card left " + slot_.name());
  try {
    Bytes response = slot_.pcsc_.transmit(command);
    if (!slot_.occupied())
      throw LinkError(LinkFailure::card_gone, "the card left " + slot_.name() + " in a command");
    return response;
  } catch (const LinkError&) {
    slot_.host_.rethrow();
    if (slot_.occupied()) throw;
    throw LinkError(LinkFailure::card_gone, "the card left " + slot_.name() + " in a command");
  }
}

}  // namespace karimen::sim::reader
