#include "harness/cli/debug/debugger.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/debug/unchanged.hpp"
#include "harness/cli/frame/shown_card.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"

namespace karimen::harness::cli {
namespace {

constexpr auto to_the_end = std::numeric_limits<std::size_t>::max();

constexpr Bilingual next_words{"before step {} of {}: {} at {}\n", "ステップ {}／{} の前: {} {}\n"};
constexpr Bilingual over_words{"the scenario is over\n", "シナリオは終わった\n"};
constexpr Bilingual broken_off{"the scenario ended here: {}\n", "シナリオはここで終わった: {}\n"};
constexpr Bilingual hit_words{"stopped: {}\n", "停止: {}\n"};
constexpr Bilingual nothing_words{"nothing\n", "なし\n"};
constexpr Bilingual no_step_yet{"no step was done yet\n", "まだステップを実行していない\n"};
constexpr Bilingual at_start{"this is the start\n", "ここが始まり\n"};
constexpr Bilingual unchanged{"{} is nothing until here\n", "{} はここまで何もない\n"};
constexpr Bilingual changed_in{"{} became {} in step {}, {}\n", "{0} はステップ {2}（{3}）で {1} になった\n"};
constexpr Bilingual no_rule_says{"no rule says so: it is what the procedure does; 'karimen explain {}'\n",
                                 "定める規則はなく、手続の効果による。'karimen explain {}'\n"};
constexpr Bilingual fork_written_words{"written: {}\n", "書き出した: {}\n"};
constexpr Bilingual in_reader{"the card lies in the reader '{}'; for programs in another terminal:\n",
                              "カードはリーダー '{}' にある。別の端末のプログラムでは:\n"};
constexpr Bilingual in_no_reader{"no reader: start with --transport pcsc\n",
                                 "リーダーはない。--transport pcsc を付けて始める\n"};

std::size_t count_in(const std::vector<std::string>& words) {
  if (words.empty()) return 1;
  std::size_t count = 0;
  const auto& word = words.front();
  const auto read = std::from_chars(word.data(), word.data() + word.size(), count);
  if (read.ec != std::errc{} || read.ptr != word.data() + word.size())
    throw bad_command_line("'" + word + "' is no number of steps", "for example 2");
  return count;
}

const std::string& only_word(const std::vector<std::string>& words, const char* fix) {
  if (words.size() != 1) throw bad_command_line("one word belongs there", fix);
  return words.front();
}

}  // namespace

struct Debugger::Order {
  const char* name;
  const char* letter;
  const char* arguments;
  Bilingual help;
  Next (Debugger::*run)(const std::vector<std::string>&);
};

std::span<const Debugger::Order> Debugger::orders() {
  static constexpr Order table[]{
      {"step", "s", "[N]", {"the next step, or N", "次のステップ（N個）"}, &Debugger::step},
      {"back", "b", "[N]", {"before the last step, or N", "前のステップの前へ（N個）"}, &Debugger::back},
      {"goto",
       "g",
       "STEP",
       {"before that step: a number, id or procedure; end", "そのステップの前へ。番号、ID、手続名、end"},
       &Debugger::go_to},
      {"continue",
       "c",
       "",
       {"to the next breakpoint, or the end", "次のブレークポイントか終わりまで"},
       &Debugger::go_on},
      {"break",
       "",
       "[WORD]",
       {"stop at a step, rule, fact, status word or command; without: which there are",
        "ステップ、規則、事実、ステータスワード、コマンドで停止。語なしは一覧"},
       &Debugger::stop_at},
      {"forget", "", "N", {"that breakpoint", "そのブレークポイントを消す"}, &Debugger::forget},
      {"list", "l", "", {"the steps", "ステップの一覧"}, &Debugger::list},
      {"state",
       "",
       "[PART]",
       {"the facts, those with PART in their name", "事実（名前にPARTを含むもの）"},
       &Debugger::state},
      {"diff", "d", "", {"what the last step changed", "直前のステップで変わったこと"}, &Debugger::diff},
      {"why", "w", "FACT", {"which rules made it what it is", "その値にした規則"}, &Debugger::why},
      {"rules", "", "", {"what fired in the last step", "直前のステップで該当した規則"}, &Debugger::rules},
      {"apdus",
       "",
       "",
       {"what passed between reader and card in the last step", "直前のステップのAPDU"},
       &Debugger::apdus},
      {"papers", "", "", {"of the last step", "直前のステップの書面"}, &Debugger::papers},
      {"card", "", "", {"in which PC/SC reader it lies now", "カードのあるPC/SCリーダー"}, &Debugger::card},
      {"do",
       "",
       "PROCEDURE [NAME=VALUE...]",
       {"another step from here on", "ここから別のステップ"},
       &Debugger::perform},
      {"save", "", "FILE", {"the scenario as it is now", "今の形のシナリオを書き出す"}, &Debugger::save},
      {"help", "h", "", {"this list", "この一覧"}, &Debugger::help},
      {"quit", "q", "", {"leave", "終わる"}, &Debugger::leave},
  };
  return table;
}

Debugger::Debugger(Scenario scenario, const RunContext& context, const Lexicon& lexicon, System& system,
                   bool lends, const Invocation& invocation, const Streams& streams)
    : scenario_(std::move(scenario)),
      original_(scenario_),
      context_(context),
      system_(system),
      lends_(lends),
      streams_(streams),
      language_(invocation.language),
      masked_(!invocation.has("unmasked")),
      wording_(
          report::Wording(invocation.language, &context.rulebook.vocabulary()).within(streams.columns_out)),
      views_(wording_),
      breakpoints_(context.rulebook),
      fork_(original_, lexicon) {}

ExitCode Debugger::run(const NextLine& next, const std::atomic<bool>& interrupted) {
  next_ = next;
  ScenarioRunner runner(context_);
  runner.stop_at([this](const Stop& stop) { return at_stop(stop); });
  while (!left_ && !interrupted) {
    bool system_broken = false;
    records_.clear();
    (void)runner.run(scenario_, system_, interrupted, system_broken);
    if (system_broken && !left_) return ExitCode::environment;
  }
  return interrupted ? ExitCode::interrupted : ExitCode::ok;
}

bool Debugger::at_stop(const Stop& stop) {
  report::EventMasker masker;
  std::vector<Event> events;
  for (auto event : stop.events)
    events.push_back(report::plain(masked_ ? masker.masked(std::move(event)) : std::move(event)));
  records_ = step_records(events);
  over_ = stop.over;
  if (!stops_here(stop)) return true;
  free_ = false;
  announce();
  if (stop.over && done() < scenario_.steps.size()) show(say(broken_off, language_, {std::string(stop.why)}));
  if (!lends_) return ask(stop);
  bool on = false, asked = false;
  try {
    system_.lend(card_shown_after(scenario_, done()), [&](const LentCard& lent) {
      lent_ = lent;
      asked = true;
      on = ask(stop);
    });
  } catch (const EnvironmentError&) {
    if (!stop.over) throw;  // where the scenario ended with it, it was told why
  }
  lent_.reset();
  return asked ? on : ask(stop);
}

bool Debugger::stops_here(const Stop& stop) {
  hit_.clear();
  if (stop.over || done() >= target_) {
    if (!stop.over || !free_) return true;
  }
  if (free_ && last() != nullptr)
    hit_ = breakpoints_.after(*last(), changes_of(*last(), facts_before(done() - 1)));
  if (free_ && hit_.empty() && !stop.over) hit_ = breakpoints_.before(scenario_, done());
  return stop.over || !hit_.empty();
}

void Debugger::announce() const {
  if (const auto* record = last()) {
    show(views_.verdict(*record, done(), scenario_.steps.size()));
    show(views_.changes(changes_of(*record, facts_before(done() - 1))));
  }
  if (!hit_.empty()) show(say(hit_words, language_, {hit_}));
  if (done() == scenario_.steps.size())
    show(over_words.in(language_));
  else if (!over_)
    show(say(next_words, language_,
             {std::to_string(done() + 1), std::to_string(scenario_.steps.size()), scenario_.steps[done()].id,
              to_string(scenario_.steps[done()].at)}));
}

// Whether the run goes on; otherwise it begins again, or ends.
bool Debugger::ask(const Stop& stop) {
  for (;;) {
    const auto line = next_();
    if (!line) {
      left_ = true;
      return false;
    }
    auto next = Next::ask;
    try {
      next = obey(*line);
    } catch (const DiagnosticError& error) {
      for (const auto& each : error.diagnostics())
        streams_.err << render_within(each, language_, streams_.columns_err);
      streams_.err.flush();
    }
    if (next == Next::again || left_) return false;
    if (next != Next::on) continue;
    if (!stop.over) return true;
    free_ = false;
    show(over_words.in(language_));
  }
}

Debugger::Next Debugger::obey(const std::string& line) {
  auto words = words_in(line);
  if (words.empty()) return Next::ask;
  const auto name = words.front();
  words.erase(words.begin());
  for (const auto& order : orders())
    if (name == order.name || (*order.letter != '\0' && name == order.letter))
      return (this->*order.run)(words);
  std::vector<std::string> names;
  for (const auto& order : orders()) names.emplace_back(order.name);
  throw bad_command_line("'" + name + "' is no command", suggestion(name, names, "'help'"));
}

Debugger::Next Debugger::step(const std::vector<std::string>& words) {
  target_ = done() + count_in(words);
  return Next::on;
}

Debugger::Next Debugger::back(const std::vector<std::string>& words) {
  if (done() == 0) {
    show(at_start.in(language_));
    return Next::ask;
  }
  return go_to_index(done() - std::min(done(), count_in(words)));
}

Debugger::Next Debugger::go_to_index(std::size_t target) {
  const bool forward = target >= done() && !over_;
  target_ = target;
  return forward ? Next::on : Next::again;
}

Debugger::Next Debugger::go_to(const std::vector<std::string>& words) {
  const auto& word = only_word(words, "goto STEP");
  return go_to_index(word == "end" ? scenario_.steps.size() : index_of(word));
}

Debugger::Next Debugger::go_on(const std::vector<std::string>&) {
  target_ = to_the_end;
  free_ = true;
  return Next::on;
}

Debugger::Next Debugger::list(const std::vector<std::string>&) {
  std::string text;
  for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
    const auto& step = scenario_.steps[i];
    text += std::string(i == done() ? "> " : "  ") + std::to_string(i + 1) + "  " + to_string(step.at) +
            "  " + step.id + '\n';
  }
  show(text);
  return Next::ask;
}

