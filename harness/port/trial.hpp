// A system walked through every message, good and bad: what the author of an adapter runs first.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/bilingual.hpp"
#include "harness/port/hybrid_system.hpp"

namespace karimen::harness::port {

/// One message and what came of it.
struct Tried {
  std::string message;   ///< "perform renew_licence", "an unknown method"
  BilingualText wanted;  ///< what a system answers to it
  std::string answered;  ///< what this one did
  bool good = false;
  std::vector<std::string> transcript = {};  ///< the last messages, where it broke
};

/// A start and a step from it, for each procedure that may be taken over.
struct Example {
  ResetRequest start;
  PerformRequest step;
};

class Trial {
 public:
  using Host = std::function<std::unique_ptr<HostSystem>()>;

  /// All must outlive it.
  Trial(const Host& host, const Words& words, const Setup& setup,
        const std::map<std::string, Example>& examples)
      : host_(host), words_(words), setup_(setup), examples_(examples) {}

  /// Every message; those that follow `initialize` only where it is answered.
  [[nodiscard]] std::vector<Tried> run();

 private:
  void good_messages();
  void bad_messages();
  void perform(HybridSystem& system, const std::string& procedure);
  void add(std::string message, const Bilingual& wanted, std::string answered, bool good,
           std::vector<std::string> transcript = {});

  const Host& host_;
  const Words& words_;
  const Setup& setup_;
  const std::map<std::string, Example>& examples_;
  std::vector<Tried> tried_;
};

}  // namespace karimen::harness::port
