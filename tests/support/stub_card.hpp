// A card of fixed answers for the tests of the reader layer.
#pragma once

#include "sim/reader/card_endpoint.hpp"

namespace karimen::sim::reader {

/// Answers each command with its own bytes and 9000, or as `answers` says; counts what happens to it.
class StubCard final : public CardEndpoint {
 public:
  explicit StubCard(const char* hex = "3B E0 00 FF 81 31 FE 45 14") : atr(from_hex(hex)) {}

  Bytes power_on() override {
    ++power_ons;
    has_power = true;
    return atr;
  }
  void power_off() override { has_power = false; }
  Bytes reset() override {
    ++resets;
    return atr;
  }
  std::optional<Bytes> transmit(ByteView command) override {
    ++commands;
    if (!has_power) return std::nullopt;
    if (!fixed_answer.empty()) return fixed_answer;
    Bytes answer(command.begin(), command.end());
    answer.push_back(0x90);
    answer.push_back(0x00);
    return answer;
  }
  [[nodiscard]] bool resets_are_alike() const override { return sound; }
  [[nodiscard]] bool powered() const override { return has_power; }

  Bytes atr;
  Bytes fixed_answer;
  bool has_power = false;
  bool sound = false;  ///< a reset before the first command changes nothing
  int power_ons = 0, resets = 0, commands = 0;
};

}  // namespace karimen::sim::reader
