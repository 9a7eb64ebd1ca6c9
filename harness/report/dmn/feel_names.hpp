// What facts and decisions are called in FEEL: names in which nothing is an operator.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::report {

class FeelNames {
 public:
  explicit FeelNames(const rules::Program& program);
  /// "card.record_expires" → "card_record_expires".
  [[nodiscard]] const std::string& fact(int index) const { return facts_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const std::string& decision(const std::string& name) const { return decisions_.at(name); }
  /// The decision that says what a table's rows come to.
  [[nodiscard]] const std::string& answer(const std::string& name) const { return answers_.at(name); }

 private:
  std::string fresh(const std::string& name);

  std::set<std::string> taken_;
  std::vector<std::string> facts_;
  std::map<std::string, std::string> decisions_, answers_;
};

}  // namespace karimen::harness::report
