// The built-in system under test: the simulated institutions behind the port.
#pragma once

#include <memory>
#include <optional>

#include "harness/builtin/counter.hpp"
#include "harness/builtin/inspector.hpp"
#include "harness/builtin/observation.hpp"
#include "harness/builtin/procedures.hpp"
#include "harness/system/host_system.hpp"
#include "sim/fault/fault_slot.hpp"
#include "sim/reader/slot.hpp"
#include "sim/reader/tap_slot.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness {

/// One worker's system. The premises are shared and read-only; the slot is this system's alone.
class BuiltinSystem : public HostSystem {
 public:
  /// `premises` and `slot` must outlive the system. `defects`: what its institutions do wrong on purpose.
  BuiltinSystem(sim::reader::Slot& slot, const sim::world::Premises& premises,
                sim::world::Defects defects = {});
  ~BuiltinSystem() override;

  [[nodiscard]] bool knows(const std::string& procedure) const override;
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override;
  void reset(const ResetRequest& request) override;
  PerformResult perform(const PerformRequest& request) override;
  Facts observe(const std::string& who, std::span<const std::string> names) override;
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override;
  void on_exchange(std::function<void(const Exchange&)> listener) override;
  [[nodiscard]] BilingualText explain(const Exchange& exchange) const override;

  // For another system beside it.
  [[nodiscard]] std::string reader() const override { return slot_.name(); }
  [[nodiscard]] TrustAnchors trust() const override;
  [[nodiscard]] bool takes_over(const std::string& fact) const override;
  void tell(const std::string& who, std::span<const std::string> names, const TellFact& tell) override;
  void take_over(const std::string& who, const Facts& changed) override;
  [[nodiscard]] Pins pins(const std::string& who) override;
  [[nodiscard]] std::optional<SignedRecord> licence_record(const std::string& who,
                                                           std::optional<int> version) override;
  [[nodiscard]] std::optional<SignedHistory> history_record(const std::string& who) override;
  std::vector<std::string> open_counter(const PerformRequest& request) override;
  [[nodiscard]] std::string card_in_reader() const override;
  [[nodiscard]] std::optional<std::pair<std::string, Pins>> card_presented() const override;
  Bytes insert_card(const std::string& card) override;
  void remove_card() override;
  Bytes reset_card() override;
  Bytes transmit(ByteView command) override;
  void check_card_is_free() override;
  /// Whoever made the slot knows its reader.
  void check_reader() override {}
  std::optional<bool> close_counter() override;

 private:
  [[nodiscard]] sim::world::Person& person(const std::string& who) const;
  [[nodiscard]] builtin::Counter& counter();
  [[nodiscard]] bool arm(const PerformRequest& request);
  std::optional<bool> disarm(bool armed);

  PerformResult carry_out(builtin::Procedure procedure, const PerformRequest& request);
  sim::reader::CardEndpoint* strangers_card();

  sim::reader::TapSlot tap_;
  sim::fault::FaultSlot slot_;
  const sim::world::Premises& premises_;
  const sim::world::Defects defects_;
  sim::world::RecordSigner signer_;
  builtin::AskedFacts asked_, asked_of_chips_;
  builtin::Inspector inspector_;
  std::function<void(const Exchange&)> listener_;
  std::optional<sim::chip::Card> stranger_;
  std::optional<sim::reader::ChipEndpoint> stranger_endpoint_;
  std::unique_ptr<sim::world::World> world_;
  std::optional<builtin::Counter> counter_;
  bool counter_has_faults_ = false;
  Moment now_{};
};

}  // namespace karimen::harness
