// A system under test that speaks the protocol: who it is, and what it is asked and told, in facts.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "harness/port/fields.hpp"
#include "harness/port/peer.hpp"
#include "harness/port/words.hpp"
#include "harness/system/host_system.hpp"

namespace karimen::harness::port {

/// How a system is reached and spoken to: of one run.
struct Setup {
  Address address;
  TimeLimits limits;
  bool stray_allowed = false;                    ///< output on standard error fails nothing
  std::optional<std::set<std::string>> offered;  ///< procedures; absent: all that may be taken over
  std::string place = "tokyo";
  Language language = Language::en;
  std::string transport = "direct";
  std::map<std::string, std::string> environment;  ///< under which PC/SC programs find the reader
  std::function<bool()> stopped = {};              ///< by hand: whether the run ends, and nobody need answer
};

/// What it says of itself.
struct Introduction {
  std::string name, version;
  std::set<std::string> procedures;  ///< that it takes over
  std::set<std::string> refused;     ///< offered, and not taken over
  std::set<std::string> left;        ///< taken over, but not on offer
  std::set<std::string> observes;    ///< facts
  std::vector<std::string> told;     ///< facts that it is told, sorted: those it wants, or all
};

/// What is wrong with a member of a message: "perform result.outcome: ...".
[[nodiscard]] PeerFailure failure_of(const std::string& message, const FieldError& error);

/// Facts by person, as they stand in `changed`. Throws FieldError.
[[nodiscard]] std::map<std::string, Facts> people_of(const Fields& object, const Vocabulary& vocabulary);

[[nodiscard]] Json initialize_params(const Setup& setup, const Words& words, const HostSystem& host);
/// Throws PeerFailure.
[[nodiscard]] Introduction read_introduction(const Json& result, const Setup& setup, const Words& words);

[[nodiscard]] Json perform_params(const PerformRequest& request, const Words& words,
                                  const std::vector<std::string>& cards, const HostSystem& host);
/// An answer to `perform`. Throws FieldError.
struct Performed {
  PerformResult result;
  std::map<std::string, Facts> changed;
};
[[nodiscard]] Performed read_performed(const Json& result, const Vocabulary& vocabulary);

}  // namespace karimen::harness::port
