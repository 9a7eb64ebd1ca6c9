// The client's side of PC/SC: one context and one connection to one reader, kept for the whole run.
#pragma once

#include <winscard.h>

#include <chrono>
#include <string>
#include <vector>

#include "sim/reader/link.hpp"

namespace karimen::sim::reader {

/// How PC/SC's return code reads as a failure of a link.
[[nodiscard]] LinkFailure failure_of(LONG code);

/// Nothing is connected before the first use. After `service_gone` the context is given back; the next use
/// establishes a new one, so that a restarted pcscd is found. Through vpcd a command has 2–65535 bytes
/// (vpcd.md); others throw std::invalid_argument.
class PcscLink final : public Link {
 public:
  explicit PcscLink(std::string reader) : reader_(std::move(reader)) {}
  ~PcscLink() override;
  PcscLink(const PcscLink&) = delete;
  PcscLink& operator=(const PcscLink&) = delete;

  /// SCardReconnect with SCARD_UNPOWER_CARD: power off and on.
  Bytes cold_reset() override;
  /// SCardReconnect with SCARD_RESET_CARD: power stays on. What a contactless card keeps over it is its own
  /// affair.
  Bytes warm_reset();
  /// The cold reset alone.
  void power_cycle() { reset(SCARD_UNPOWER_CARD); }
  /// SCardStatus: what the card said at its last reset, as pcscd knows it.
  [[nodiscard]] Bytes answer_to_reset();
  Bytes transmit(ByteView command) override;
  /// Waits up to five seconds for the end of another program's transaction; then it throws `service_gone`,
  /// and the connection stays.
  void begin_transaction() override;
  void end_transaction() noexcept override;

  /// Waits until pcscd sees a card (or none); false when `limit` is over. Throws LinkError (service_gone).
  [[nodiscard]] bool wait_for_card(bool present, std::chrono::milliseconds limit);
  /// Gives the connection back, the card as it is; the context stays.
  void leave_card() noexcept { disconnect(); }
  /// Waits until no program is connected to the reader, this link included; likewise.
  [[nodiscard]] bool wait_until_unused(std::chrono::milliseconds limit);
  /// Gives connection and context back.
  void close() noexcept;

 private:
  void open_context();
  void connect();
  bool wait_for(DWORD state_bit, bool set, std::chrono::milliseconds limit);
  void await_other_programs();
  void disconnect() noexcept;
  void reset(DWORD how);
  void check(LONG code, const char* call);

  std::string reader_;
  SCARDCONTEXT context_ = 0;
  SCARDHANDLE card_ = 0;
  bool has_context_ = false;
  bool connected_ = false;
  bool no_answer_known_ = false;  ///< pcscd sees a card, and knows no answer to reset of it
  std::vector<std::uint8_t> buffer_;
};

/// The names of the readers that pcscd knows, in its order; empty if there is none. Throws LinkError
/// (service_gone).
[[nodiscard]] std::vector<std::string> list_readers();

}  // namespace karimen::sim::reader
