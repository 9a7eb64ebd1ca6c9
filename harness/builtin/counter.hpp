// A counter of somebody else's system: people come to it with their cards, which lie in our reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/system/host_system.hpp"
#include "sim/fault/fault_slot.hpp"
#include "sim/reader/tap_slot.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness::builtin {

/// One step. All must outlive it.
class Counter {
 public:
  /// The first card presented is laid in and reset, if it answers.
  Counter(sim::world::World& world, sim::world::Person& person, sim::fault::FaultSlot& slot,
          sim::reader::TapSlot& tap, const PerformRequest& request);

  [[nodiscard]] const std::vector<std::string>& presented() const { return presented_; }
  [[nodiscard]] const std::string& in_reader() const { return in_reader_; }
  /// nullptr: nothing.
  [[nodiscard]] const sim::world::MyNumberCard* card_in_reader() const;
  Bytes insert(const std::string& card);
  void remove();
  Bytes reset();
  Bytes transmit(ByteView command);
  /// Throws EnvironmentError where another program keeps a transaction with the card open.
  void check_card_is_free();
  /// The reader is empty again; what passed.
  [[nodiscard]] std::vector<sim::reader::Tapped> close();

 private:
  [[nodiscard]] sim::world::MyNumberCard& card(const std::string& name) const;
  template <class Work>
  Bytes with_card(Work work);

  sim::world::World& world_;
  sim::world::Person& person_;
  sim::fault::FaultSlot& slot_;
  sim::reader::TapSlot& tap_;
  std::vector<std::string> presented_;
  std::string in_reader_;
  bool late_ = false;  ///< a fault: the card is not laid down in this step
};

}  // namespace karimen::harness::builtin
