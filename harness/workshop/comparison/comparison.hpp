// A recording played to another card, answer by answer: what a team's own card said beside what ours says, or
// two recordings beside each other.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "harness/trace/follower.hpp"
#include "harness/trace/recording_file.hpp"
#include "sim/chip/card.hpp"
#include "sim/reader/card_endpoint.hpp"

namespace karimen::harness::workshop {

/// The card that a recording is compared with. It is changed by what is played.
struct Counterpart {
  sim::reader::CardEndpoint& card;
  /// Why it gave its last answer, in words; may be empty.
  std::function<std::string()> why;
  /// The chip behind `card`, where there is one: masked PINs of a recording are then replaced by values that
  /// are right or wrong for it, as they were recorded. nullptr: they are sent as they are.
  sim::chip::Card* chip = nullptr;
  /// Its answers are masked: both sides are compared as if they were.
  bool masked = false;
};

struct ComparisonOptions {
  /// Also what must differ: challenges, PSS signatures, secure messaging and SCP03.
  bool strict = false;
  /// Status words alone, not the data.
  bool status_only = false;
};

/// One event that was answered differently.
struct Difference {
  trace::RecordedEvent recorded;
  Bytes ours;               ///< the other response, or ATR; empty: none
  std::string why;          ///< of ours
  trace::Situation before;  ///< as it was in the recording
  std::size_t first = 0;    ///< the first byte of the data that differs, where the status words agree
  bool operator==(const Difference&) const = default;
};

struct Comparison {
  std::size_t commands = 0;
  std::size_t same = 0;
  bool midway = false;      ///< the recording begins while its card has power: what was selected and verified
                            ///< before is not in it, and the other card was powered on for it
  std::size_t unasked = 0;  ///< of another recording: commands that the first one does not have
  std::vector<Difference> differences;
  /// Reason → answers that differ because they must: "GET CHALLENGE", "PSS signature", "secure messaging",
  /// "SCP03". Of GET CHALLENGE and of signatures the status word and the length are compared all the same.
  std::map<std::string, std::size_t> excused;
};

[[nodiscard]] Comparison compare(const trace::RecordingFile& recording, const Counterpart& counterpart,
                                 const ComparisonOptions& options = {});

}  // namespace karimen::harness::workshop
