// What the steps of one scenario leave for later ones (`$STEP.FACT`).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/runner/event/event.hpp"
#include "harness/scenario/scenario.hpp"

namespace karimen::harness {

/// A step with values in the place of its captures.
struct FilledStep {
  Step step;
  std::vector<Difference> missing;  ///< what is not known, or no value for its place: the step cannot be done
};

class Captured {
 public:
  explicit Captured(const Scenario& scenario);

  /// After `step`: what was observed, else what is known of its person.
  void keep(const Step& step, const Facts& observed, const Facts& known);
  [[nodiscard]] FilledStep fill(const Step& step) const;

 private:
  std::map<std::string, std::set<std::string>> wanted_;  ///< step → facts
  std::map<std::string, Facts> kept_;
};

}  // namespace karimen::harness
