#include "harness/scenario/given/given.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/scenario/given/completion.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness {
namespace {

struct ShortForm {
  const char* name;
  std::array<const char*, 2> facts;
  std::size_t count;
};
constexpr std::array short_forms{
    ShortForm{"form", {"driver_registry.holding_form"}, 1},
    ShortForm{"prefecture", {"holder.prefecture"}, 1},
    ShortForm{"signature_certificate", {"signature_submission.state"}, 1},
    ShortForm{"certificates_expire",
              {"card.signature_certificate_expires", "card.authentication_certificate_expires"},
              2},
};

bool all_digits(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class StatedParser {
 public:
  StatedParser(const Lexicon& lexicon, bool strict) : lexicon_(lexicon), strict_(strict) {}

  StatedFacts read(const yaml::Node& mapping) {
    for (const auto& [key, value] : mapping.as_mapping()) {
      if (key.text == "holder" && value.is_scalar()) continue;
      problems_.guarded([&, &key = key, &value = value] { top(key, value); });
    }
    problems_.guarded([&] { resolve_references(); });
    problems_.rethrow();
    return std::move(stated_);
  }

 private:
  void top(const yaml::Node& key, const yaml::Node& value) {
    const auto facts = short_form(key.text);
    if (facts.empty()) return nested(key, key.text, value);
    for (const auto* name : facts)
      if (const auto* spec = lexicon_.vocabulary.fact(name)) state(key, *spec, value);
  }

  void nested(const yaml::Node& key, const std::string& name, const yaml::Node& value) {
    if (const auto* spec = lexicon_.vocabulary.fact(name)) return state(key, *spec, value);
    if (value.is_mapping() && is_noun(name)) {
      for (const auto& [inner_key, inner] : value.entries)
        problems_.guarded([&, &inner_key = inner_key, &inner = inner] {
          nested(inner_key, name + '.' + inner_key.text, inner);
        });
      return;
    }
    unknown(key, name);
  }

  void state(const yaml::Node& key, const FactSpec& spec, const yaml::Node& value) {
    if (lexicon_.derived.contains(spec.name))
      key.fail("'" + spec.name + "' follows from other facts and cannot be given",
               "give the facts that it follows from");
    if (stated_.contains(spec.name)) key.fail("'" + spec.name + "' is given twice", "keep one of the two");
    if (!reference(value).empty()) {
      references_.push_back({&spec, &value});
      return;
    }
    if (spec.per_step)
      key.fail("'" + spec.name + "' is what a step answers: it starts afresh before each one",
               "leave it out");
    auto read = strict_ ? read_scenario_value(value, Wanted(spec), lexicon_) : read_value(value, spec.type);
    if (!strict_) check_limits(value, read, Wanted(spec), lexicon_);
    stated_.emplace(spec.name, StatedFact{std::move(read), &value});
  }

  // $facts inside given stand for what given states or, failing that, what the vocabulary has as default.
  void resolve_references() {
    for (const auto& [spec, node] : references_) {
      const auto name = reference(*node);
      const auto* target = lexicon_.vocabulary.fact(name);
      if (target == nullptr)
        node->fail("unknown fact '" + name + "'",
                   suggestion(name, lexicon_.vocabulary.fact_names(), "'karimen rules vocabulary'"));
      const auto found = stated_.find(name);
      const auto value = found != stated_.end() ? std::optional(found->second.value) : target->initial;
      if (!value) node->fail("'" + name + "' has no value here", "give '" + name + "' too");
      if (!accepts(spec->type, *value))
        node->fail("'" + name + "' is " + to_string(*value) + ", not " + to_string(spec->type));
      check_limits(*node, *value, Wanted(*spec), lexicon_);
      stated_.emplace(spec->name, StatedFact{*value, node});
    }
  }

  [[nodiscard]] bool is_noun(const std::string& name) const {
    const auto prefix = name + '.';
    return std::ranges::any_of(lexicon_.vocabulary.facts(),
                               [&](auto& spec) { return spec.name.starts_with(prefix); });
  }

  [[noreturn]] void unknown(const yaml::Node& key, const std::string& name) const {
    auto known = lexicon_.vocabulary.fact_names();
    for (auto& form : short_form_names()) known.push_back(std::move(form));
    known.emplace_back("holder");
    const auto near = nearest_word(name, known);
    key.fail("unknown fact '" + name + "'",
             near.empty() ? "'karimen list --given' shows the facts" : "did you mean '" + near + "'?");
  }

  struct Reference {
    const FactSpec* spec;
    const yaml::Node* node;
  };

  const Lexicon& lexicon_;
  const bool strict_;
  StatedFacts stated_;
  std::vector<Reference> references_;
  Problems problems_;
};

}  // namespace

std::span<const char* const> short_form(std::string_view name) {
  for (const auto& form : short_forms)
    if (name == form.name) return std::span(form.facts).first(form.count);
  return {};
}

std::vector<std::string> short_form_names() {
  std::vector<std::string> names;
  for (const auto& form : short_forms) names.emplace_back(form.name);
  return names;
}

std::string reference(const yaml::Node& node) {
  return node.is_scalar() && node.text.starts_with('$') ? node.text.substr(1) : "";
}

namespace {

// Registries, papers and opening hours count minutes; a period ends with the last second of a day.
void check_seconds(const yaml::Node& node, Moment moment, const std::string& name) {
  using namespace std::chrono_literals;
  const auto seconds = time_of_day(moment) % 1min;
  if (seconds == 0s || time_of_day(moment) == 24h - 1s) return;
  node.fail(name + " is a full minute, or the last second of a day (23:59:59), not " + to_string(moment),
            "write " + to_string(moment - seconds));
}

}  // namespace

void check_limits(const yaml::Node& node, const Value& value, const Wanted& wanted, const Lexicon& lexicon) {
  const auto name = std::string(wanted.name);
  if (const auto range = violated(value, wanted.type, wanted.limits))
    node.fail(name + " must be " + *range + ", not " + to_string(value), "write " + *range);
  if (const auto* moment = std::get_if<Moment>(&value)) check_seconds(node, *moment, name);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || wanted.type.has_word(*text)) return;
  const std::string kind = wanted.type.base == Base::facility ? "facility"
                           : wanted.limits.format != nullptr  ? wanted.limits.format->exists
                                                              : "";
  const auto known = lexicon.names(kind);
  if (!known.empty() && std::ranges::find(known, *text) == known.end())
    node.fail("unknown " + kind + " '" + *text + "'",
              suggestion(*text, known, kind == "facility" ? "'karimen rules vocabulary'" : ""));
}

