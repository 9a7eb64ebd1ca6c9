#include "harness/report/dmn/dmn_document.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "harness/report/dmn/dmn_table.hpp"
#include "harness/report/dmn/feel_functions.hpp"
#include "harness/report/dmn/xml_tree.hpp"

namespace karimen::harness::report {

using namespace rules;

namespace {

constexpr const char* dmn_model = "https://www.omg.org/spec/DMN/20230324/MODEL/";
constexpr const char* dmn_feel = "https://www.omg.org/spec/DMN/20230324/FEEL/";
constexpr const char* dmn_namespace = "https://karimen.invalid/rulebook";

constexpr Bilingual answer_words{": what its rows come to; undecided: why the rulebook leaves it open",
                                 "：行をまとめた答え。undecided は判断不能の理由"};

std::string both(const BilingualText& text) {
  if (text.ja.empty() || text.ja == text.en) return text.en;
  return text.en.empty() ? text.ja : text.ja + '\n' + text.en;
}

// What a rule stands on: documents, then quotations.
std::pair<std::string, std::string> grounds(const Rule& rule) {
  std::vector<std::string> documents, quotes;
  for (const auto& source : rule.sources) {
    if (!source.document.empty()) documents.push_back(source.document);
    if (!source.inferred_from.empty()) documents.push_back("inferred from " + joined(source.inferred_from));
    if (!source.defined.empty()) documents.push_back("defined: " + source.defined.in(Language::en));
    for (const auto& quote : source.quotes) quotes.push_back(quote.text);
  }
  return {joined(documents, "; "), joined(quotes, "\n")};
}

class Document {
 public:
  Document(const Rulebook& rulebook, const Calendar& calendar)
      : rulebook_(rulebook),
        program_(rulebook.program()),
        calendar_(calendar),
        names_(program_),
        feel_(program_, names_) {}

  DmnDocument run(const std::string& version) {
    for (const auto& each : program_.former) former_.insert(each.fact);
    xml_.open("definitions", {{"xmlns", dmn_model},
                              {"xmlns:feel", dmn_feel},
                              {"id", "karimen_rulebook"},
                              {"name", "Karimen"},
                              {"namespace", dmn_namespace},
                              {"expressionLanguage", dmn_feel},
                              {"typeLanguage", dmn_feel},
                              {"exporter", "karimen"},
                              {"exporterVersion", version}});
    for (std::size_t i = 0; i < program_.facts.size(); ++i) definition_of_fact(static_cast<int>(i));
    for (const auto& decision : program_.decisions) definition_of_answer(decision);
    for (const auto& function : feel_functions()) knowledge(function);
    for (const auto& [name, source] : program_.sources) knowledge_source(source);
    for (std::size_t i = 0; i < program_.facts.size(); ++i) fact(static_cast<int>(i));
    for (const auto& each : program_.decisions) decision(each);
    xml_.close("definitions");
    return {xml_.text(), std::move(gaps_)};
  }

 private:
  [[nodiscard]] const Fact& at(int index) const { return program_.facts[static_cast<std::size_t>(index)]; }
  [[nodiscard]] static std::string id_of(const Fact& fact) { return "fact." + fact.name; }
  void description(const std::string& text) {
    if (!text.empty()) xml_.leaf("description", text);
  }

