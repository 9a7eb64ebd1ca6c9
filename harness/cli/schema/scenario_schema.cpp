#include "harness/cli/schema/scenario_schema.hpp"

#include "harness/cli/schema/schema_json.hpp"
#include "harness/scenario/client.hpp"
#include "harness/scenario/given/given.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness::cli {
namespace {

class SchemaWriter {
 public:
  SchemaWriter(const Lexicon& lexicon, Language language) : lexicon_(lexicon), language_(language) {}

  SchemaJson write_faults() const {
    auto schema =
        schema_head(Bilingual{"faults of a Karimen scenario", "Karimen シナリオの障害"}.in(language_));
    schema.update(faults());
    return schema;
  }

  SchemaJson write() const {
    auto schema = schema_head(Bilingual{"Karimen scenario", "Karimen シナリオ"}.in(language_));
    SchemaJson bare_include{{"required", {"include"}}, {"maxProperties", 1}};
    schema["if"] = {{"required", {"sequence"}}};
    schema["then"] = defined("sequence");
    schema["else"] = {{"if", std::move(bare_include)}, {"else", defined("scenario")}};
    schema["$defs"] = definitions();
    return schema;
  }

 private:
  // --- mappings

  template <typename Each>
  SchemaJson mapping(std::span<const Key> keys, const std::vector<std::string>& required,
                     const Each& each) const {
    auto properties = SchemaJson::object();
    for (const auto& key : keys) {
      auto schema = each(key.name);
      schema["description"] = key.words.in(language_);
      properties[key.name] = std::move(schema);
    }
    SchemaJson schema{{"type", "object"}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = required;
    schema["properties"] = std::move(properties);
    return schema;
  }

  SchemaJson of_scenario(const std::string& key) const {
    if (key == "id") return plain_text();
    if (key == "title") return bilingual();
    if (key == "tags") return list_of(plain_text());
    if (key == "rules") return one_or_more(SchemaJson{{"type", "string"}});
    if (key == "place") return prefecture();
    if (key == "insertion") return one_of_words(words_of(insertion_words));
    if (key == "assume") return assumptions();
    if (key == "given") return defined("person");
    if (key == "others") return each_of(defined("person"));
    if (key == "steps") return {{"type", "array"}, {"minItems", 1}, {"items", defined("step")}};
    if (key == "matrix") return each_of(SchemaJson{{"type", "array"}});
    if (key == "cases") return list_of(defined("case"));
    if (key == "skip") return bilingual();
    if (key == "include") return one_or_more(plain_text());
    if (key == "xfail") return expected_failure();
    if (key == "requires") return requirements();
    return defined("faults");
  }

  SchemaJson expected_failure() const {
    return any_of({bilingual(), mapping(xfail_keys, {"reason"}, [](const std::string& key) {
                     return key == "reason" ? bilingual() : plain_text();
                   })});
  }

  SchemaJson requirements() const {
    return mapping(requires_keys, {}, [&](const std::string& key) {
      if (key == "transport") return one_of_words(words_of(transport_words));
      return one_or_more(one_of_words(key == "fact" ? lexicon_.vocabulary.fact_names()
                                                    : lexicon_.vocabulary.procedure_names()));
    });
  }

  SchemaJson definitions() const {
    return {{"scenario", mapping(scenario_keys, {"id", "title", "given", "steps"},
                                 [&](const std::string& key) { return of_scenario(key); })},
            {"sequence", sequence()},
            {"person", person()},
            {"step", any_step()},
            {"procedure", step()},
            {"use", use()},
            {"client", client()},
            {"case", of_case()},
            {"expect", expectations()},
            {"faults", faults()},
            {"fact", facts()}};
  }

  static SchemaJson any_step() {
    return {{"if", {{"required", {"use"}}}}, {"then", defined("use")}, {"else", defined("procedure")}};
  }

  SchemaJson use() const {
    return mapping(use_keys, {"use"}, [](const std::string& key) -> SchemaJson {
      if (key == "with") return {{"type", "object"}};
      return key == "expect" || key == "note" ? each_of(defined("expect")) : plain_text();
    });
  }

  /// What stands in the place of a parameter is not known: its steps are read where they are used.
  SchemaJson sequence() const {
    return mapping(sequence_keys, {"sequence", "steps"}, [](const std::string& key) -> SchemaJson {
      if (key == "sequence") return text_like("^[^/.$# ]+$");
      if (key == "title") return bilingual();
      if (key == "parameters") return {{"type", "array"}};
      if (key == "include") return one_or_more(plain_text());
      return {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "object"}}}};
    });
  }

  SchemaJson person() const {
    auto properties = SchemaJson::object();
    properties["holder"] = any_of({one_of_words(lexicon_.personas->names()), facts_below("holder")});
    for (const auto& form : short_form_names()) {
      auto schema = given_reference(short_form(form).front());
      properties[form] = properties.contains(form) ? any_of({properties[form], schema}) : schema;
    }
    for (const auto& fact : lexicon_.vocabulary.facts()) {
      if (!is_given(fact)) continue;
      properties[fact.name] = given_reference(fact.name);
      const auto noun = fact.name.substr(0, fact.name.find('.'));
      if (!properties.contains(noun)) properties[noun] = facts_below(noun);
    }
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", {"holder"}},
            {"properties", std::move(properties)}};
  }

  SchemaJson facts_below(const std::string& noun) const {
    auto properties = SchemaJson::object();
    const auto prefix = noun + '.';
    for (const auto& fact : lexicon_.vocabulary.facts())
      if (is_given(fact) && fact.name.starts_with(prefix))
        properties[fact.name.substr(prefix.size())] = given_reference(fact.name);
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  }

  SchemaJson step() const {
    auto schema = mapping(step_keys, {"at"}, [&](const std::string& key) -> SchemaJson {
      if (key == "do") return any_of({one_of_words(lexicon_.vocabulary.procedure_names())});
      if (key == "at") return text_like(moment_form);
      if (key == "with") return {{"type", "object"}};
      if (key == "place") return prefecture();
      if (key == "expect" || key == "note") return defined("expect");
      if (key == "client") return defined("client");
      return plain_text();
    });
    schema["oneOf"] = {SchemaJson{{"required", {"do"}}}, SchemaJson{{"required", {"client"}}}};
    auto conditions = SchemaJson::array();
    for (const auto& procedure : lexicon_.vocabulary.procedures()) {
      SchemaJson is_it{{"required", {"do"}}, {"properties", {{"do", {{"const", procedure.name}}}}}};
      conditions.push_back({{"if", std::move(is_it)}, {"then", inputs_of(procedure)}});
    }
    schema["allOf"] = std::move(conditions);
    return schema;
  }

  SchemaJson inputs_of(const ProcedureSpec& procedure) const {
    auto properties = SchemaJson::object();
    std::vector<std::string> required;
    for (const auto& input : procedure.inputs) {
      auto schema = or_reference(value_of(input.type, input.limits));
      // A default need not be of the type: it may be a word of its own.
      if (input.initial && std::holds_alternative<std::string>(*input.initial))
        schema = any_of({std::move(schema), one_of_words({to_string(*input.initial)})});
      schema["description"] = input.label.in(language_);
      properties[input.name] = std::move(schema);
      if (!input.initial) required.push_back(input.name);
    }
    SchemaJson with{{"additionalProperties", false}, {"properties", std::move(properties)}};
    SchemaJson schema = SchemaJson::object();
    if (!required.empty()) {
      with["required"] = required;
      schema["required"] = {"with"};
    }
    schema["properties"] = {{"with", std::move(with)}};
    return schema;
  }

  SchemaJson client() const {
    return mapping(client_keys, {"command"}, [&](const std::string& key) -> SchemaJson {
      if (key == "command") return {{"type", "array"}, {"minItems", 1}, {"items", plain_text()}};
      if (key == "card") return one_of_words(words_of(client_cards));
      if (key == "environment") return each_of(plain_text());
      if (key == "timeout") return text_like("^[0-9]+(ms|s|min)$");
      if (key == "changes") return observed_facts();
      if (key != "expect") return plain_text();
      return mapping(client_expect_keys, {}, [&](const std::string& stream) {
        return stream == "exit" ? plain_text() : one_or_more(plain_text());
      });
    });
  }

  SchemaJson of_case() const {
    return mapping(case_keys, {"name"}, [&](const std::string& key) -> SchemaJson {
      if (key == "title" || key == "skip") return bilingual();
      if (key == "xfail") return expected_failure();
      if (key == "set") return {{"type", "object"}};
      if (key == "faults") return defined("faults");
      if (key == "expect" || key == "note") return each_of(defined("expect"));
      return plain_text();
    });
  }

  SchemaJson expectations() const {
    auto schema = observed_facts();
    auto& properties = schema["properties"];
    properties["outcome"] = one_of_words(words_of(outcome_words));
    properties["fee"] = any_of({{{"type", "integer"}, {"minimum", 0}}, one_of_words(words_of(fee_words))});
    properties["obstacles"] = codes(lexicon_.vocabulary.obstacles());
    properties["warnings"] = codes(lexicon_.vocabulary.warnings());
    return schema;
  }

  /// As a value, or as a cell.
  SchemaJson observed_facts() const {
    auto properties = SchemaJson::object();
    for (const auto& fact : lexicon_.vocabulary.facts())
      properties[fact.name] = any_of({defined("fact", fact.name), {{"type", "string"}}});
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  }

  /// One fault, or some; a bare name is one without settings.
  SchemaJson faults() const {
    std::vector<std::string> names;
    auto orders = SchemaJson::array();
    for (const auto& fault : lexicon_.faults) {
      if (!fault.instead.empty()) continue;
      names.push_back(fault.name);
      SchemaJson properties{{"fault", {{"const", fault.name}}}};
      for (const auto& setting : fault.settings)
        properties[setting.name] = setting.words.empty() ? plain_text() : one_of_words(setting.words);
      orders.push_back({{"type", "object"},
                        {"required", {"fault"}},
                        {"additionalProperties", false},
                        {"properties", std::move(properties)}});
    }
    orders.push_back(one_of_words(names));
    return {{"type", "object"},
            {"properties", {{"tear", one_of_words(words_of(tear_words))}}},
            {"additionalProperties", one_or_more({{"anyOf", std::move(orders)}})}};
  }

  SchemaJson assumptions() const {
    auto properties = SchemaJson::object();
    for (const auto& [id, type] : lexicon_.assumptions) properties[id] = value_of(type, {});
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  }

  // --- values

  SchemaJson facts() const {
    auto all = SchemaJson::object();
    for (const auto& fact : lexicon_.vocabulary.facts()) {
      auto schema = value_of(fact.type, fact.limits);
      schema["description"] = fact.label.in(language_);
      all[fact.name] = std::move(schema);
    }
    return all;
  }

  SchemaJson value_of(const Type& type, const Limits& limits) const {
    if (type.base == Base::words) return one_of_words(type.words);
    if (type.base == Base::set) {
      SchemaJson schema{{"type", "array"}, {"uniqueItems", true}};
      if (!type.words.empty()) schema["items"] = one_of_words(type.words);
      return schema;
    }
    auto schema = bare(type.base, limits);
    return type.words.empty() ? schema : any_of({std::move(schema), one_of_words(type.words)});
  }

  SchemaJson bare(Base base, const Limits& limits) const {
    switch (base) {
      case Base::boolean:
        return {{"type", "boolean"}};
      case Base::integer:
        return whole_number(limits);
      case Base::date:
        return text_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
      case Base::moment:
        return text_like(moment_form);
      case Base::time:
        return text_like("^[0-9]{2}:[0-9]{2}$");
      case Base::facility:
        return one_of_words(lexicon_.facility_names());
      case Base::text:
        if (limits.format && !limits.format->exists.empty() && !lexicon_.names(limits.format->exists).empty())
          return one_of_words(lexicon_.names(limits.format->exists));
        return plain_text();
      default:
        return SchemaJson::object();
    }
  }

  static SchemaJson whole_number(const Limits& limits) {
    SchemaJson schema{{"type", "integer"}};
    if (limits.from) schema["minimum"] = std::get<std::int64_t>(*limits.from);
    if (limits.to) schema["maximum"] = std::get<std::int64_t>(*limits.to);
    return schema;
  }

  static SchemaJson or_reference(SchemaJson schema) {
    return any_of({std::move(schema), text_like("^\\$[A-Za-z]")});
  }
  SchemaJson given_reference(const std::string& fact) const { return or_reference(defined("fact", fact)); }

  SchemaJson prefecture() const {
    const auto* fact = lexicon_.vocabulary.fact("holder.prefecture");
    return fact == nullptr ? plain_text() : value_of(fact->type, fact->limits);
  }

  static SchemaJson codes(const std::vector<std::string>& words) {
    return any_of({list_of(one_of_words(words)), {{"type", "string"}}});
  }
  static SchemaJson each_of(SchemaJson value) {
    return {{"type", "object"}, {"additionalProperties", std::move(value)}};
  }
  static SchemaJson one_or_more(const SchemaJson& item) { return any_of({item, list_of(item)}); }
  static SchemaJson bilingual() {
    return any_of({{{"type", "string"}},
                   {{"type", "object"},
                    {"additionalProperties", false},
                    {"properties", {{"en", {{"type", "string"}}}, {"ja", {{"type", "string"}}}}}}});
  }
  static SchemaJson defined(const std::string& what, const std::string& name = "") {
    return {{"$ref", "#/$defs/" + what + (name.empty() ? "" : '/' + name)}};
  }

  [[nodiscard]] bool is_given(const FactSpec& fact) const {
    return !fact.per_step && !lexicon_.derived.contains(fact.name);
  }

  static constexpr auto moment_form = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:59)?$";

  const Lexicon& lexicon_;
  const Language language_;
};

}  // namespace

std::string scenario_schema(const Lexicon& lexicon, Language language) {
  constexpr int entries_of_facts = 3;  // $defs, fact, and each of them
  return lines_of(SchemaWriter(lexicon, language).write(), entries_of_facts) + '\n';
}

std::string fault_schema(const Lexicon& lexicon, Language language) {
  return lines_of(SchemaWriter(lexicon, language).write_faults(), 1) + '\n';
}

}  // namespace karimen::harness::cli
