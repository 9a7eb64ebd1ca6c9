// Brings a card into the state that a row starts from, over any way to a card.
#pragma once

#include <memory>

#include "sim/chip/card.hpp"
#include "tests/support/scp03_host.hpp"

namespace karimen::conformance {

/// A way to a card.
class Way {
 public:
  virtual ~Way() = default;
  /// Puts the card, which stays the caller's, where the commands go.
  virtual void insert(sim::chip::Card& card) = 0;
  /// Takes it out again.
  virtual void remove() = 0;
  /// The ATR.
  virtual Bytes cold_reset() = 0;
  virtual Bytes warm_reset() = 0;
  virtual Bytes transmit(ByteView command) = 0;
};

class DirectWay final : public Way {
 public:
  void insert(sim::chip::Card& card) override { card_ = &card; }
  void remove() override { card_ = nullptr; }
  Bytes cold_reset() override { return card_->power_on(); }
  Bytes warm_reset() override { return card_->reset(); }
  Bytes transmit(ByteView command) override { return card_->transmit(command); }

 private:
  sim::chip::Card* card_ = nullptr;
};

/// `before` in the words of conformance.txt; a word that cannot be played throws std::runtime_error.
class Stage {
 public:
  Stage(Way& way, const std::string& before);
  ~Stage() { way_.remove(); }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Hexadecimal, both ways. "ATR" is the answer to the cold reset the stage began with; "channel:…" is
  /// wrapped for the channel that `before` opened.
  std::string send(const std::string& command);
  [[nodiscard]] const sim::chip::Card& card() const { return card_; }
  /// The EF selected last, if that was the last thing done.
  [[nodiscard]] const std::string& selected() const { return selected_; }

 private:
  void must(const std::string& command, const std::string& status);
  void play(const std::string& word);
  void open_channel(const std::string& version);

  Way& way_;
  sim::chip::Card card_;
  std::unique_ptr<sim::chip::fixture::Scp03Host> host_;
  std::string atr_, application_, selected_;
};

/// `before` without its last "ef=".
[[nodiscard]] std::string without_selection(const std::string& before);

}  // namespace karimen::conformance
