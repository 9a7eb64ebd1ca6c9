// The card's end of vpcd's TCP link: a thread that stands for the card slot and answers for whatever card is
// in it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// Connected means: pcscd sees a card. The card behind a live connection can be swapped (`put`).
/// Every member may be called from any thread; `disconnect` also from inside the card's own `transmit`
/// (a card pulled out in mid-command). The card is called from the host's thread, or from `put`, never from
/// two at once.
class VpcdHost {
 public:
  /// Where vpcd listens: its port, on this machine or on another. Nothing is connected yet.
  explicit VpcdHost(std::uint16_t port, std::string host = "127.0.0.1")
      : port_(port), host_(std::move(host)) {}
  ~VpcdHost();
  VpcdHost(const VpcdHost&) = delete;
  VpcdHost& operator=(const VpcdHost&) = delete;

  /// Does nothing if connected. Throws DiagnosticError (environment) if nothing listens there.
  void connect();
  void disconnect();
  [[nodiscard]] bool connected() const { return serving_; }
  /// Waits until the reader has asked this connection for something. False when `limit` is over: another card
  /// has the reader, and this one stands in a queue that vpcd does not look at.
  [[nodiscard]] bool wait_until_asked(std::chrono::milliseconds limit) const;
  /// Waits until the reader has powered the card and knows what it answered. False when `limit` is over.
  [[nodiscard]] bool wait_until_powered(std::chrono::milliseconds limit) const;
  [[nodiscard]] bool on_own_thread() const { return std::this_thread::get_id() == serving_thread_; }

  /// Swaps the card; the old one loses its power. nullptr: no card, though the link stays up. Where the
  /// reader has its power on, the new card comes in powered if it answers as the old one did: the reader
  /// cannot tell.
  void put(CardEndpoint* card);
  [[nodiscard]] bool occupied() const;
  /// Nobody has spoken to this card since it was powered, and to power it once more would change nothing.
  [[nodiscard]] bool at_rest() const;
  /// What the reader was told at the last power-on or reset, by this card or by one that left; empty before.
  [[nodiscard]] Bytes answer_to_reset() const;

  /// Why the last connection broke, if it was not closed in good order; empty otherwise.
  [[nodiscard]] std::string diagnosis() const;
  /// Rethrows what the card threw while it was served, once.
  void rethrow();

 private:
  bool wait_until(const std::atomic<bool>& happened, std::chrono::milliseconds limit) const;
  void stop();
  void serve(int socket);
  void lose_power(const std::string& diagnosis);
  Bytes answer(ByteView frame);
  Bytes control(std::uint8_t code);
  void power_unseen();

  const std::uint16_t port_;
  const std::string host_;
  std::mutex life_;  ///< guards thread_ (connect and disconnect)
  std::thread thread_;
  std::atomic<std::thread::id> serving_thread_{};
  std::atomic<int> socket_{-1};
  std::atomic<bool> serving_{false};
  std::atomic<bool> asked_{false};    ///< by the reader, for anything
  std::atomic<bool> powered_{false};  ///< and for the answer to reset

  mutable std::mutex state_;  ///< guards what follows, and every call of the card
  CardEndpoint* card_ = nullptr;
  Bytes atr_;
  bool power_on_ = false;  ///< in the reader
  bool spoken_to_ = true;  ///< since the last power-on
  std::string diagnosis_;
  std::exception_ptr thrown_;
};

}  // namespace karimen::sim::reader
