#include "harness/oracle/rulebook/loader.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/rulebook/keys.hpp"

namespace karimen::harness::rules {
namespace {

class Loader {
 public:
  explicit Loader(const std::vector<yaml::Node>& documents) : documents_(documents), scope_(program_) {}

  Program run() {
    (void)program_.symbols.word("none");  // symbol 0
    check_kinds();
    program_.vocabulary = Vocabulary::from(documents_);
    collect_words();
    declare_facts();
    declare_inputs();
    each("sources", [&](auto& document) { sources(document); });
    each("assumption", [&](auto& document) { assumption(document); });
    derivations();
    scope_.compile_all(problems_);
    each("decision", [&](auto& document) { decision(document); });
    check_rule_ids();
    each("effect", [&](auto& document) { effect(document); });
    each("procedure", [&](auto& document) { procedure(document); });
    each("invariant", [&](auto& document) { invariant(document); });
    check_sources();
    if (!problems_.empty()) throw DiagnosticError(std::move(problems_));
    return std::move(program_);
  }

 private:
  template <typename Read>
  void each(const char* kind, Read read) {
    for (const auto& document : documents_)
      if (document.is_mapping() && document.find(kind) != nullptr)
        collect(problems_, [&] { read(document); });
  }

  void check_kinds() {
    for (const auto& document : documents_) {
      collect(problems_, [&] {
        if (!document.is_mapping()) document.fail("a document of the rulebook is a mapping");
        const bool known = std::any_of(document_kinds.begin(), document_kinds.end(),
                                       [&](auto& kind) { return document.find(kind); });
        if (!known)
          document.fail("this document is none of the rulebook's kinds", suggestion("", document_kinds));
        if (!document.find("decision") && !document.find("procedure") && !document.find("invariant") &&
            !document.find("assumption") && !document.find("effect"))
          document.allow_only(document_kinds);
      });
    }
  }

  void collect_words() {
    const auto& vocabulary = program_.vocabulary;
    for (const auto& fact : vocabulary.facts())
      for (const auto& word : fact.type.words) scope_.add_word(word);
    for (const auto& procedure : vocabulary.procedures()) {
      scope_.add_word(procedure.name);
      for (const auto& input : procedure.inputs)
        for (const auto& word : input.type.words) scope_.add_word(word);
    }
    for (const auto& word : vocabulary.obstacles()) scope_.add_word(word);
    for (const auto& word : vocabulary.warnings()) scope_.add_word(word);
    for (const auto& [word, label] : vocabulary.words()) scope_.add_word(word);
  }

  int add_fact(Fact fact) {
    const auto index = static_cast<int>(program_.facts.size());
    program_.fact_index.add(fact.name, index);
    program_.facts.push_back(std::move(fact));
    return index;
  }

  int step_fact(const std::string& name, Type type, Datum initial) {
    if (const int known = program_.fact(name); known >= 0) return known;
    return add_fact({.name = name, .type = std::move(type), .initial = initial});
  }

  void declare_facts() {
    auto& symbols = program_.symbols;
    const auto& specs = program_.vocabulary.facts();
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const auto& spec = specs[i];
      const auto initial =
          spec.initial ? symbols.datum(*spec.initial) : symbols.undecided(spec.name + " has no value");
      const auto index = add_fact({.name = spec.name,
                                   .type = spec.type,
                                   .initial = initial,
                                   .per_step = spec.per_step,
                                   .vocabulary = static_cast<int>(i)});
      program_.stated.push_back(index);
      if (spec.observe != Channel::unobserved) program_.observed.push_back(index);
    }
    const auto name_of = [&](int fact) -> const std::string& {
      return program_.facts[static_cast<std::size_t>(fact)].name;
    };
    std::ranges::sort(program_.stated, {}, name_of);
    std::ranges::sort(program_.observed, {}, name_of);
    const auto none = symbols.datum(Value(std::string("none")));
    const auto nothing = symbols.datum(Value(WordSet{}));
    const Type text{Base::text, {}};
    program_.step = {
        .now = step_fact("now", {Base::moment, {}}, {}),
        .today = step_fact("today", {Base::date, {}}, {}),
        .place = step_fact("place", text, none),
        .procedure = step_fact("procedure", {Base::words, program_.vocabulary.procedure_names()}, none),
        .obstacles = step_fact("obstacles", {Base::set, program_.vocabulary.obstacles()}, nothing),
        .warnings = step_fact("warnings", {Base::set, program_.vocabulary.warnings()}, nothing),
        .outcome = step_fact("outcome", {Base::words, {"done", "refused"}}, none),
        .facility_name = step_fact("facility.name", text, none),
        .facility_kind = step_fact("facility.kind", text, none),
        .facility_prefecture = step_fact("facility.prefecture", text, none),
    };
  }