Debugger::Next Debugger::state(const std::vector<std::string>& words) {
  const auto part = words.empty() ? "" : words.front();
  show(last() != nullptr ? views_.state(*last(), part) : StepViews::facts(facts_before(0), part));
  return Next::ask;
}

Debugger::Next Debugger::diff(const std::vector<std::string>&) {
  show(last() == nullptr ? no_step_yet.in(language_)
                         : views_.changes(changes_of(*last(), facts_before(done() - 1))));
  return Next::ask;
}

Debugger::Next Debugger::why(const std::vector<std::string>& words) {
  const auto& fact = only_word(words, "why FACT, for example why card.record");
  if (context_.rulebook.vocabulary().fact(fact) == nullptr && fact != "obstacles" && fact != "warnings")
    throw bad_command_line("there is no fact '" + fact + "'", "'state' shows them");
  bool changed = context_.rulebook.vocabulary().fact(fact) == nullptr;
  for (std::size_t i = 0; i < done() && !changed; ++i)
    changed = std::ranges::count(changes_of(records_[i], facts_before(i)), fact, &FactChange::name) > 0;
  if (!changed) {
    show(why_unchanged(fact, scenario_, context_.rulebook, records_, views_, language_));
    return Next::ask;
  }
  for (auto number = done(); number > 0; --number) {
    const auto& record = records_[number - 1];
    const auto changes = changes_of(record, facts_before(number - 1));
    const auto change = std::ranges::find(changes, fact, &FactChange::name);
    const auto text = views_.why(record, fact);
    if (change == changes.end() && (text.empty() || number < done())) continue;
    if (change != changes.end())
      show(say(changed_in, language_, {fact, change->after, std::to_string(number), record.step.id}));
    show(text.empty() ? say(no_rule_says, language_, {record.step.procedure}) : text);
    return Next::ask;
  }
  show(say(unchanged, language_, {fact}));
  return Next::ask;
}