  // --- types
  [[nodiscard]] static std::string type_name(const std::string& name) { return 't' + name; }
  /// The words of a type as allowed values, or the ends of its range.
  [[nodiscard]] std::string allowed(const Type& type, const Limits& limits) const {
    if (type.base == Base::words || type.base == Base::set) return joined(type.words, ", ", feel_text);
    if (!limits.from || !limits.to || (type.base != Base::integer && type.base != Base::date)) return "";
    const auto end = [&](const Value& value) {
      const auto* day = std::get_if<Date>(&value);
      return day != nullptr ? Feel::date(*day) : to_string(value);
    };
    auto text = '[' + end(*limits.from) + ".." + end(*limits.to) + ']';
    for (const auto& word : type.words) text += ", " + (word == "none" ? "null" : feel_text(word));
    return text;
  }
  [[nodiscard]] Limits limits_of(const Fact& fact) const {
    if (fact.vocabulary < 0) return {};
    const auto own = program_.vocabulary.facts()[static_cast<std::size_t>(fact.vocabulary)].limits;
    return own.from || own.to ? own : program_.vocabulary.limits(fact.type.base);
  }
  [[nodiscard]] std::string type_of(int index) const {
    const auto& own = at(index);
    return defined_.contains(index) ? type_name(names_.fact(index)) : feel_type(own.type);
  }
  void definition_of_fact(int index) {
    const auto& own = at(index);
    if (former_.contains(index) || own.type.base == Base::boolean) return;
    const auto values = allowed(own.type, limits_of(own));
    const bool set = own.type.base == Base::set;
    if (values.empty() && !set && !is_mixed(own.type)) return;
    defined_.insert(index);
    const auto name = type_name(names_.fact(index));
    xml_.open("itemDefinition",
              {{"id", "type." + own.name}, {"name", name}, {"isCollection", set ? "true" : ""}});
    description(words_of(own.type));
    xml_.leaf("typeRef", set ? "string" : feel_type(own.type));
    const auto written =
        !values.empty() || !is_mixed(own.type) ? values : joined(own.type.words, ", ", feel_text);
    if (!written.empty() && !(is_mixed(own.type) && values.empty())) {
      xml_.open("allowedValues");
      xml_.leaf("text", written);
      xml_.close("allowedValues");
    }
    xml_.close("itemDefinition");
  }
  /// What its words are called.
  [[nodiscard]] std::string words_of(const Type& type) const {
    std::string text;
    for (const auto& word : type.words) {
      const auto label = program_.vocabulary.word(word);
      if (label.empty() || label.in(Language::en) == word) continue;
      text += (text.empty() ? "" : "\n") + word + ": " + label.ja + " / " + label.en;
    }
    return text;
  }
  void definition_of_answer(const Decision& decision) {
    xml_.open("itemDefinition",
              {{"id", "type.answer." + decision.name}, {"name", type_name(names_.answer(decision.name))}});
    for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
      const bool set = decision.is_set(i);
      component(decision.name, decision.outputs[i], set ? "string" : feel_type(decision.output_types[i]),
                set);
    }
    component(decision.name, "undecided", "string", false);
    xml_.close("itemDefinition");
  }
  void component(const std::string& decision, const std::string& name, const std::string& type, bool set) {
    xml_.open("itemComponent", {{"id", "type.answer." + decision + '.' + name},
                                {"name", name},
                                {"isCollection", set ? "true" : ""}});
    xml_.leaf("typeRef", type);
    xml_.close("itemComponent");
  }

  // --- what is not a table
  void knowledge(const FeelFunction& function) {
    const std::string name = function.name;
    xml_.open("businessKnowledgeModel", {{"id", "function." + name}, {"name", name}});
    description(function.says);
    xml_.empty("variable", {{"id", "variable.function." + name}, {"name", name}});
    xml_.open("encapsulatedLogic", {{"id", "logic." + name}});
    for (const auto* parameter : function.parameters)
      xml_.empty("formalParameter", {{"id", "parameter." + name + '.' + parameter}, {"name", parameter}});
    xml_.open("literalExpression", {{"id", "body." + name}});
    std::string body = function.body;
    if (const auto place = body.find("HOLIDAYS"); place != body.npos)
      body.replace(place, 8, '[' + joined(calendar_.holidays(), ", ", [](Date day) {
                               return feel_text(to_string(day));
                             }) + ']');
    xml_.leaf("text", body);
    xml_.close("literalExpression");
    xml_.close("encapsulatedLogic");
    for (const auto* called : function.calls) knowledge_requirement("function." + name, called);
    xml_.close("businessKnowledgeModel");
  }
  void knowledge_source(const SourceDocument& source) {
    xml_.open("knowledgeSource",
              {{"id", "source." + source.name}, {"name", source.name}, {"label", source.title.en}});
    description(describe(source, Language::ja) + '\n' + describe(source, Language::en));
    xml_.close("knowledgeSource");
  }
  void knowledge_requirement(const std::string& by, const std::string& function) {
    xml_.open("knowledgeRequirement", {{"id", "knowledge." + by + '.' + function}});
    xml_.empty("requiredKnowledge", {{"href", "#function." + function}});
    xml_.close("knowledgeRequirement");
  }
  [[nodiscard]] bool is_decision(int index) const {
    return (!at(index).derive.empty() || index == program_.step.today) && !told_.contains(index);
  }
  void requirement(const std::string& by, const std::string& id, bool of_decision) {
    xml_.open("informationRequirement", {{"id", "information." + by + '.' + id}});
    xml_.empty(of_decision ? "requiredDecision" : "requiredInput", {{"href", '#' + id}});
    xml_.close("informationRequirement");
  }
  void requirements(const std::string& by, const std::set<int>& facts) {
    for (const int index : facts) requirement(by, id_of(at(index)), is_decision(index));
  }