  /// One fact per input name; procedures that share a name share the fact, with the words of all.
  void declare_inputs() {
    for (const auto& procedure : program_.vocabulary.procedures()) {
      for (const auto& input : procedure.inputs) {
        const auto name = "input." + input.name;
        const int known = program_.fact(name);
        if (known < 0) {
          add_fact({.name = name,
                    .type = input.type,
                    .initial = program_.symbols.undecided("the procedure has no " + name)});
          continue;
        }
        auto& type = program_.facts[static_cast<std::size_t>(known)].type;
        const auto texty = [](Base base) { return base == Base::text || base == Base::facility; };
        if (type.base == Base::words && input.type.base != Base::words) type.base = input.type.base;
        if (type.base != input.type.base && input.type.base != Base::words &&
            !(texty(type.base) && texty(input.type.base)))
          problems_.push_back({.where = procedure.where,
                               .what = name + " is " + to_string(input.type) + " here and " +
                                       to_string(type) + " in another procedure",
                               .fix = "give one of them another name"});
        for (const auto& word : input.type.words)
          if (!type.has_word(word)) type.words.push_back(word);
      }
    }
  }

  void assumption(const yaml::Node& document) {
    document.allow_only(assumption_keys);
    Assumption result;
    const auto& id = document.at("assumption");
    result.id = id.as_text();
    result.where = id.where();
    if (const auto* question = document.find("question")) result.question = read_label(*question);
    const auto* type = document.find("type");
    result.type = read_type(type != nullptr ? *type : document.at("values"));
    if (const auto* answers = document.find("answers"))
      for (const auto& [word, text] : answers->as_mapping()) {
        if (!result.type.has_word(word.text))
          word.fail("'" + word.text + "' is no value of " + result.id,
                    suggestion(word.text, result.type.words));
        result.answers.emplace(word.text, read_label(text));
      }
    result.initial = read_value(document.at("default"), result.type);
    if (program_.fact("assume." + result.id) >= 0) id.fail("the assumption '" + result.id + "' stands twice");
    if (program_.assumptions.size() == max_assumptions)
      id.fail("more than " + std::to_string(max_assumptions) + " assumptions");
    for (const auto& word : result.type.words) scope_.add_word(word);
    result.fact = add_fact({.name = "assume." + result.id,
                            .type = result.type,
                            .initial = program_.symbols.datum(result.initial),
                            .assumption = static_cast<int>(program_.assumptions.size())});
    program_.assumptions.push_back(std::move(result));
  }

  void derivations() {
    for (const auto& spec : program_.vocabulary.facts())
      if (spec.derive) collect(problems_, [&] { scope_.derive(program_.fact(spec.name), *spec.derive); });
    each("derivations", [&](const yaml::Node& document) {
      for (const auto& [key, value] : document.at("derivations").as_mapping())
        collect(problems_, [&, &key = key, &value = value] { derivation(key, value); });
    });
  }

  void derivation(const yaml::Node& key, const yaml::Node& value) {
    const int fact = scope_.find(key.text);
    if (fact < 0)
      key.fail("unknown fact '" + key.text + "'",
               suggestion(key.text, scope_.names(), "'karimen rules vocabulary'"));
    const int spec = program_.facts[static_cast<std::size_t>(fact)].vocabulary;
    if (spec < 0) key.fail("'" + key.text + "' is given with the step and cannot be derived");
    if (value.is_mapping()) {
      value.allow_only(derivation_keys);
      ground(key.text, value);
    }
    const auto& formula = value.is_mapping() ? value.at("derive") : value;
    scope_.derive(fact, formula);
    program_.vocabulary.set_derive(static_cast<std::size_t>(spec), formula);
  }

  void decision(const yaml::Node& document) {
    auto read = DecisionParser(program_, scope_).read(document);
    const auto index = static_cast<int>(program_.decisions.size());
    if (!program_.decision_index.emplace(read.name, index).second)
      document.at("decision").fail("the decision '" + read.name + "' stands twice", "keep one of the two");
    program_.decisions.push_back(std::move(read));
  }

