// A slot of a real PC/SC reader: vpcd is the driver, pcscd the daemon, libpcsclite the way in.
#pragma once

#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/slot.hpp"
#include "sim/reader/vpcd_host.hpp"

namespace karimen::sim::reader {

/// A reader as PC/SC programs know it, and the TCP port on which vpcd waits for its card.
struct VpcdReader {
  std::string name;
  std::uint16_t port = 0;
  bool operator==(const VpcdReader&) const = default;
};

/// The first warm insertion brings the link up and waits for pcscd to see it (up to 0.4 s); later ones only
/// swap the card behind it. A hot removal and a hot insertion wait until pcscd has seen them. Throws
/// DiagnosticError (environment) where no reader is, LinkError (service_gone) where pcscd went away. `remove`
/// may be called from inside the card's own `transmit`: the card is then pulled out in mid-command.
class VpcdSlot final : public Slot {
 public:
  explicit VpcdSlot(VpcdReader reader);
  ~VpcdSlot() override;

  [[nodiscard]] const std::string& name() const override { return reader_.name; }
  void insert(CardEndpoint& card, Insertion how = Insertion::warm) override;
  void remove(Insertion how = Insertion::warm) override;
  [[nodiscard]] bool occupied() const override { return host_.occupied(); }
  Link& link() override { return link_; }

 private:
  class SlotLink final : public Link {
   public:
    explicit SlotLink(VpcdSlot& slot) : slot_(slot) {}
    Bytes cold_reset() override;
    Bytes transmit(ByteView command) override;
    void begin_transaction() override;
    void end_transaction() noexcept override { slot_.pcsc_.end_transaction(); }

   private:
    VpcdSlot& slot_;
  };

  void wait_until_empty();
  void bring_up();

  VpcdReader reader_;
  VpcdHost host_;
  PcscLink pcsc_;
  SlotLink link_{*this};
  Bytes atr_;       ///< of a cold reset, as pcscd told it
  Bytes answered_;  ///< by the card at that reset
};

}  // namespace karimen::sim::reader