  void fact(int index) {
    if (former_.contains(index)) return;
    const auto& own = at(index);
    const auto& name = names_.fact(index);
    const auto label = label_of(own);
    if (index == program_.step.today)
      return derived(index, label, "date(" + names_.fact(program_.step.now) + ')', {program_.step.now}, {});
    if (!own.derive.empty()) {
      try {
        std::set<int> facts;
        std::set<std::string> functions;
        add_facts_named(own.derive, facts, functions);
        return derived(index, label, feel_.formula(own.derive, own.type), facts, functions);
      } catch (const NotFeel& gap) {
        // Its value has to be given, so that what reads it can still be decided.
        gaps_.push_back({own.name, gap.why});
        told_.insert(index);
      }
    }
    xml_.open("inputData", {{"id", id_of(own)}, {"name", name}, {"label", label.en}});
    description(both(label) + (label.empty() ? "" : "\n") + own.name + ": " + to_string(own.type));
    xml_.empty("variable", {{"id", "variable." + own.name}, {"name", name}, {"typeRef", type_of(index)}});
    xml_.close("inputData");
  }
  [[nodiscard]] BilingualText label_of(const Fact& fact) const {
    if (fact.assumption >= 0) return program_.assumptions[static_cast<std::size_t>(fact.assumption)].question;
    return program_.vocabulary.label(fact.name);
  }
  void derived(int index, const BilingualText& label, const std::string& formula, const std::set<int>& facts,
               const std::set<std::string>& functions) {
    const auto& own = at(index);
    const auto id = id_of(own);
    xml_.open("decision", {{"id", id}, {"name", names_.fact(index)}, {"label", label.en}});
    std::string says = both(label) + (label.empty() ? "" : "\n") + own.name;
    for (const auto& ground : program_.grounds) {
      if (ground.name != own.name) continue;
      Rule rule;
      rule.sources = ground.sources;
      const auto [documents, quotes] = grounds(rule);
      says += '\n' + documents + (quotes.empty() ? "" : ": " + quotes);
    }
    description(says);
    xml_.empty("variable",
               {{"id", "variable." + own.name}, {"name", names_.fact(index)}, {"typeRef", type_of(index)}});
    requirements(id, facts);
    for (const auto& function : functions) knowledge_requirement(id, function);
    literal(id, formula);
    xml_.close("decision");
  }
  void literal(const std::string& id, const std::string& text) {
    xml_.open("literalExpression", {{"id", "expression." + id}});
    xml_.leaf("text", text);
    xml_.close("literalExpression");
  }

