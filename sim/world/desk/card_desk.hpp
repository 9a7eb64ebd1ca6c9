// One reader on a desk: cards are laid on it and taken off again; whoever works with a card does it in a
// session.
#pragma once

#include <functional>
#include <optional>

#include "sim/reader/card_session.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/slot.hpp"
#include "sim/reader/trace_link.hpp"
#include "sim/world/registry/my_number_card.hpp"

namespace karimen::sim::world {

class CardDesk {
 public:
  /// Called after each exchange with the card that was in the reader.
  using Listener = std::function<void(const reader::Exchange&, const chip::Card&)>;

  /// `insertion`: how cards get in and out; a hot one takes PC/SC up to 400 ms.
  explicit CardDesk(reader::Slot& slot, reader::Insertion insertion = reader::Insertion::warm);

  /// Lays the card on the reader (unless it lies there already), opens a session, works, and closes it.
  /// Throws reader::LinkError; a broken chip is mute.
  template <class Work>
  auto with(MyNumberCard& card, Work work) {
    lay(card);
    reader::CardSession session(link_);
    return work(session);
  }

  /// Lays the card on the reader, unless it lies there already; a broken chip is mute. Throws
  /// reader::LinkError.
  void lay(MyNumberCard& card);
  void listen(Listener listener) { listener_ = std::move(listener); }
  /// Takes the card off.
  void clear();
  [[nodiscard]] const std::string& reader_name() const { return slot_.name(); }

 private:
  reader::Slot& slot_;
  reader::Insertion insertion_;
  reader::TraceLink link_;
  Listener listener_;
  MyNumberCard* card_ = nullptr;
  std::optional<reader::ChipEndpoint> endpoint_;
};

}  // namespace karimen::sim::world