  void effect(const yaml::Node& document) {
    document.allow_only(named_effect_keys);
    const auto& name = document.at("effect");
    auto set = ProcedureParser(program_, scope_, effects_).assignments(document.at("set"));
    if (!effects_.emplace(name.as_text(), std::move(set)).second)
      name.fail("the effect '" + name.text + "' stands twice", "keep one of the two");
    ground(name.text, document);
  }

  void procedure(const yaml::Node& document) {
    auto read = ProcedureParser(program_, scope_, effects_).read(document);
    const auto index = static_cast<int>(program_.procedures.size());
    if (!program_.procedure_index.emplace(read.name, index).second)
      document.at("procedure").fail("the procedure '" + read.name + "' stands twice", "keep one of the two");
    program_.procedures.push_back(std::move(read));
  }

  void invariant(const yaml::Node& document) {
    document.allow_only(invariant_keys);
    Invariant result;
    result.name = document.at("invariant").as_text();
    result.where = document.at("invariant").where();
    if (const auto* because = document.find("because")) result.label = read_label(*because);
    if (const auto* after = document.find("after_cut")) result.holds_after_cut = after->as_boolean();
    const Type truth{Base::boolean, {}};
    declare_former(document.at("holds").as_text());
    result.holds = DecisionParser(program_, scope_).value(document.at("holds"), &truth);
    program_.invariants.push_back(std::move(result));
    ground(program_.invariants.back().name, document);
  }

  // What an invariant compares with the state before the step: primary facts only.
  void declare_former(std::string_view formula) {
    constexpr std::string_view prefix = "before.", characters = "abcdefghijklmnopqrstuvwxyz0123456789_.";
    for (auto begin = formula.find(prefix); begin != formula.npos; begin = formula.find(prefix, begin + 1)) {
      const auto end = std::min(formula.find_first_not_of(characters, begin), formula.size());
      const auto name = formula.substr(begin, end - begin);
      const int of = program_.fact(name.substr(prefix.size()));
      if (of < 0 || program_.fact(name) >= 0) continue;
      const auto& fact = program_.facts[static_cast<std::size_t>(of)];
      if (fact.vocabulary < 0 || !fact.derive.empty()) continue;
      const auto index = add_fact({.name = std::string(name),
                                   .type = fact.type,
                                   .initial = program_.symbols.undecided("no step was before"),
                                   .per_step = true});
      program_.former.push_back({index, of});
    }
  }

  void ground(const std::string& name, const yaml::Node& node) {
    if (const auto* source = node.find("source")) program_.grounds.push_back({name, read_sources(*source)});
  }

  void sources(const yaml::Node& document) {
    for (const auto& entry : document.at("sources").as_mapping())
      if (!program_.sources.emplace(entry.key.text, read_source_document(entry)).second)
        entry.key.fail("the source '" + entry.key.text + "' stands twice", "keep one of the two");
  }

  /// Without a catalogue any name will do.
  void check_sources() {
    if (program_.sources.empty()) return;
    std::vector<std::string> known;
    for (const auto& [name, document] : program_.sources) known.push_back(name);
    for_each_source(program_, [&](const std::string& by, const Source& source) {
      if (source.document.empty() || program_.sources.contains(source.document)) return;
      problems_.push_back({.where = source.where,
                           .what = by + " quotes an unknown document '" + source.document + "'",
                           .fix = suggestion(source.document, known)});
    });
  }

  void check_rule_ids() {
    std::map<std::string, Position> seen;
    const auto check = [&](const Rule& rule) {
      const auto [twin, fresh] = seen.emplace(rule.id, rule.where);
      if (!fresh)
        problems_.push_back({.where = rule.where,
                             .what = "the rule id '" + rule.id + "' stands twice (first in " +
                                     twin->second.file + ", line " + std::to_string(twin->second.line) + ")",
                             .fix = "give this row an id of its own, for example " + rule.id + "b"});
    };
    for (const auto& decision : program_.decisions) {
      for (const auto& rule : decision.rules) check(rule);
      if (decision.otherwise) check(*decision.otherwise);
    }
  }

  const std::vector<yaml::Node>& documents_;
  Program program_;
  ProgramScope scope_;
  NamedEffects effects_;
  std::vector<Diagnostic> problems_;
};

}  // namespace

Program load_program(const std::vector<yaml::Node>& documents) {
  return Loader(documents).run();
}

}  // namespace karimen::harness::rules