  // --- tables
  void decision(const Decision& decision) {
    const auto id = "decision." + decision.name;
    const auto& name = names_.decision(decision.name);
    std::optional<DmnTable> table;
    try {
      table = dmn_table(program_, decision, feel_, names_);
    } catch (const NotFeel& gap) {
      gaps_.push_back({decision.name, gap.why});
    }
    xml_.open("decision", {{"id", id}, {"name", name}, {"label", decision.question.en}});
    description(decision.name + (decision.otherwise ? '\n' + otherwise_words(*decision.otherwise) : ""));
    if (!decision.question.empty()) xml_.leaf("question", both(decision.question));
    xml_.empty("variable", {{"id", "variable." + id}, {"name", name}, {"typeRef", "Any"}});
    if (!table) return xml_.close("decision");
    requirements(id, table->facts);
    for (const auto& function : table->functions) knowledge_requirement(id, function);
    authorities(id, decision);
    show(id, decision, *table);
    xml_.close("decision");
    answer(decision, *table);
  }
  [[nodiscard]] static std::string otherwise_words(const Rule& rule) {
    const auto [documents, quotes] = grounds(rule);
    return rule.id + " (otherwise): " + both(rule.because) + '\n' + documents +
           (quotes.empty() ? "" : ": " + quotes);
  }
  void authorities(const std::string& id, const Decision& decision) {
    std::set<std::string> documents;
    const auto add = [&](const Rule& rule) {
      for (const auto& source : rule.sources)
        if (program_.sources.contains(source.document)) documents.insert(source.document);
    };
    for (const auto& rule : decision.rules) add(rule);
    if (decision.otherwise) add(*decision.otherwise);
    for (const auto& document : documents) {
      xml_.open("authorityRequirement", {{"id", "authority." + id + '.' + document}});
      xml_.empty("requiredAuthority", {{"href", "#source." + document}});
      xml_.close("authorityRequirement");
    }
  }
  void show(const std::string& id, const Decision& decision, const DmnTable& table) {
    constexpr std::array policies{"COLLECT", "UNIQUE", "FIRST"};
    xml_.open("decisionTable", {{"id", "table." + id},
                                {"hitPolicy", policies[static_cast<std::size_t>(decision.hit_policy)]},
                                {"outputLabel", decision.name}});
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto number = std::to_string(i + 1);
      xml_.open("input", {{"id", "input." + id + '.' + number}});
      xml_.open("inputExpression",
                {{"id", "column." + id + '.' + number}, {"typeRef", table.columns[i].type}});
      xml_.leaf("text", table.columns[i].expression);
      xml_.close("inputExpression");
      xml_.close("input");
    }
    for (std::size_t i = 0; i < table.outputs.size(); ++i) {
      const auto number = std::to_string(i + 1);
      xml_.open("output", {{"id", "output." + id + '.' + number},
                           {"name", table.outputs[i]},
                           {"typeRef", table.output_types[i]}});
      if (!table.otherwise.empty()) {
        xml_.open("defaultOutputEntry", {{"id", "default." + id + '.' + number}});
        xml_.leaf("text", table.otherwise[i]);
        xml_.close("defaultOutputEntry");
      }
      xml_.close("output");
    }
    for (const auto* name : {"rule", "理由", "reason", "source", "quote"})
      xml_.empty("annotation", {{"name", name}});
    for (const auto& each : table.rows) row(each);
    xml_.close("decisionTable");
  }
  void row(const DmnRow& row) {
    const auto& rule = *row.rule;
    xml_.open("rule", {{"id", "rule." + rule.id}});
    std::size_t number = 0;
    const auto entry = [&](const char* element, const std::string& text) {
      xml_.open(element, {{"id", "entry." + rule.id + '.' + std::to_string(++number)}});
      xml_.leaf("text", text);
      xml_.close(element);
    };
    for (const auto& text : row.entries) entry("inputEntry", text);
    for (const auto& text : row.outputs) entry("outputEntry", text);
    const auto [documents, quotes] = grounds(rule);
    for (const auto& text : {rule.id, rule.because.ja, rule.because.en, documents, quotes}) {
      xml_.open("annotationEntry");
      xml_.leaf("text", text);
      xml_.close("annotationEntry");
    }
    xml_.close("rule");
  }
  void answer(const Decision& decision, const DmnTable& table) {
    const auto id = "answer." + decision.name;
    const auto& name = names_.answer(decision.name);
    xml_.open("decision", {{"id", id}, {"name", name}});
    description(decision.name + answer_words.ja + '\n' + decision.name + answer_words.en);
    xml_.empty("variable", {{"id", "variable." + id}, {"name", name}, {"typeRef", type_name(name)}});
    requirement(id, "decision." + decision.name, true);
    requirements(id, table.facts_of_answer);
    literal(id, table.answer);
    xml_.close("decision");
  }

  const Rulebook& rulebook_;
  const Program& program_;
  const Calendar& calendar_;
  const FeelNames names_;
  const Feel feel_;
  XmlTree xml_;
  std::set<int> former_;   ///< what was before the step: no table reads it
  std::set<int> defined_;  ///< facts whose type has a definition
  std::set<int> told_;     ///< derived ones that have to be given
  std::vector<DmnGap> gaps_;
};

}  // namespace

DmnDocument dmn_document(const Rulebook& rulebook, const Calendar& calendar, const std::string& version) {
  return Document(rulebook, calendar).run(version);
}

}  // namespace karimen::harness::report
