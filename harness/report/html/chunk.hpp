// What a page knows of some scenarios, step by step: the events without what can be told from others. The
// page opens a chunk when one of its scenarios is looked at. elements/chunk.js reads it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/report/html/security_status.hpp"
#include "harness/report/html/string_table.hpp"
#include "harness/runner/event/event.hpp"
#include "harness/trace/follower.hpp"

namespace karimen::harness::report::html {

class Chunk {
 public:
  void take(const ApduEvent& event);
  void take(const PaperEvent& event);
  void take(const StepEvent& event);
  /// The last of a scenario.
  void take(const ScenarioFinished& event);

  [[nodiscard]] std::size_t scenarios() const { return scenarios_.size(); }
  /// As text; the chunk is empty then.
  [[nodiscard]] std::string finish();

 private:
  struct Exchange {
    ApduEvent event;
    trace::Situation before;
    BilingualText status;  ///< of the card, after it
  };

  [[nodiscard]] Json both(const BilingualText& text);
  [[nodiscard]] Json sentence(const std::string& text);
  [[nodiscard]] Json flat(const Facts& facts);
  [[nodiscard]] Json changes(const Facts& facts, const Facts& former);
  [[nodiscard]] Json rule(const RuleEvent& rule);
  [[nodiscard]] Json difference(const Difference& each);
  [[nodiscard]] Json client(const ClientEvent& client);
  [[nodiscard]] Json exchanges(bool whole);
  [[nodiscard]] Json statuses();
  [[nodiscard]] std::int64_t exchange(const Exchange& each, bool whole);

  StringTable strings_;
  Table<Json> rules_, exchanges_;
  Json scenarios_ = Json::array();
  Json steps_ = Json::array(), papers_ = Json::array();  ///< of the scenario, of the step under way
  std::vector<Exchange> heard_;                          ///< of the step under way
  std::map<std::string, Facts> last_;                    ///< by person
  trace::Follower follower_;
  SecurityStatus status_;
};

}  // namespace karimen::harness::report::html
