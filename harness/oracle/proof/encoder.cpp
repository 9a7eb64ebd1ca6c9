#include "harness/oracle/proof/encoder.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "harness/fact/limits.hpp"
#include "harness/oracle/formula/tag_of.hpp"

namespace karimen::harness::rules {
namespace {

constexpr std::size_t longest_unnamed = 48;
constexpr std::int64_t seconds_of_day = 86400;

std::string sum(const std::string& a, const std::string& b) {
  return b == "0" ? a : "(+ " + a + ' ' + b + ')';
}

}  // namespace

Encoder::Encoder(const Program& program) : program_(program), symbols_(&program.symbols) {
  const auto read = [&](const Expression& expression) {
    for (const auto& node : expression.nodes)
      if (node.op == Op::literal && node.value.tag == Tag::set)
        for (const auto word : symbols_.members(node.value.number)) words_of_sets_.insert(word);
  };
  for (const auto& fact : program.facts) {
    read(fact.derive);
    name_texts(fact.derive);
    if (fact.type.base == Base::set)
      for (const auto& word : fact.type.words) words_of_sets_.insert(symbols_.word(word));
  }
  for (const auto& decision : program.decisions)
    for (const auto& rule : decision.rules) {
      for (const auto& cell : rule.when) name_texts(cell.test);
      for (const auto& output : rule.then)
        for (const auto& node : output.value.nodes)
          if (node.op == Op::literal && node.value.tag == Tag::word) words_of_sets_.insert(node.value.number);
    }
  for (const auto* codes : {&program.vocabulary.obstacles(), &program.vocabulary.warnings()})
    for (const auto& code : *codes) words_of_sets_.insert(symbols_.word(code));
}

Tag Encoder::tag_of(int fact) const {
  return rules::tag_of(program_.facts[static_cast<std::size_t>(fact)].type.base);
}

void Encoder::require(const std::string& truth) {
  if (truth != "true") script_ += "(assert " + truth + ")\n";
}

std::string Encoder::declared(const std::string& sort) {
  auto name = "v" + std::to_string(names_++);
  script_ += "(declare-const " + name + ' ' + sort + ")\n";
  return name;
}

std::string Encoder::named(const std::string& sort, const std::string& body) {
  if (body.size() <= longest_unnamed) return body;
  auto name = "d" + std::to_string(names_++);
  script_ += "(define-fun " + name + " () " + sort + ' ' + body + ")\n";
  return name;
}

Term Encoder::named(Term term) {
  if (term.kind == Term::Kind::truth) {
    term.truth = named("Bool", term.truth);
  } else if (term.kind == Term::Kind::set) {
    for (auto& [word, in] : term.members) in = named("Bool", in);
  } else {
    term.number = named("Int", term.number);
    term.word = named("Int", term.word);
  }
  return term;
}

void Encoder::range(int index, const Type& type, const std::string& number, const std::string& word) {
  const auto& spec = program_.facts[static_cast<std::size_t>(index)];
  std::vector<std::string> choices;
  if (spec.initial.tag == Tag::word)  // of the step: none, before there was one
    choices.push_back(smt_equal(word, std::to_string(spec.initial.number + 1)));
  for (const auto& each : type.words)
    choices.push_back(smt_equal(word, std::to_string(symbols_.word(each) + 1)));
  if (number.empty()) {
    constexpr std::int64_t first_free_text = 1'000'000;
    Limits limits;
    if (spec.vocabulary >= 0)
      limits = program_.vocabulary.facts()[static_cast<std::size_t>(spec.vocabulary)].limits;
    const auto* format = limits.format.get();
    const auto names = format != nullptr ? names_of_.find(format->exists) : names_of_.end();
    if (names != names_of_.end()) {
      for (const auto& each : names->second)
        choices.push_back(smt_equal(word, std::to_string(symbols_.word(each) + 1)));
    } else if (type.base != Base::words) {
      // No word of a formula is a text of such characters; a name may be one of those that formulas know.
      const bool spelt = limits.format && !limits.format->characters.empty();
      choices.push_back("(>= " + word + ' ' + std::to_string(spelt ? first_free_text : 1) + ")");
    }
    if (!choices.empty()) require(smt_or(choices));
    return;
  }
  const auto is_number = smt_equal(word, "0");
  choices.push_back(is_number);
  require(smt_or(choices));
  Limits limits;
  if (spec.vocabulary >= 0)
    limits = program_.vocabulary.facts()[static_cast<std::size_t>(spec.vocabulary)].limits;
  const bool own = limits.from || limits.to;
  if (!own) limits = program_.vocabulary.limits(type.base);
  auto from = limits.from ? symbols_.datum(*limits.from).number : type.base == Base::integer ? -1'000'000 : 0;
  auto to = limits.to ? symbols_.datum(*limits.to).number : 1'000'000'000;
  if (type.base == Base::time) to = seconds_of_day - 1;
  if (!limits.from && type.base == Base::date) from = -36'500;
  if (!limits.to && type.base == Base::date) to = 73'000;
  if (!limits.to && type.base == Base::moment) to = 73'000 * seconds_of_day;
  require("(=> " + is_number + " (and (<= " + smt_number(from) + ' ' + number + ") (<= " + number + ' ' +
          smt_number(to) + ")))");
}

Term Encoder::unknown(int index, const std::string& version, const Type* other) {
  const auto& spec = program_.facts[static_cast<std::size_t>(index)];
  const auto& type = other != nullptr ? *other : spec.type;
  Unknown unknown{.fact = index, .truth = {}, .number = {}, .word = {}, .members = {}};
  Term term;
  if (type.base == Base::boolean) {
    unknown.truth = declared("Bool");
    term = truth_term(unknown.truth);
  } else if (type.base == Base::set) {
    term.kind = Term::Kind::set;
    std::set<std::int64_t> words;
    for (const auto& word : type.words) words.insert(symbols_.word(word));
    for (const auto word : type.words.empty() ? words_of_sets_ : words) {
      unknown.members[word] = declared("Bool");
      term.members[word] = unknown.members[word];
    }
  } else {
    term.tag = rules::tag_of(type.base);
    const bool has_number = term.tag != Tag::word;
    if (has_number) term.number = unknown.number = declared("Int");
    if (!has_number || !type.words.empty()) term.word = unknown.word = declared("Int");
    range(index, type, unknown.number, term.word);
  }
  unknowns_[version + '/' + std::to_string(index)] = std::move(unknown);
  return term;
}

Term Encoder::fact(int index, Moments& facts) {
  if (const auto found = facts.set.find(index); found != facts.set.end()) return found->second;
  if (const auto found = facts.derived.find(index); found != facts.derived.end()) return found->second;
  if (facts.from)
    if (auto given = facts.from(index)) return facts.set.emplace(index, std::move(*given)).first->second;
  const auto& spec = program_.facts[static_cast<std::size_t>(index)];
  Term term;
  if (index == program_.step.today)
    term = named(number_term(Tag::date, "(div " + fact(program_.step.now, facts).number + " 86400)"));
  else if (spec.derive.empty())
    return facts.set.emplace(index, unknown(index, facts.version)).first->second;
  else
    term = named(encode(spec.derive, facts));
  return facts.derived.emplace(index, std::move(term)).first->second;
}

Term Encoder::literal(Datum datum) const {
  switch (datum.tag) {
    case Tag::boolean:
      return truth_term(datum.number != 0 ? "true" : "false");
    case Tag::word:
      return word_term(datum.number);
    case Tag::set: {
      Term set{.kind = Term::Kind::set, .truth = {}, .members = {}};
      for (const auto word : symbols_.members(datum.number)) set.members[word] = "true";
      return set;
    }
    default:
      return number_term(datum.tag, smt_number(datum.number));
  }
}

Term Encoder::encode(const Expression& expression, Moments& facts) {
  std::map<std::int32_t, Term> known;
  return node(expression, static_cast<std::int32_t>(expression.nodes.size()) - 1, facts, known);
}

Term Encoder::node(const Expression& expression, std::int32_t index, Moments& facts,
                   std::map<std::int32_t, Term>& known) {
  if (const auto found = known.find(index); found != known.end()) return found->second;
  const auto& own = expression.nodes[static_cast<std::size_t>(index)];
  Term term;
  if (own.op == Op::literal) {
    term = literal(own.value);
  } else if (own.op == Op::fact) {
    term = fact(static_cast<int>(own.value.number), facts);
  } else {
    std::vector<Term> arguments;
    for (std::int32_t i = 0; i < own.argument_count; ++i)
      arguments.push_back(node(expression, argument_of(expression, own, i), facts, known));
    term = named(applied(own, arguments));
  }
  known.emplace(index, term);
  return term;
}

std::string Encoder::ordered(Op op, const Term& a, const Term& b) {
  if (a.tag != b.tag || a.tag == Tag::word) return "false";
  const char* sign = op == Op::less ? "<" : op == Op::less_equal ? "<=" : op == Op::greater ? ">" : ">=";
  return smt_and({smt_equal(a.word, "0"), smt_equal(b.word, "0"),
                  std::string("(") + sign + ' ' + a.number + ' ' + b.number + ')'});
}

Term Encoder::calculated_term(const ExpressionNode& own, const Term& a, const Term& b) {
  auto result = a;
  if (a.tag == Tag::word) return a;
  const auto amount = own.unit > 1 ? "(* " + std::to_string(own.unit) + ' ' + b.number + ')' : b.number;
  const char* sign = own.op == Op::plus ? "+" : own.op == Op::minus ? "-" : "*";
  result.number = std::string("(") + sign + ' ' + a.number + ' ' + amount + ')';
  result.word = smt_ite(smt_equal(a.word, "0"), b.word, a.word);
  return result;
}

// What a calendar says is left open, but for what holds of every calendar.
Term Encoder::day_function(const ExpressionNode& own, const std::vector<Term>& a) {
  const bool truth = own.op == Op::business_day,
             text = own.op == Op::length || own.op == Op::digits || own.op == Op::alphanumeric;
  const bool is_truth = truth || own.op == Op::digits || own.op == Op::alphanumeric;
  std::string name = "f" + std::to_string(static_cast<int>(own.op)), sorts, values;
  for (const auto& each : a) {
    sorts += sorts.empty() ? "Int" : " Int";
    values += ' ' + (text || each.tag == Tag::word ? each.word : each.number);
  }
  name += '_' + std::to_string(a.size());
  const bool fresh = functions_.insert(name).second;
  if (fresh) script_ += "(declare-fun " + name + " (" + sorts + ") " + (is_truth ? "Bool" : "Int") + ")\n";
  if (fresh && text) spell_texts(own.op, name);
  const auto value = named(is_truth ? "Bool" : "Int", "(" + name + values + ')');
  if (is_truth) return truth_term(text ? value : smt_and({smt_equal(a[0].word, "0"), value}));
  Term result = number_term(own.op == Op::age || own.op == Op::length ? Tag::integer : Tag::date, value);
  if (own.op == Op::length) return result;
  result.word = a.size() > 1 ? smt_ite(smt_equal(a[0].word, "0"), a[1].word, a[0].word) : a[0].word;
  if (!applications_.emplace(value, "").second) return result;
  const auto& day = a[0].number;
  const auto between = [&](const std::string& low, const std::string& high) {
    require("(and (<= " + low + ' ' + value + ") (<= " + value + ' ' + high + "))");
  };
  if (own.op == Op::next_business_day) {
    between(sum(day, "1"), sum(day, "14"));
  } else if (own.op == Op::age) {
    // A year is 365 or 366 days; it is completed on the birthday.
    require("(=> (<= " + day + ' ' + a[1].number + ") (and (>= " + value + " 0) (<= (* 365 " + value +
            ") (- " + a[1].number + ' ' + day + ")) (< (- " + a[1].number + ' ' + day + ") (+ (* 366 " +
            value + ") 367))))");
  } else if (own.op == Op::birthday) {
    between("(+ " + day + " (* 365 " + a[1].number + "))", "(+ " + day + " (* 366 " + a[1].number + ") 1)");
  } else {
    const auto months = a[1].number;
    const bool before = own.op == Op::months_before;
    const auto few = "(- (* 28 " + months + ") 3)", many = "(+ (* 31 " + months + ") 3)";
    if (before)
      between("(- " + day + ' ' + many + ")", "(- " + day + ' ' + few + ")");
    else
      between("(+ " + day + ' ' + few + ")", "(+ " + day + ' ' + many + ")");
  }
  return result;
}

Term Encoder::applied(const ExpressionNode& own, const std::vector<Term>& a) {
  std::vector<std::string> truths;
  for (const auto& each : a) truths.push_back(each.truth);
  switch (own.op) {
    case Op::any_of:
      return truth_term(smt_or(truths));
    case Op::all_of:
      return truth_term(smt_and(truths));
    case Op::negation:
      return truth_term(smt_not(truths[0]));
    case Op::equal:
      return truth_term(equal_terms(a[0], a[1]));
    case Op::unequal:
      return truth_term(smt_not(equal_terms(a[0], a[1])));
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return truth_term(ordered(own.op, a[0], a[1]));
    case Op::conditional:
      return chosen(truths[0], a[1], a[2]);
    case Op::plus:
    case Op::minus:
    case Op::times:
      return calculated_term(own, a[0], a[1]);
    case Op::date_of: {
      auto day = a[0];
      day.tag = Tag::date;
      day.number = "(div " + a[0].number + " 86400)";
      return day;
    }
    case Op::time_of: {
      auto time = a[0];
      time.tag = Tag::time;
      time.number = "(mod " + a[0].number + " 86400)";
      return time;
    }
    case Op::contains: {
      std::vector<std::string> all;
      for (const auto& [word, in] : a[0].members)
        all.push_back(smt_and({smt_equal(a[1].word, std::to_string(word + 1)), in}));
      return truth_term(smt_or(all));
    }
    case Op::empty: {
      std::vector<std::string> all;
      for (const auto& [word, in] : a[0].members) all.push_back(in);
      return truth_term(smt_not(smt_or(all)));
    }
    case Op::union_of: {
      auto both = a[0];
      for (const auto& [word, in] : a[1].members) {
        const auto [entry, fresh] = both.members.emplace(word, in);
        if (!fresh) entry->second = smt_or({entry->second, in});
      }
      return both;
    }
    case Op::lesser:
    case Op::greater_of: {
      const auto sign = own.op == Op::lesser ? "(<= " : "(> ";
      const auto first = sign + a[0].number + ' ' + a[1].number + ')';
      const auto both = chosen(first, a[0], a[1]);
      return chosen(smt_not(smt_equal(a[0].word, "0")), a[1],
                    chosen(smt_not(smt_equal(a[1].word, "0")), a[0], both));
    }
    default:
      return day_function(own, a);
  }
}

}  // namespace karimen::harness::rules