Debugger::Next Debugger::rules(const std::vector<std::string>&) {
  show(last() == nullptr ? no_step_yet.in(language_) : views_.rules(*last()));
  return Next::ask;
}

Debugger::Next Debugger::apdus(const std::vector<std::string>&) {
  show(last() == nullptr ? no_step_yet.in(language_) : views_.exchanges(*last()));
  return Next::ask;
}

Debugger::Next Debugger::papers(const std::vector<std::string>&) {
  show(last() == nullptr ? no_step_yet.in(language_) : views_.papers(*last()));
  return Next::ask;
}

Debugger::Next Debugger::stop_at(const std::vector<std::string>& words) {
  for (const auto& word : words) breakpoints_.add(word, scenario_);
  std::string text;
  for (std::size_t number = 1; const auto& word : breakpoints_.all())
    text += "  " + std::to_string(number++) + "  " + word + '\n';
  show(text);
  return Next::ask;
}

Debugger::Next Debugger::forget(const std::vector<std::string>& words) {
  const auto number = count_in({only_word(words, "forget N; 'break' lists them")});
  if (!breakpoints_.remove(number))
    throw bad_command_line("there is no breakpoint " + std::to_string(number), "'break' lists them");
  return stop_at({});
}

Debugger::Next Debugger::card(const std::vector<std::string>&) {
  if (!lent_) {
    show(in_no_reader.in(language_));
    return Next::ask;
  }
  auto text = say(in_reader, language_, {lent_->reader});
  for (const auto& [name, value] : lent_->environment) text += "  export " + name + "='" + value + "'\n";
  for (const auto& [name, value] : lent_->secrets) text += "  " + name + ' ' + value + '\n';
  show(text);
  return Next::ask;
}

