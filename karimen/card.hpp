// A virtual My Number Card in a program of yours: find_package(karimen), link karimen::card. Nothing else of
// Karimen is included, so this header is all there is to it; examples/embed is a whole program.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

/// Where personas, keys and photographs are: said by find_package, or where you build.
#ifndef KARIMEN_DATA_DIR
#define KARIMEN_DATA_DIR ""
#endif

namespace karimen {

/// A card, a persona or a reader that cannot be had: what, where, and the way out, as the program says it.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A card as a value: a copy is a fork, and both go their own way. Not to be used from two threads at once.
class Card {
 public:
  /// A persona (`karimen card new --list`: "sato_hanako"), or the path of a card file (its name ends in
  /// .yaml or .yml). `data`: the folder that holds fixtures/. Throws Error.
  explicit Card(const std::string& who, const std::string& data = KARIMEN_DATA_DIR);
  /// What `save` gave. Throws Error.
  [[nodiscard]] static Card restore(std::span<const std::uint8_t> saved);
  Card(const Card& other);
  /// The other one may only be assigned to or destroyed from then on.
  Card(Card&&) noexcept;
  Card& operator=(Card other) noexcept;
  ~Card();

  /// Cold reset; the ATR.
  std::vector<std::uint8_t> power_on();
  /// Warm reset; the ATR.
  std::vector<std::uint8_t> reset();
  void power_off();
  /// An answer: data and the two bytes of the status word. Empty where the card has no power.
  std::vector<std::uint8_t> transmit(std::span<const std::uint8_t> command);
  /// The same in hexadecimal digits, capitals: "00A40400..." -> "9000". Throws Error where it is not
  /// hexadecimal.
  std::string transmit(const std::string& command);
  /// Why it answered so, with its source: "the value for key 0018 is wrong; 2 attempts are left (docs/chip.md
  /// B.7)".
  [[nodiscard]] std::string why() const;

  /// The card to the byte, counters and open sessions included; its private keys lie in it in the clear.
  [[nodiscard]] std::vector<std::uint8_t> save() const;

 private:
  friend class PcscReader;
  struct Content;
  explicit Card(std::unique_ptr<Content> content);
  void* chip();  ///< for PcscReader
  std::unique_ptr<Content> content_;
};

/// A PC/SC reader of a private service, for programs and libraries that take their card from one: it starts a
/// pcscd of its own (Debian: pcscd, vsmartcard-vpcd) and points this process, and those that it starts, at it
/// by $PCSCLITE_CSOCK_NAME, which says afterwards what it said before. One at a time in a process; a process
/// that used PC/SC before stays with the service that it used, for libpcsclite reads the variable once.
class PcscReader {
 public:
  /// Throws Error: no pcscd or no driver on this machine.
  PcscReader();
  ~PcscReader();
  PcscReader(const PcscReader&) = delete;
  PcscReader& operator=(const PcscReader&) = delete;

  /// As PC/SC programs know it.
  [[nodiscard]] std::string name() const;
  /// The card must outlive its stay; it is changed by what is done to it there. Throws Error.
  void insert(Card& card);
  void remove();

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace karimen
