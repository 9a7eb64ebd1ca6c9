// Where the card lies: in a vpcd reader, or beside it.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/diagnostic.hpp"
#include "sim/reader/pcsc_link.hpp"
#include "sim/reader/vpcd_host.hpp"

namespace karimen::harness::workshop {

/// The card must outlive it. pcscd looks every 0.4 s: removals shorter than that may go unseen
/// (vpcd.md).
class ReaderPlace {
 public:
  /// `reader`: the PC/SC name, empty where it is not known. `machine`: where vpcd listens.
  ReaderPlace(std::uint16_t port, std::string reader, sim::reader::CardEndpoint& card,
              const std::string& machine = "127.0.0.1");

  /// Puts it in and waits until the reader has asked for it and, where its name is known, until pcscd has
  /// seen it. Throws DiagnosticError (environment): among others, where another card is in the reader; it is
  /// then out.
  void in();
  /// Takes it out, and waits likewise.
  void out();
  /// Takes it out for good, without waiting.
  void leave() { host_.disconnect(); }
  void blink(std::chrono::milliseconds gap);
  /// `swap` happens while the card is out: programs see it leave and another one come. Where it was out
  /// already, it stays so.
  void exchange(const std::function<void()>& swap);
  /// As above behind the contacts, without waiting for pcscd to look: programs see the card reset
  /// (SCARD_W_RESET_CARD) and nothing of its going and coming. Waits while a program holds a transaction.
  /// Where the reader's name is not known this is `exchange`. `swap` answers whether the card has power.
  void exchange_warm(const std::function<bool()>& swap);
  [[nodiscard]] bool is_in() const { return host_.connected(); }
  /// It was put in, and is out by nobody's doing here: a fault took it, or the PC/SC service ended.
  [[nodiscard]] bool lost() const { return put_in_ && !host_.connected(); }
  [[nodiscard]] sim::reader::VpcdHost& host() { return host_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& reader() const { return reader_; }

 private:
  void connect();
  void wait_until_empty();
  [[nodiscard]] DiagnosticError unseen(const char* what) const;

  std::uint16_t port_;
  std::string reader_;
  sim::reader::VpcdHost host_;
  sim::reader::PcscLink link_;
  bool put_in_ = false;
};

}  // namespace karimen::harness::workshop
