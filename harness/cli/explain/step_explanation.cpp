#include "harness/cli/explain/step_explanation.hpp"

#include <algorithm>
#include <ostream>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "harness/cli/debug/breakpoints.hpp"
#include "harness/cli/debug/step_record.hpp"
#include "harness/cli/explain/flip_words.hpp"
#include "harness/cli/frame/interrupt.hpp"
#include "harness/cli/run/system_factory.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/words/failure_text.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual heading_words{"{}, step {} of {}: {}, {}: {}\n", "{}、ステップ {}／{}: {}、{}: {}\n"};
constexpr Bilingual place_words{"  {}:{}\n", "  {}:{}\n"};
constexpr Bilingual stored_words{"  in run #{} it ended as {}{}\n", "  実行 #{} での判定: {}{}\n"};
constexpr Bilingual in_step_words{", in {}", "（{}）"};
constexpr Bilingual other_system{
    "  the system of that run, {}, is not asked again: this is the built-in one\n",
    "  その実行のシステム {} には問い合わせない。以下は組み込みのシステム\n"};
constexpr Bilingual predicted_words{"predicted: {}\n", "予測: {}\n"};
constexpr Bilingual observed_words{"observed: {}\n", "観測: {}\n"};
constexpr Bilingual differs_words{"  {}: predicted {}, observed {}\n", "  {}: 予測 {}、観測 {}\n"};
constexpr Bilingual flip_heading{"the smallest change after which it is predicted to be {}:\n",
                                 "予測が {} になる最小の変更:\n"};
constexpr Bilingual seen_heading{"the smallest change after which what was observed is predicted:\n",
                                 "観測どおりの予測になる最小の変更:\n"};
constexpr Bilingual no_reading{"(nothing)", "（なし）"};

class Explanation {
 public:
  Explanation(const StepNamed& named, const Invocation& invocation, const Streams& streams)
      : named_(named),
        context_(named.context),
        language_(invocation.language),
        masked_(!invocation.has("unmasked")),
        wording_(language_, &context_.rulebook.vocabulary()),
        out_(streams.out),
        words_(context_.rulebook, wording_, masked_, streams.out) {}

  void run(System& system) {
    const Interrupt interrupt;
    ScenarioRunner runner(context_);
    runner.stop_at([](const Stop&) { return true; });
    bool broken = false;
    const auto events = runner.run(named_.scenario, system, interrupt.flag(), broken);
    if (interrupt.flag()) return;
    record_ = record_meant(events);
    heading();
    runner.stop_at([&](const Stop& stop) {
      if (std::ranges::count_if(stop.events, [](const Event& each) {
            return std::holds_alternative<StepEvent>(each);
          }) < static_cast<std::ptrdiff_t>(index_))
        return true;
      explain(runner.oracle());
      return false;
    });
    (void)runner.run(named_.scenario, system, interrupt.flag(), broken);
  }

 private:
  // Of the events as they were; what is shown of them is masked.
  StepRecord record_meant(const std::vector<Event>& events) {
    const auto records = step_records(events);
    const auto& steps = named_.scenario.steps;
    std::vector<std::string> ids;
    for (const auto& each : steps) ids.push_back(each.id);
    if (records.empty())
      throw DiagnosticError(Diagnostic{.what = "the scenario ended before its first step",
                                       .fix = "'karimen run' says why",
                                       .exit_code = ExitCode::nothing_selected});
    index_ = records.size() - 1;
    if (!named_.step.empty()) {
      index_ = 0;
      while (index_ < steps.size() && !is_step(named_.step, named_.scenario, index_)) ++index_;
      if (index_ == steps.size())
        throw bad_command_line("there is no step '" + named_.step + "' in " + named_.scenario.identity(),
                               suggestion(named_.step, ids));
    }
    if (index_ >= records.size())
      throw DiagnosticError(Diagnostic{
          .what = "the scenario ended in step " + records.back().step.id + ", before " + steps[index_].id,
          .fix = "ask about that step",
          .exit_code = ExitCode::nothing_selected});
    report::EventMasker masker;
    std::vector<Event> shown;
    for (const auto& event : events) shown.push_back(report::plain(masked_ ? masker.masked(event) : event));
    shown_ = step_records(shown)[index_].step;
    return records[index_];
  }

  void heading() {
    out_ << wording_.say(heading_words, {named_.scenario.identity(), std::to_string(index_ + 1),
                                         std::to_string(named_.scenario.steps.size()), shown_.id, shown_.at,
                                         wording_.verdict(shown_.verdict)});
    out_ << wording_.say(place_words, {shown_.spot.file(), std::to_string(shown_.spot.line())});
    if (!named_.run) return;
    const auto& step = named_.result->step;
    out_ << wording_.say(stored_words, {std::to_string(named_.run->id), named_.result->verdict,
                                        step.empty() ? "" : wording_.say(in_step_words, {step})});
    if (!named_.run->system.empty()) out_ << wording_.say(other_system, {named_.run->system});
  }

  void explain(Oracle& oracle) {
    auto step = named_.scenario.steps[index_];
    step.inputs = record_.step.inputs;  // with what earlier steps left
    const auto request = context_.request_of(step);
    const auto base = oracle.suppose(request, {});
    out_ << wording_.say(predicted_words, {outcome_in_words(base, wording_)});
    readings();
    rules();
    flips(oracle, request, base);
    assumptions(oracle, request, base);
  }

