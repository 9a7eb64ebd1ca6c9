// The smallest change of facts for another answer, and the assumptions that an answer rests on, in words.
#pragma once

#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "harness/oracle/prediction/flip.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/report/words/wording.hpp"
#include "harness/scenario/given/facilities.hpp"

namespace karimen::harness::cli {

class FlipWords {
 public:
  /// All must outlive it. PINs and individual numbers are hidden where `masked`.
  FlipWords(const Rulebook& rulebook, const report::Wording& wording, bool masked, std::ostream& out)
      : rulebook_(rulebook), wording_(wording), masked_(masked), out_(out) {}

  /// `after`: what is answered once a flip was applied; "" where it is not as it should be.
  void show(const Flips& flips, const std::function<std::string(const Flip&)>& after) const;
  /// Each assumption with its value, and what is answered under the others. `under`: "" for the same.
  void show_assumptions(
      const std::set<std::string>& ids, const std::function<Value(const std::string&)>& value,
      const std::function<std::string(const std::string& id, const Value& value)>& under) const;

 private:
  [[nodiscard]] std::string changes(const Flip& flip) const;
  [[nodiscard]] std::string spelled(const std::string& name, const Value& value) const;

  const Rulebook& rulebook_;
  const report::Wording& wording_;
  const bool masked_;
  std::ostream& out_;
};

/// As the oracle knows them.
[[nodiscard]] std::vector<Facility> facilities_for_oracle(const Facilities& facilities);

/// "refused [NOT_SUBMITTED]", "done", with its warnings.
[[nodiscard]] std::string outcome_in_words(const Prediction& prediction, const report::Wording& wording);

}  // namespace karimen::harness::cli
