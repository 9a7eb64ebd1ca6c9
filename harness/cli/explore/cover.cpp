// karimen explore --cover RULE: a ready scenario for a rule that none shows.
#include <algorithm>

#include "base/checksum.hpp"
#include "base/text.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/explore/exploring.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/coverage/impossible.hpp"
#include "harness/explore/cover/changes.hpp"
#include "harness/explore/cover/cover_search.hpp"
#include "harness/explore/solved/solved_walk.hpp"
#include "harness/explore/walk/walker.hpp"
#include "harness/oracle/prediction/explanation.hpp"
#include "harness/oracle/rulebook/program.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual found_words{"{}: {} steps, passed: {}\n", "{}: {}ステップ、合格: {}\n"};
constexpr Bilingual cannot_occur_words{"{}: cannot occur, whatever the facts are (proved): {}\n",
                                       "{}: どのような事実でも起こり得ない（証明済み）: {}\n"};
constexpr Bilingual none_words{"{}: no scenario found in {} tries; that does not prove that there is none\n",
                               "{}: {}通りを試したが見つからない（存在しないことの証明ではない）\n"};

std::vector<std::string> rule_ids(const Rulebook& rulebook) {
  std::vector<std::string> ids;
  for (const auto& decision : rulebook.decisions()) {
    for (const auto& rule : decision.rules) ids.push_back(rule.id);
    if (decision.otherwise) ids.push_back(decision.otherwise->id);
  }
  return ids;
}

explore::CoverGoal goal_named(const Rulebook& rulebook, const std::string& name) {
  if (const auto goal = explore::cover_goal(rulebook, name)) {
    if (!goal->rule->undecided.empty())
      throw bad_command_line(goal->rule->id +
                             " leaves its answer open: no scenario passes in which it applies");
    return *goal;
  }
  const auto id = name.substr(0, name.find(':'));
  const auto ids = rule_ids(rulebook);
  if (std::ranges::find(ids, id) != ids.end())
    throw bad_command_line(
        "the rule " + id + " has no condition on '" + name.substr(name.find(':') + 1) + "'",
        "'karimen rules show " + id + "' shows its conditions");
  throw bad_command_line("no rule is called '" + id + "'", suggestion(id, ids));
}

std::string name_for_file(std::string name) {
  std::ranges::replace(name, ':', '-');
  std::ranges::replace(name, '.', '_');
  return "COVER-" + name;
}

// Of what the solver thought of the facts and knobs that the row turns on, with what belongs to them: of a
// card the number and the end with the record.
void leave_only_read(OneStepRun& run, const explore::CoverGoal& goal, const Rulebook& rulebook) {
  const auto& program = rulebook.program();
  std::set<int> read;
  for (const auto& cell : goal.rule->when) explore::add_ground_facts(program, cell.test, read);
  const auto noun = [](std::string_view fact) { return std::string(fact.substr(0, fact.find('.'))); };
  std::set<std::string> nouns;
  for (const auto fact : read) nouns.insert(noun(program.facts[static_cast<std::size_t>(fact)].name));
  run.given.clear();
  for (const auto& [fact, value] : run.thought)
    if (nouns.contains(noun(fact.view()))) run.given.emplace(fact, value);
  for (const auto& [id, value] : Facts(run.assumptions))
    if (!read.contains(program.fact("assume." + std::string(id.view())))) run.assumptions.erase(id);
}

bool passed(const std::vector<Event>& events) {
  const auto* end = events.empty() ? nullptr : std::get_if<ScenarioFinished>(&events.back());
  return end != nullptr && end->verdict == Verdict::pass;
}

}  // namespace

ExitCode cover_rule(const Invocation& invocation, const Streams& streams) {
  require_no_paths(invocation);
  const auto shard = asked_shard(invocation, streams.err);
  Exploring all(invocation, "walks", streams);
  const auto names = invocation.all("cover");
  std::vector<explore::CoverGoal> goals;
  for (const auto& name : names) goals.push_back(goal_named(all.rulebook, name));
  // What is found for one does not depend on the others.
  const auto facilities = facilities_for_oracle(all.lexicon.facilities);
  explore::CoverSearch search(all.lexicon, all.context, all.knows);
  const Interrupt interrupt;
  explore::Walker walker(all.lexicon, all.context, all.factory, 0);
  bool shown = false;
  std::optional<explore::CoverGoal> goal;
  walker.watched_by([&](const StepTrace& step) { shown = shown || explore::shows(*goal, step.rules); });
  const auto holds = [&](const explore::Walk& walk) {
    if (interrupt.flag()) return false;
    shown = false;
    try {
      const auto events = walker.run(walk, interrupt.flag());
      return events && passed(*events) && shown;
    } catch (const DiagnosticError&) {
      return false;
    }
  };
  auto code = ExitCode::ok;
  for (std::size_t i = 0; i < names.size() && !interrupt.flag(); ++i) {
    if (!shard.has(names[i])) continue;
    goal = goals[i];
    // What is proved is not looked for.
    const auto never = goal->alone ? coverage::impossible(*goal->decision, *goal->rule, *goal->alone,
                                                          all.rulebook, facilities)
                                   : coverage::Never::no;
    if (never != coverage::Never::no) {
      streams.out << say(cannot_occur_words, invocation.language,
                         {names[i], coverage::why_never(never).in(invocation.language)});
      continue;
    }
    const auto before = search.tried();
    auto walk = search.find(*goal, holds);
    // What no change of a persona's facts leads to may be seen from the other end.
    if (!walk && goal->alone)
      for (auto& run : coverage::thought_of(*goal->decision, *goal->rule, *goal->alone, all.rulebook,
                                            {facilities, all.lexicon.photographs})) {
        leave_only_read(run, *goal, all.rulebook);
        if (walk = explore::solved_walk(run, all.lexicon, holds); walk) break;
      }
    if (!walk) {
      streams.out << say(none_words, invocation.language,
                         {names[i], std::to_string(search.tried() - before)});
      code = ExitCode::verdict_failed;
      continue;
    }
    const auto id = name_for_file(names[i]);
    const auto& rule = *goal->rule;
    auto head = rule.id + ": " + rule.because.in(Language::en) + '\n';
    if (goal->alone) head += "not " + coverage::name_of(rule.when[*goal->alone]) + '\n';
    const auto path = write_scenario(all.out, id, head, explore::to_yaml(*walk, id, names[i]));
    streams.out << say(found_words, invocation.language,
                       {names[i], std::to_string(walk->steps.size()), path.string()});
  }
  return interrupt.flag() ? ExitCode::interrupted : code;
}

}  // namespace karimen::harness::cli