  void readings() {
    const auto part = [&](const char* name) {
      const auto found = shown_.observed.find(name);
      return found == shown_.observed.end() ? std::string() : to_string(found->second);
    };
    auto seen = wording_.value(part("outcome"));
    if (const auto obstacles = part("obstacles"); obstacles.size() > 2)
      seen += ' ' + wording_.value(obstacles);
    if (!seen.empty()) out_ << wording_.say(observed_words, {seen});
    for (const auto& each : shown_.differences) {
      const auto none = std::string(no_reading.in(language_));
      out_ << wording_.say(differs_words,
                           {wording_.name(each.name), wording_.value(each.predicted.value_or(none)),
                            wording_.value(each.observed.value_or(none))});
    }
  }

  // Those of a decision stand together, the fired ones first.
  void rules() {
    std::string decision;
    for (auto first = shown_.rules.begin(); first != shown_.rules.end();) {
      const auto end = std::find_if(first, shown_.rules.end(),
                                    [&](const RuleEvent& each) { return each.decision != first->decision; });
      const auto* asked = context_.rulebook.decision(first->decision);
      out_ << first->decision << ": " << (asked == nullptr ? "" : asked->question.in(language_)) << '\n';
      for (const bool fired : {true, false})
        for (auto each = first; each != end; ++each)
          if (each->fired == fired) out_ << "  " << each->explanation.in(language_) << '\n';
      first = end;
    }
  }

  void flips(Oracle& oracle, const StepRequest& request, const Prediction& base) {
    const auto facilities = facilities_for_oracle(context_.facilities);
    const auto show = [&](const Aim& aim) {
      words_.show(oracle.flips(request, aim, facilities), [&](const Flip& flip) {
        const auto after = oracle.suppose(request, flip.facts);
        return aim.outcome && after.outcome != *aim.outcome ? "" : outcome_in_words(after, wording_);
      });
    };
    if (const auto seen = what_was_observed(); record_.step.verdict == Verdict::fail && seen) {
      out_ << seen_heading.in(language_);
      show(*seen);
    }
    Aim aim;
    aim.outcome = base.outcome == PredictedOutcome::done ? PredictedOutcome::refused : PredictedOutcome::done;
    out_ << wording_.say(flip_heading, {wording_.value(to_string(*aim.outcome))});
    show(aim);
  }

  // Of what differs.
  [[nodiscard]] std::optional<Aim> what_was_observed() const {
    Aim aim;
    bool any = false;
    const auto& observed = record_.step.observed;
    if (const auto outcome = observed.find("outcome"); outcome != observed.end()) {
      const auto word = to_string(outcome->second);
      if (word != "done" && word != "refused") return std::nullopt;
      aim.outcome = word == "done" ? PredictedOutcome::done : PredictedOutcome::refused;
    }
    for (const auto& each : record_.step.differences) {
      const auto found = observed.find(each.name);
      if (each.failure != Failure::prediction || found == record_.step.observed.end()) continue;
      any = true;
      if (each.name == "outcome") continue;
      if (each.name == "obstacles" || each.name == "warnings") {
        (each.name == "obstacles" ? aim.obstacles : aim.warnings) = std::get<WordSet>(found->second);
      } else {
        aim.facts.insert(*found);
      }
    }
    return any ? std::optional(aim) : std::nullopt;
  }

  void assumptions(Oracle& oracle, const StepRequest& request, const Prediction& base) {
    const auto assumed = context_.assumed_by_oracle(named_.scenario);
    words_.show_assumptions(
        base.assumptions,
        [&](const std::string& id) {
          const auto found = assumed.find(id);
          return found == assumed.end() ? context_.rulebook.assumption(id)->initial : found->second;
        },
        [&](const std::string& id, const Value& value) -> std::string {
          const auto other = oracle.suppose(request, {{"assume." + id, value}});
          if (other.outcome != base.outcome || other.obstacles != base.obstacles ||
              other.warnings != base.warnings)
            return outcome_in_words(other, wording_);
          constexpr std::size_t most = 6;
          std::string text;
          std::size_t differing = 0;
          for (const auto& [name, fact] : other.facts)
            if (const auto found = base.facts.find(name);
                found != base.facts.end() && found->second != fact && ++differing <= most)
              text +=
                  (text.empty() ? "" : ", ") + wording_.name(name) + " = " + wording_.value(to_string(fact));
          if (differing > most) text += ", ... (" + std::to_string(differing - most) + ")";
          return text;
        });
  }

  const StepNamed& named_;
  const RunContext& context_;
  const Language language_;
  const bool masked_;
  const report::Wording wording_;
  std::ostream& out_;
  const FlipWords words_;
  std::size_t index_ = 0;
  StepRecord record_;
  StepEvent shown_;
};

}  // namespace

void explain_step(const StepNamed& named, const Invocation& invocation, const DataFolders& folders,
                  const Streams& streams) {
  const auto system = builtin_factory("direct", 1, folders)(0);
  Explanation(named, invocation, streams).run(*system);
}

}  // namespace karimen::harness::cli
