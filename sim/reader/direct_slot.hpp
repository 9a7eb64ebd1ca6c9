// A slot without a reader: the link is a function call. The fast path, and the default where no daemon can
// run.
#pragma once

#include "sim/reader/slot.hpp"

namespace karimen::sim::reader {

/// Both insertions are alike here. Failures are those of the PC/SC path: a transmission into an empty slot is
/// `card_gone`, a reset of one `no_card`. Not thread-safe.
class DirectSlot final : public Slot {
 public:
  /// The name is "direct `number`".
  explicit DirectSlot(int number = 0);

  [[nodiscard]] const std::string& name() const override { return name_; }
  void insert(CardEndpoint& card, Insertion how = Insertion::warm) override;
  void remove(Insertion how = Insertion::warm) override;
  [[nodiscard]] bool occupied() const override { return card_ != nullptr; }
  Link& link() override { return link_; }

 private:
  class DirectLink final : public Link {
   public:
    explicit DirectLink(DirectSlot& slot) : slot_(slot) {}
    Bytes cold_reset() override;
    Bytes transmit(ByteView command) override;
    void begin_transaction() override {}
    void end_transaction() noexcept override {}

   private:
    DirectSlot& slot_;
  };

  std::string name_;
  CardEndpoint* card_ = nullptr;
  DirectLink link_{*this};
};

}  // namespace karimen::sim::reader
