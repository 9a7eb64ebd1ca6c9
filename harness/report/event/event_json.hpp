// The event stream as JSON and back: docs/events.md, docs/schema/events.json. Nothing of an event is lost
// that a report shows.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "harness/report/event/told_facts.hpp"
#include "harness/report/event/told_rules.hpp"
#include "harness/runner/event/event.hpp"

namespace karimen::harness::report {

/// Of the stream. A newer one is refused.
inline constexpr int event_schema = 4;
/// The oldest one that is still read.
inline constexpr int oldest_event_schema = 2;

/// An event that stands alone: of a step all its facts.
[[nodiscard]] nlohmann::ordered_json event_json(const Event& event);
/// On one line. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string spelled(const nlohmann::ordered_json& json);

/// Writes the lines of one stream, in order.
class EventWriter {
 public:
  /// The event's own one is the last.
  [[nodiscard]] std::string lines(const Event& event);

 private:
  ToldFacts facts_;
  ToldRules rules_;
};

/// Reads the lines of one stream, in order.
class EventParser {
 public:
  explicit EventParser(std::string file) : file_(std::move(file)) {}
  /// nullopt: of a sweep, which has reports of its own, or what steps to come refer to. Throws
  /// DiagnosticError (invalid input) at its place.
  [[nodiscard]] std::optional<Event> parse(std::string_view line);
  /// The line that was parsed last, from 1.
  [[nodiscard]] int line() const { return line_; }

 private:
  std::string file_;
  int line_ = 0;
  std::optional<int> schema_;  ///< once the run has begun
  ToldFacts facts_;
  ToldRules rules_;
};

}  // namespace karimen::harness::report
