// What speaks against a procedure, gathered at one counter.
#pragma once

#include "sim/world/codes.hpp"
#include "sim/world/result.hpp"

namespace karimen::sim::world {

/// Everything that holds is named, not the first alone. Where a system that must be asked does not answer,
/// that is named, and beside it only what the clerk sees without any system.
class Objections {
 public:
  /// A system must answer for this procedure.
  void ask(bool answers) { silent_ = silent_ || !answers; }

  /// Seen without a system: the place, the hour, the papers, the money, the card and its chip.
  void see(const char* obstacle, bool holds = true) {
    if (holds) seen_.insert(obstacle);
  }
  /// Learnt from a system.
  void hear(const char* obstacle, bool holds = true) {
    if (holds) heard_.insert(obstacle);
  }
  /// As `see` and `hear`, for what does not refuse.
  void remark(const char* warning, bool holds = true) {
    if (holds) remarks_.insert(warning);
  }
  void remark_heard(const char* warning, bool holds = true) {
    if (holds) heard_remarks_.insert(warning);
  }

  [[nodiscard]] bool none() const { return !silent_ && seen_.empty() && heard_.empty(); }
  [[nodiscard]] CodeSet warnings() const { return joined(remarks_, heard_remarks_); }
  [[nodiscard]] Result refusal() const {
    CodeSet obstacles = joined(seen_, heard_);
    if (silent_) obstacles.insert(obstacle::system_down);
    return refused(std::move(obstacles), warnings());
  }

 private:
  [[nodiscard]] CodeSet joined(const CodeSet& seen, const CodeSet& heard) const {
    CodeSet all = seen;
    if (!silent_) all.insert(heard.begin(), heard.end());
    return all;
  }

  bool silent_ = false;
  CodeSet seen_, heard_, remarks_, heard_remarks_;
};

}  // namespace karimen::sim::world
