// A step that is a program of somebody else's at the card: what is run, and what is expected of it.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/fact/value.hpp"
#include "harness/scenario/spot.hpp"

namespace karimen::harness {

/// What a program finds in its environment (docs/scenarios.md, Clients). A word of a command that is one of
/// them with a $ before it stands for its value.
inline constexpr std::array<std::string_view, 10> client_variables{
    "KARIMEN_READER",        "KARIMEN_CARD",       "KARIMEN_CARD_SERIAL",        "KARIMEN_AT",
    "KARIMEN_AT_EPOCH",      "KARIMEN_SCRATCH",    "KARIMEN_AUTHENTICATION_PIN", "KARIMEN_SIGNATURE_PASSWORD",
    "KARIMEN_CARD_TEXT_PIN", "KARIMEN_LICENCE_PIN"};

/// How it must end. Signals and its time limit are never an end that was expected.
struct ExpectedExit {
  std::string text = "0";       ///< as written: a code, "nonzero" or "any"
  std::optional<int> code = 0;  ///< absent: any, but 0 if `nonzero`
  bool nonzero = false;
  std::optional<Spot> spot = {};  ///< absent: it is not said
  bool operator==(const ExpectedExit&) const = default;
};

/// A pattern (base/pattern.hpp) that must be found in what it writes.
struct ExpectedText {
  bool in_error = false;  ///< standard error; otherwise standard output
  std::string pattern;
  Spot spot;
  bool operator==(const ExpectedText&) const = default;
};

struct Client {
  std::vector<std::string> command;  ///< never empty; $KARIMEN_... as written
  std::string card = "card";         ///< card, previous_card, other_persons_card, none
  std::string input;                 ///< standard input
  std::map<std::string, std::string> environment;
  std::chrono::milliseconds limit{60000};
  ExpectedExit exit;
  std::vector<ExpectedText> texts;
  Facts changes;  ///< facts of the chip, as it leaves them
  Spot spot;      ///< of the key `client`
  bool operator==(const Client&) const = default;
};

}  // namespace karimen::harness
