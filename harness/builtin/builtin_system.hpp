// The built-in system under test: the simulated institutions behind the port.
#pragma once

#include <memory>
#include <optional>

#include "harness/builtin/inspector.hpp"
#include "harness/builtin/procedures.hpp"
#include "harness/system/system.hpp"
#include "sim/fault/fault_slot.hpp"
#include "sim/reader/slot.hpp"
#include "sim/world/world.hpp"

namespace karimen::harness {

/// One worker's system. The premises are shared and read-only; the slot is this system's alone.
class BuiltinSystem final : public System {
 public:
  /// `premises` and `slot` must outlive the system.
  BuiltinSystem(sim::reader::Slot& slot, const sim::world::Premises& premises);
  ~BuiltinSystem() override;

  [[nodiscard]] bool knows(const std::string& procedure) const override;
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override;
  void reset(const ResetRequest& request) override;
  PerformResult perform(const PerformRequest& request) override;
  Facts observe(const std::string& who, std::span<const std::string> names) override;
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override;
  void on_exchange(std::function<void(const Exchange&)> listener) override;
  [[nodiscard]] BilingualText explain(const Exchange& exchange) const override;

 private:
  [[nodiscard]] sim::world::Person& person(const std::string& who) const;

  PerformResult carry_out(builtin::Procedure procedure, const PerformRequest& request);
  sim::reader::CardEndpoint* strangers_card();

  sim::fault::FaultSlot slot_;
  const sim::world::Premises& premises_;
  sim::world::RecordSigner signer_;
  builtin::Inspector inspector_;
  std::function<void(const Exchange&)> listener_;
  std::optional<sim::chip::Card> stranger_;
  std::optional<sim::reader::ChipEndpoint> stranger_endpoint_;
  std::unique_ptr<sim::world::World> world_;
  Moment now_{};
};

}  // namespace karimen::harness