Value read_scenario_value(const yaml::Node& node, const Wanted& wanted, const Lexicon& lexicon) {
  auto value = read_value(node, wanted.type);
  if (wanted.type.base == Base::text && !node.quoted && all_digits(node.text))
    node.fail("the digits of a text must be quoted", "write \"" + node.text + "\"");
  check_limits(node, value, wanted, lexicon);
  return value;
}

StatedFacts read_stated(const yaml::Node& mapping, const Lexicon& lexicon, bool strict) {
  return StatedParser(lexicon, strict).read(mapping);
}

Given complete_given(const yaml::Node& given, const Lexicon& lexicon) {
  const auto& holder = given.at("holder");
  const auto* persona = lexicon.personas->read_once(holder.as_text(), [&](const yaml::Node& facts) {
    return persona_facts(read_stated(facts, lexicon, false), lexicon);
  });
  if (persona == nullptr)
    holder.fail("unknown holder '" + holder.text + "'",
                suggestion(holder.text, lexicon.personas->names(), "'karimen card new --list'"));
  const auto stated = read_stated(given, lexicon, true);
  Given result{.facts = complete(*persona, stated, lexicon, holder),
               .said = {.spots = {}, .otherwise = spot_of(holder)}};
  for (const auto& [name, each] : stated) result.said.spots.emplace(name, spot_of(*each.node));
  return result;
}

}  // namespace karimen::harness
