// What comes of a visit, a message or a check.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "sim/world/words.hpp"

namespace karimen::sim::world {

enum class Ending {
  done,
  refused,  ///< nothing has changed
  failed,   ///< the card vanished or died in the middle
};

struct Fee {
  bool charged = false;
  std::optional<int> amount;  ///< yen; absent while charged: the amount is not published
  bool operator==(const Fee&) const = default;
};

/// A paper handed over, as it can be read.
struct Sheet {
  std::string kind;                                        ///< e.g. record_printout
  std::vector<std::pair<std::string, std::string>> lines;  ///< label, text
  bool operator==(const Sheet&) const = default;
};

/// What the police print of a record that they wrote.
struct Printout {
  std::string number;  ///< of the record; empty: nothing printed
  std::optional<Date> expires;
  std::optional<ColourClass> colour;
  std::string photograph;  ///< its id
  bool operator==(const Printout&) const = default;
};

/// A plastic licence as it is issued.
struct IssuedDocument {
  std::string number;  ///< of the licence; empty: none issued
  std::optional<Date> expires;
  bool operator==(const IssuedDocument&) const = default;
};

/// What the reading app shows.
struct AppScreen {
  std::string result;  ///< FIELDS_SHOWN, PIN_WRONG, PIN_BLOCKED, RECORD_ABSENT, UNREADABLE; empty: not read
  std::optional<Date> expires;  ///< of the licence
  std::optional<ColourClass> colour;
  std::string number;                    ///< of the record; empty: no fields shown
  std::optional<bool> substituted_name;  ///< absent: no name shown
  bool operator==(const AppScreen&) const = default;
};

/// How the end of a renewal period is made known.
struct RenewalNotice {
  Postcard postcard = Postcard::none;
  bool app = false;
  bool portal = false;
  bool operator==(const RenewalNotice&) const = default;
};

struct Result {
  Ending ending = Ending::done;
  CodeSet obstacles;
  CodeSet warnings;
  Fee fee;
  std::vector<Sheet> sheets;
  Printout printout;
  IssuedDocument document;
  std::optional<Moment> receipt_at;              ///< day and time on the receipt
  std::string finding;                           ///< roadside check only
  AppScreen app;                                 ///< reading app only
  CodeSet services;                              ///< of the portal: those offered to who has logged in
  OneStopResult one_stop = OneStopResult::none;  ///< change of a register only
  RenewalNotice notice;
  std::string detail;  ///< failed: what broke
  bool operator==(const Result&) const = default;
};

[[nodiscard]] inline Result refused(CodeSet obstacles, CodeSet warnings = {}) {
  return {.ending = Ending::refused, .obstacles = std::move(obstacles), .warnings = std::move(warnings)};
}

}  // namespace karimen::sim::world