Debugger::Next Debugger::perform(const std::vector<std::string>& words) {
  scenario_ = fork_.with_step(scenario_, done(), words);
  target_ = scenario_.steps.size();
  return Next::again;
}

Debugger::Next Debugger::save(const std::vector<std::string>& words) {
  const auto& file = only_word(words, "save FILE");
  fork_.save(file);
  show(say(fork_written_words, language_, {file}));
  return Next::ask;
}

Debugger::Next Debugger::help(const std::vector<std::string>&) {
  std::string text;
  for (const auto& order : orders()) {
    auto head =
        "  " + std::string(order.name) + (*order.letter == '\0' ? "" : std::string(", ") + order.letter);
    if (*order.arguments != '\0') head += std::string(" ") + order.arguments;
    head.resize(std::max<std::size_t>(head.size() + 1, 32), ' ');
    text += head + order.help.in(language_) + '\n';
  }
  show(text);
  return Next::ask;
}

Debugger::Next Debugger::leave(const std::vector<std::string>&) {
  left_ = true;
  return Next::ask;
}

Facts Debugger::facts_before(std::size_t index) const {
  if (index > 0) return facts_after(records_[index - 1]);
  const auto holder = scenario_.people.find("holder");
  return holder == scenario_.people.end() ? Facts{} : holder->second.all();
}

std::size_t Debugger::index_of(const std::string& word) const {
  for (std::size_t i = 0; i < scenario_.steps.size(); ++i)
    if (is_step(word, scenario_, i)) return i;
  throw bad_command_line("there is no step '" + word + "'", "'list' shows them");
}

void Debugger::show(const std::string& text) const {
  streams_.out << (text.empty() ? nothing_words.in(language_) : text);
  streams_.out.flush();
}

}  // namespace karimen::harness::cli
