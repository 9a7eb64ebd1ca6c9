#include "harness/coverage/witness.hpp"

#include <algorithm>

namespace karimen::harness::coverage {
namespace {

using namespace rules;

// A row that is of another day or place, or that an earlier one hid, is farther than any of its conditions.
constexpr unsigned hidden = 100;

unsigned days_between(const Boundary& boundary, std::int64_t moment) {
  const auto apart = moment < boundary.from ? boundary.from - moment : moment - boundary.until;
  return static_cast<unsigned>(std::max<std::int64_t>(apart, 0) / 86400 + 1);
}

}  // namespace

Witness::Witness(const Rulebook& rulebook, std::vector<std::string> clauses)
    : clauses_(std::move(clauses)), coverage_(nothing_of(rulebook, clauses_)) {
  for (const auto& decision : rulebook.decisions()) {
    const auto add = [&](const Rule& rule) {
      auto row = row_of(decision, rule);
      row.obstacles = codes_of(rulebook, decision, rule, "obstacle");
      row.warnings = codes_of(rulebook, decision, rule, "warning");
      rows_.emplace(&rule, std::move(row));
    };
    for (const auto& rule : decision.rules) add(rule);
    if (decision.otherwise) add(*decision.otherwise);
  }
}

Reached* Witness::find(Kind kind, const std::string& subject, const std::string& detail,
                       const std::string& table) {
  const auto found = coverage_.goals.find({kind, subject, detail, table});
  return found == coverage_.goals.end() ? nullptr : &found->second;
}

Witness::Row Witness::row_of(const Decision& decision, const Rule& rule) {
  Row row{.fires = find(Kind::fires, rule.id, "", decision.name),
          .rests = find(Kind::rests, rule.id, "", decision.name)};
  for (const auto& cell : rule.when)
    row.alone.push_back(find(Kind::condition, rule.id, name_of(cell), decision.name));
  for (const auto& each : boundaries_of(rule))
    if (auto* goal = find(Kind::date, rule.id, each.name, decision.name); goal != nullptr)
      row.dates.emplace_back(each, goal);
  return row;
}

void Witness::reach(Reached& goal, const std::string& step) {
  if (goal.by.empty()) ++reached_;
  goal.take(step);
}

std::size_t Witness::reached() const {
  const std::lock_guard lock(mutex_);
  return reached_;
}

void Witness::take(const StepTrace& seen) {
  const auto& event = seen.event;
  if (event.verdict != Verdict::pass) return;
  const auto step = event.scenario + ' ' + event.id;
  const std::lock_guard lock(mutex_);
  for (const auto& trace : seen.rules) take(trace, step);
  const auto outcome = event.predicted.find("outcome");
  if (outcome != event.predicted.end()) {
    const auto word = to_string(outcome->second);
    if (auto* goal = find(Kind::outcome, event.procedure, word)) reach(*goal, step);
    if (auto* other = find(Kind::outcome, event.procedure, word == "done" ? "refused" : "done"))
      other->take_near(step, 1);
    if (word == "refused") take_codes(event, "obstacles", Kind::obstacle, step);
  }
  take_codes(event, "warnings", Kind::warning, step);
  take_edges(event, step);
  for (const auto& exchange : seen.exchanges) {
    const auto clause = exchange.cause[0];
    if (exchange.reset || clause < 0 || static_cast<std::size_t>(clause) >= clauses_.size()) continue;
    if (auto* goal = find(Kind::clause, "chip", clauses_[static_cast<std::size_t>(clause)]))
      reach(*goal, step);
  }
}

void Witness::take(const RuleTrace& trace, const std::string& step) {
  const auto found = rows_.find(trace.rule);
  if (found == rows_.end()) return;
  auto& row = found->second;
  const auto failing = static_cast<unsigned>(
      std::ranges::count_if(trace.cells, [](const CellTrace& cell) { return cell.holds != Truth::yes; }));
  const bool judged = trace.state == RuleState::fired || trace.state == RuleState::not_fired ||
                      trace.state == RuleState::undecided;
  if (trace.state == RuleState::fired) {
    if (row.fires != nullptr) reach(*row.fires, step);
    if (row.rests != nullptr) row.rests->take_near(step, 1);
  } else {
    if (row.fires != nullptr) row.fires->take_near(step, judged ? std::max(failing, 1U) : hidden);
    if (row.rests != nullptr && trace.state != RuleState::undecided) reach(*row.rests, step);
  }
  for (std::size_t i = 0; judged && i < trace.cells.size() && i < row.alone.size(); ++i) {
    if (row.alone[i] == nullptr) continue;
    const bool fails = trace.cells[i].holds == Truth::no;
    if (fails && failing == 1)
      reach(*row.alone[i], step);
    else
      row.alone[i]->take_near(step,
                              fails ? failing - 1 : failing + (trace.cells[i].holds == Truth::yes ? 1 : 0));
  }
  if (trace.as_of)
    for (auto& [boundary, goal] : row.dates) {
      if (boundary.from <= *trace.as_of && *trace.as_of <= boundary.until)
        reach(*goal, step);
      else
        goal->take_near(step, days_between(boundary, *trace.as_of));
    }
  if (trace.procedure == nullptr || trace.state == RuleState::fired) return;
  const auto near = [&](Kind kind, const std::vector<std::string>& codes) {
    for (const auto& code : codes)
      if (auto* goal = find(kind, trace.procedure->name, code))
        goal->take_near(step, judged ? failing : hidden);
  };
  near(Kind::obstacle, row.obstacles);
  near(Kind::warning, row.warnings);
}

void Witness::take_codes(const StepEvent& event, const char* fact, Kind kind, const std::string& step) {
  const auto said = event.predicted.find(fact);
  if (said == event.predicted.end()) return;
  const auto* codes = std::get_if<WordSet>(&said->second);
  if (codes == nullptr) return;
  for (const auto& code : *codes)
    if (auto* goal = find(kind, event.procedure, code)) reach(*goal, step);
}

void Witness::take_edges(const StepEvent& event, const std::string& step) {
  for (const auto& [fact, before] : event.before) {
    const auto after = event.predicted.find(fact);
    if (after == event.predicted.end() || after->second == before) continue;
    for (const auto& word : {to_string(after->second), std::string("another")})
      if (auto* goal = find(Kind::edge, event.procedure, fact + " -> " + word)) reach(*goal, step);
  }
}

}  // namespace karimen::harness::coverage
