// karimen procedures, karimen facts: what a scenario or a system under test may say, word by word.
#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/builtin/told_facts.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/rules/word_lists.hpp"
#include "harness/cli/sut/procedure_effects.hpp"
#include "harness/port/words.hpp"

namespace karimen::harness::cli {
namespace {

constexpr std::size_t name_width = 40, type_width = 44;

// What both commands print with: the words of the rulebook in one language.
struct Page {
  const Rulebook& rulebook;
  const std::map<std::string, ProcedureEffects> effects;
  const std::set<std::string> derived;
  Language language;
  std::ostream& out;

  [[nodiscard]] const Vocabulary& vocabulary() const { return rulebook.vocabulary(); }
  void heading(const Bilingual& words) const { out << "  " << words.in(language) << ":\n"; }
  void line(const std::string& name, const std::string& says, const BilingualText& label) const {
    out << "    " << padded(name, name_width) << ' ' << padded(says, says.empty() ? 0 : type_width) << ' '
        << label.in(language) << '\n';
  }
};

void codes(const Page& page, const Bilingual& title, const std::set<std::string>& names) {
  if (names.empty()) return;
  page.heading(title);
  for (const auto& name : names) page.line(name, "", page.vocabulary().word(name));
}

void inputs(const Page& page, const ProcedureSpec& procedure) {
  if (procedure.inputs.empty()) return;
  page.heading({"inputs", "入力"});
  constexpr Bilingual standard{"default {}", "既定 {}"}, wanted{"must be said", "必須"};
  for (const auto& input : procedure.inputs) {
    auto label = page.vocabulary().label("input." + input.name);
    if (!input.label.en.empty()) label.en = input.label.en;
    if (!input.label.ja.empty()) label.ja = input.label.ja;
    const auto initial = input.initial ? say(standard, page.language, {to_string(*input.initial)})
                                       : std::string(wanted.in(page.language));
    page.line(input.name, to_string(input.type),
              {initial + (label.empty() ? "" : "; " + label.in(Language::en)),
               initial + (label.empty() ? "" : "。" + label.in(Language::ja))});
  }
}

void show(const Page& page, const ProcedureSpec& procedure) {
  page.out << procedure.name << "  " << procedure.label.in(page.language) << "\n";
  constexpr Bilingual actor{"  by {}{}\n", "  行うのは {}{}\n"};
  constexpr Bilingual stays{"; stays with Karimen", "。内蔵の機関だけが行う"};
  page.out << say(actor, page.language,
                  {page.vocabulary().word(procedure.actor).in(page.language),
                   port::may_be_taken_over(procedure.name) ? "" : std::string(stays.in(page.language))});
  inputs(page, procedure);
  const auto found = page.effects.find(procedure.name);
  if (found == page.effects.end()) return;
  codes(page, {"obstacles, which refuse it", "不備・除外事由"}, found->second.obstacles);
  codes(page, {"warnings", "注意"}, found->second.warnings);
  if (found->second.changed.empty()) return;
  page.heading({"facts that it may change", "変わりうる事実"});
  for (const auto& name : found->second.changed)
    page.line(name, to_string(page.vocabulary().fact(name)->type), page.vocabulary().fact(name)->label);
}

void show(const Page& page, const FactSpec& fact) {
  page.out << fact.name << "  " << fact.label.in(page.language) << '\n';
  const auto tell = [&](const Bilingual& title, const std::string& text) {
    if (!text.empty()) page.out << "  " << padded(title.in(page.language), 16) << ' ' << text << '\n';
  };
  tell({"type", "型"}, to_string(fact.type));
  tell({"observed", "観測"}, fact.observe == Channel::unobserved ? "" : to_string(fact.observe));
  tell({"default", "既定"}, fact.initial ? to_string(*fact.initial) : "");
  std::string range;
  if (fact.limits.from) range = to_string(*fact.limits.from) + " ... ";
  if (fact.limits.to) range += to_string(*fact.limits.to);
  if (fact.limits.format) range += fact.limits.format->label.in(page.language);
  tell({"values", "値"}, range);
  constexpr Bilingual yes{"yes", "できる"}, no{"no", "できない"},
      derived{"it follows from others", "他の事実から導かれる"};
  if (page.derived.contains(fact.name)) tell({"derived", "導出"}, derived.in(page.language));
  tell({"told by a system", "外部からの変更"},
       (builtin::is_taken_over(fact.name) ? yes : no).in(page.language));
  std::string changed_by;
  for (const auto& [procedure, effects] : page.effects)
    if (effects.changed.contains(fact.name)) changed_by += (changed_by.empty() ? "" : ", ") + procedure;
  tell({"changed by", "変える手続"}, changed_by);
}

void list_line(const Page& page, const ProcedureSpec& each) {
  page.out << padded(each.name, name_width) << ' ' << padded(each.actor, 18) << ' '
           << each.label.in(page.language) << '\n';
}
void list_line(const Page& page, const FactSpec& each) {
  page.out << padded(each.name, name_width) << ' '
           << padded(each.observe == Channel::unobserved ? "-" : to_string(each.observe), 9) << ' '
           << each.label.in(page.language) << '\n';
}

std::string no_procedure(const std::string& name) {
  return "there is no procedure '" + name + "'";
}
std::string no_fact(const std::string& name) {
  return "there is no fact '" + name + "'";
}

// Those that were named in full are shown; else the names that contain what was typed are listed.
template <class Spec>
ExitCode print_words(const Invocation& invocation, const Streams& streams,
                     std::string (*no_such)(const std::string&),
                     const std::vector<Spec>& (Vocabulary::*all)() const) {
  const auto rulebook = load_rulebook(data_of(invocation));
  const Page page{rulebook, effects_of(rulebook), rulebook.derived_facts(), invocation.language, streams.out};
  const auto& specs = (page.vocabulary().*all)();
  std::vector<std::string> names;
  for (const auto& spec : specs) names.push_back(spec.name);
  if (invocation.arguments.empty())
    for (const auto& spec : specs) list_line(page, spec);
  for (const auto& wanted : invocation.arguments) {
    const auto exact = std::ranges::find(specs, wanted, &Spec::name);
    if (exact != specs.end()) {
      show(page, *exact);
      continue;
    }
    std::size_t found = 0;
    for (const auto& spec : specs)
      if (spec.name.find(wanted) != std::string::npos) list_line(page, spec), ++found;
    if (found == 0) throw bad_command_line(no_such(wanted), suggestion(wanted, names));
  }
  return ExitCode::ok;
}

}  // namespace

void show_fact(const Rulebook& rulebook, const FactSpec& fact, Language language, std::ostream& out) {
  show(Page{rulebook, effects_of(rulebook), rulebook.derived_facts(), language, out}, fact);
  out << "  " << fact.where.file << ':' << fact.where.line << '\n';
}

ExitCode list_procedures(const Invocation& invocation, const Streams& streams) {
  return print_words<ProcedureSpec>(invocation, streams, no_procedure, &Vocabulary::procedures);
}

ExitCode list_facts(const Invocation& invocation, const Streams& streams) {
  return print_words<FactSpec>(invocation, streams, no_fact, &Vocabulary::facts);
}

}  // namespace karimen::harness::cli
