#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.hpp"
#include "harness/oracle/rulebook/keys.hpp"
#include "harness/oracle/rulebook/loader.hpp"

namespace karimen::harness::rules {
namespace {

constexpr std::array hit_policies{"collect", "unique", "first"};

HitPolicy read_hit_policy(const yaml::Node& node) {
  const std::vector<std::string> known(hit_policies.begin(), hit_policies.end());
  const auto found = std::find(known.begin(), known.end(), node.as_text());
  if (found == known.end()) node.fail("unknown hit policy '" + node.text + "'", suggestion(node.text, known));
  return static_cast<HitPolicy>(found - known.begin());
}

std::int64_t seconds_of(const yaml::Node& node, bool end_of_day) {
  if (const auto date = parse_date(node.as_text()))
    return at_midnight(*date).time_since_epoch().count() + (end_of_day ? 86399 : 0);
  return node.as_moment().time_since_epoch().count();
}

Type with_words(Type type, const Type& other) {
  if (type.base == Base::words || type.base == Base::any)
    type.base = other.base == Base::any ? type.base : other.base;
  for (const auto& word : other.words)
    if (!type.has_word(word)) type.words.push_back(word);
  return type;
}

std::string then_text(const yaml::Node& node) {
  if (node.is_scalar()) return node.text;
  return '[' + joined(node.as_texts()) + ']';
}

// One text or a list.
std::vector<Quotation> read_quotations(const yaml::Node& node) {
  std::vector<Quotation> all;
  const auto add = [&](const yaml::Node& text) {
    auto place = text.diagnostic("");
    all.push_back({text.as_text(), std::move(place.where), std::move(place.source_line)});
  };
  if (!node.is_sequence()) add(node);
  for (const auto& item : node.items) add(item);
  return all;
}

}  // namespace

std::vector<Source> read_sources(const yaml::Node& node) {
  if (node.is_sequence()) {
    std::vector<Source> all;
    for (const auto& item : node.items)
      for (auto& source : read_sources(item)) all.push_back(std::move(source));
    return all;
  }
  node.allow_only(citation_keys);
  Source source;
  if (const auto* ids = node.find("inferred_from")) source.inferred_from = ids->as_texts();
  if (const auto* defined = node.find("defined")) source.defined = read_label(*defined);
  if (const auto* document = node.find("document")) {
    source.document = document->as_text();
    source.where = document->where();
    source.quotes = read_quotations(node.at("quote"));
  } else if (source.inferred_from.empty() && source.defined.empty()) {
    node.fail("a source needs 'document' and 'quote', 'inferred_from' or 'defined'");
  }
  return {source};
}

Effective read_effective(const yaml::Node& node) {
  node.allow_only(period_keys);
  Effective effective;
  if (const auto* from = node.find("from")) effective.from = seconds_of(*from, false);
  if (const auto* until = node.find("until")) effective.until = seconds_of(*until, true);
  if (effective.from > effective.until) node.fail("the row ends before it begins");
  return effective;
}

std::vector<Cell> DecisionParser::cells(const yaml::Node& when) {
  std::vector<Cell> result;
  for (const auto& [key, value] : when.as_mapping()) {
    Cell cell{scope_.find(key.text), key.text, "", {}, {}, value.where()};
    if (cell.fact < 0)
      key.fail("unknown fact '" + key.text + "'",
               suggestion(key.text, scope_.names(), "'karimen rules vocabulary'"));
    if (!value.is_scalar())
      value.fail("a cell is one quoted text", "write \"a, b\" for a list of alternatives");
    cell.text = value.text;
    try {
      cell.test = compile_cell(value.text, cell.fact, scope_, program_.symbols);
      place_calculations(cell.test, value, program_.symbols);
      cell.alternatives = alternatives_of(cell.test, cell.fact);
    } catch (const FormulaError& error) {
      throw DiagnosticError(at_formula(value, error));
    }
    result.push_back(std::move(cell));
  }
  return result;
}

Expression DecisionParser::value(const yaml::Node& node, const Type* wanted, Type* found) {
  try {
    if (node.is_sequence()) {
      const Type any{Base::set, {}};
      if (found != nullptr) *found = Type{Base::set, node.as_texts()};
      if (wanted != nullptr && wanted->base != Base::set)
        node.fail("expected " + to_string(*wanted) + ", found a set");
      return literal_set(node.as_texts(), wanted != nullptr ? *wanted : any, program_.symbols);
    }
    auto compiled = compile_formula(node.as_text(), scope_, program_.symbols, wanted);
    place_calculations(compiled.expression, node, program_.symbols);
    if (found != nullptr) *found = compiled.type;
    return std::move(compiled.expression);
  } catch (const FormulaError& error) {
    throw DiagnosticError(at_formula(node, error));
  }
}

void DecisionParser::shared(Rule& rule, const yaml::Node& node) {
  if (const auto* effective = node.find("effective")) rule.effective = read_effective(*effective);
  if (const auto* source = node.find("source")) rule.sources = read_sources(*source);
  if (const auto* place = node.find("place")) {
    rule.place.clear();
    for (const auto& word : place->as_texts())
      rule.place.push_back(static_cast<int>(program_.symbols.word(word)));
  }
}

Decision DecisionParser::read(const yaml::Node& document) {
  document.allow_only(decision_keys);
  Decision decision;
  decision.name = document.at("decision").as_text();
  decision.where = document.at("decision").where();
  if (const auto* question = document.find("question")) decision.question = read_label(*question);
  decision.hit_policy = read_hit_policy(document.at("hit_policy"));
  decision.as_of = program_.step.now;
  if (const auto* as_of = document.find("as_of")) {
    decision.as_of = scope_.find(as_of->as_text());
    if (decision.as_of < 0)
      as_of->fail("unknown fact '" + as_of->text + "'",
                  suggestion(as_of->text, scope_.names(), "'karimen rules vocabulary'"));
    const auto base = scope_.type(decision.as_of).base;
    if (base != Base::date && base != Base::moment && base != Base::any)
      as_of->fail("as_of names a date or a moment; this is " + to_string(scope_.type(decision.as_of)));
    // At one step, today is this very moment: a row may begin at nine o'clock.
    if (decision.as_of == program_.step.today) decision.as_of = program_.step.now;
  }
  Rule inherited;
  shared(inherited, document);
  std::vector<Diagnostic> problems;
  for (const auto& node : document.at("rules").as_sequence()) {
    try {
      decision.rules.push_back(row(decision, node, inherited));
    } catch (const DiagnosticError& error) {
      problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  if (const auto* otherwise = document.find("otherwise")) {
    if (const auto* when = otherwise->find("when")) when->fail("otherwise has no conditions");
    decision.otherwise = row(decision, *otherwise, Rule{});
  }
  link_overrides(decision, document);
  decision.dated =
      std::ranges::any_of(decision.rules, [](const Rule& each) { return each.effective != Effective{}; });
  return decision;
}

Rule DecisionParser::row(Decision& decision, const yaml::Node& node, const Rule& inherited) {
  node.allow_only(row_keys);
  auto rule = inherited;
  rule.id = node.at("id").as_text();
  rule.where = node.at("id").where();
  if (const auto* when = node.find("when")) rule.when = cells(*when);
  if (const auto* because = node.find("because")) rule.because = read_label(*because);
  if (const auto* overrides = node.find("overrides")) rule.overrides = overrides->as_texts();
  if (const auto* repeats = node.find("repeats")) rule.repeats = repeats->as_texts();
  shared(rule, node);
  then(decision, rule, node.at("then"));
  return rule;
}

void DecisionParser::then(Decision& decision, Rule& rule, const yaml::Node& node) {
  for (const auto& entry : node.as_mapping()) {
    const auto& name = entry.key.text;
    if (name == "undecided") {
      rule.undecided = entry.value.as_text();
    } else if (name == "obstacle" || name == "warning") {
      code(decision, rule, entry);
    } else {
      Type type;
      auto expression = value(entry.value, nullptr, &type);
      rule.then.push_back(
          {output(decision, name, type, entry.value), then_text(entry.value), std::move(expression)});
    }
  }
}

void DecisionParser::code(Decision& decision, Rule& rule, const yaml::Entry& entry) {
  const auto& known =
      entry.key.text == "obstacle" ? program_.vocabulary.obstacles() : program_.vocabulary.warnings();
  const auto words = entry.value.as_texts();
  for (const auto& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end())
      entry.value.fail("unknown " + entry.key.text + " '" + word + "'", suggestion(word, known));
    rule.then.push_back({output(decision, entry.key.text, Type{Base::words, {word}}, entry.value), word,
                         literal_of(program_.symbols.datum(word))});
  }
}

int DecisionParser::output(Decision& decision, const std::string& name, const Type& type,
                           const yaml::Node& node) {
  if (const int known = decision.output(name); known >= 0) {
    auto& merged = decision.output_types[static_cast<std::size_t>(known)];
    const bool plain = merged.base == Base::words || type.base == Base::words || type.base == Base::any;
    if (!plain && merged.base != type.base)
      node.fail("'" + name + "' is " + to_string(type) + " here and " + to_string(merged) +
                " in an earlier row");
    merged = with_words(merged, type);
    return known;
  }
  decision.outputs.push_back(name);
  decision.output_types.push_back(type);
  return static_cast<int>(decision.outputs.size()) - 1;
}

void DecisionParser::link_overrides(Decision& decision, const yaml::Node& document) {
  const auto other_row = [&](std::size_t i, const char* key, const std::string& id) -> Rule& {
    const auto found =
        std::find_if(decision.rules.begin(), decision.rules.end(), [&](auto& each) { return each.id == id; });
    if (found == decision.rules.end() || found->id == decision.rules[i].id) {
      std::vector<std::string> ids;
      for (const auto& each : decision.rules) ids.push_back(each.id);
      document.at("rules").items[i].at(key).fail("'" + id + "' is no other row of this decision",
                                                 suggestion(id, ids));
    }
    return *found;
  };
  for (std::size_t i = 0; i < decision.rules.size(); ++i) {
    for (const auto& id : decision.rules[i].overrides)
      other_row(i, "overrides", id).overridden_by.push_back(static_cast<int>(i));
    for (const auto& id : decision.rules[i].repeats) (void)other_row(i, "repeats", id);
  }
}

}  // namespace karimen::harness::rules
