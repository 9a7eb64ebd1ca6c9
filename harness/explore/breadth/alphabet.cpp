#include "harness/explore/breadth/alphabet.hpp"

#include <algorithm>

#include "harness/explore/walk/walker.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::explore {
namespace {

using std::chrono::minutes;

constexpr std::size_t most_values = 12;
constexpr minutes ten_o_clock{10 * 60};

Date usual_day() {
  return Date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{1}};
}
Date horizon() {
  return Date{std::chrono::year{2032}, std::chrono::December, std::chrono::day{31}};
}

Date working_day_after(Date day) {
  day = plus_days(day, 1);
  const std::chrono::weekday weekday{std::chrono::sys_days(day)};
  return weekday.iso_encoding() > 5 ? plus_days(day, 8 - static_cast<int>(weekday.iso_encoding())) : day;
}

Walk walk_of(const Beginning& beginning, std::vector<WalkStep> steps) {
  return {.holder = beginning.holder, .given = {}, .assumptions = {}, .steps = std::move(steps)};
}

}  // namespace

Alphabet::Alphabet(const Lexicon& lexicon, const RunContext& context, std::set<std::string> knows)
    : lexicon_(lexicon), context_(context), knows_(std::move(knows)), changes_(lexicon, context.rulebook) {}

std::vector<Beginning> Alphabet::beginnings() const {
  std::set<Date> rule_days;
  for (const auto& decision : context_.rulebook.decisions())
    for (const auto& rule : decision.rules)
      for (const auto bound : {rule.effective.from, rule.effective.until})
        if (bound != rules::Effective{}.from && bound != rules::Effective{}.until)
          rule_days.insert(date_of(Moment{std::chrono::seconds{bound}}));
  std::vector<Beginning> found;
  for (const auto& name : lexicon_.personas->names()) {
    Beginning beginning{.holder = name,
                        .number = found.size(),
                        .prefecture = "tokyo",
                        .at = at_midnight(usual_day()) + ten_o_clock,
                        .days = {}};
    const auto scenario = scenario_of(
        walk_of(beginning, {{.procedure = "pass_time", .at = beginning.at, .inputs = {}}}), lexicon_);
    auto days = rule_days;
    for (const auto& [fact, value] : scenario->people.at("holder").all()) {
      if (fact == "holder.prefecture") beginning.prefecture = to_string(value);
      if (const auto* day = std::get_if<Date>(&value)) days.insert(*day);
    }
    for (const auto& day : days)
      if (day > usual_day() && day < horizon()) beginning.days.push_back(day);
    found.push_back(std::move(beginning));
  }
  return found;
}

// The first one is the plainest.
std::vector<std::string> Alphabet::values(const InputSpec& input, const Beginning& beginning) const {
  if (input.type.base == Base::facility) {
    std::vector<std::string> near, far;
    for (const auto& [name, entry] : lexicon_.facilities)
      (entry.prefecture == beginning.prefecture ? near : far).push_back(name);
    // A counter that does most things comes first.
    std::stable_partition(near.begin(), near.end(), [&](const std::string& name) {
      const auto& kind = lexicon_.facilities.at(name).kind;
      return kind == "test_centre" || kind == "licence_centre";
    });
    if (!far.empty()) near.push_back(far.front());
    return near;
  }
  if (input.name == "password") return {"$card.signature_password", "abc123", "unknown"};
  if (input.name == "pin") return {"$card.licence_pin", "\"0000\""};
  if (input.type.base == Base::date) {
    std::vector<std::string> days{to_string(date_of(beginning.at))};
    for (const int shift : {-1, 1, 90, 370})
      days.push_back(to_string(plus_days(date_of(beginning.at), shift)));
    return days;
  }
  auto all = changes_.values(input.type, input.limits, beginning.at);
  if (all.size() > most_values) all.resize(most_values);
  return all;
}

std::vector<WalkStep> Alphabet::spelled(const Beginning& beginning) const {
  std::vector<WalkStep> found;
  for (const auto& procedure : context_.rulebook.vocabulary().procedures()) {
    if (!knows_.contains(procedure.name) || procedure.name == "pass_time") continue;
    WalkStep plain{.procedure = procedure.name, .at = beginning.at, .inputs = {}};
    for (const auto& input : procedure.inputs)
      if (!input.initial) {
        const auto all = values(input, beginning);
        plain.inputs.emplace_back(input.name, all.empty() ? "KARIMEN" : all.front());
      }
    found.push_back(plain);
    for (const auto& input : procedure.inputs)
      for (const auto& value : values(input, beginning)) {
        auto other = plain;
        const auto said =
            std::ranges::find(other.inputs, input.name, &std::pair<std::string, std::string>::first);
        if (said == other.inputs.end()) {
          if (input.initial && to_string(*input.initial) == value) continue;
          other.inputs.emplace_back(input.name, value);
        } else if (said->second == value) {
          continue;
        } else {
          said->second = value;
        }
        found.push_back(std::move(other));
      }
  }
  return found;
}

std::vector<Step> Alphabet::letters(const Beginning& beginning) const {
  std::vector<Step> found;
  for (auto& letter : spelled(beginning)) try {
      if (const auto scenario = scenario_of(walk_of(beginning, {std::move(letter)}), lexicon_))
        found.push_back(scenario->steps.front());
    } catch (const DiagnosticError&) {  // this persona cannot say it
    }
  return found;
}

std::vector<Moment> Alphabet::moments(const Beginning& beginning, Moment now, bool wide) {
  std::set<Moment> found{now + minutes(30), at_midnight(working_day_after(date_of(now))) + ten_o_clock};
  if (wide)
    if (const auto next = std::ranges::upper_bound(beginning.days, plus_days(date_of(now), 1));
        next != beginning.days.end())
      for (const int shift : {-1, 0, 1}) found.insert(at_midnight(plus_days(*next, shift)) + ten_o_clock);
  return {found.begin(), found.end()};
}

Walk Alphabet::walk(const Beginning& beginning, const std::vector<Step>& steps) const {
  auto walk = walk_of(beginning, {});
  for (const auto& step : steps) {
    WalkStep spelled{.procedure = step.procedure, .at = step.at, .inputs = {}};
    for (const auto& [name, value] : step.inputs) {
      const auto* input = context_.rulebook.vocabulary().procedure(step.procedure)->input(name);
      if (input != nullptr && input->initial && *input->initial == value) continue;
      auto text = to_string(value);
      // What looks like a number and is none is quoted.
      if (std::holds_alternative<std::string>(value) && !text.empty() &&
          text.find_first_not_of("0123456789") == std::string::npos)
        text = '"' + text + '"';
      spelled.inputs.emplace_back(name, std::move(text));
    }
    walk.steps.push_back(std::move(spelled));
  }
  return walk;
}

}  // namespace karimen::harness::explore
