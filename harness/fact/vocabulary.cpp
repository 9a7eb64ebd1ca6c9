#include "harness/fact/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/yaml/folder.hpp"
#include "harness/fact/vocabulary_keys.hpp"

namespace karimen::harness {
namespace {

constexpr std::array channel_names{"unobserved", "chip", "outcome", "paper", "registry"};
constexpr const char* no_channel = "oracle";

Channel read_channel(const yaml::Node& node) {
  const auto& text = node.as_text();
  for (std::size_t i = 1; i < channel_names.size(); ++i)
    if (text == channel_names[i]) return static_cast<Channel>(i);
  std::vector<std::string> known(channel_names.begin() + 1, channel_names.end());
  known.emplace_back(no_channel);
  node.fail("unknown observe channel '" + text + "'", suggestion(text, known));
}

bool has_capital_only(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'); });
}

}  // namespace

const char* to_string(Channel channel) {
  return channel_names[static_cast<std::size_t>(channel)];
}

const InputSpec* ProcedureSpec::input(std::string_view input_name) const {
  const auto found =
      std::find_if(inputs.begin(), inputs.end(), [&](auto& each) { return each.name == input_name; });
  return found == inputs.end() ? nullptr : &*found;
}

/// Collects every problem before it gives up.
class VocabularyParser {
 public:
  Vocabulary read(std::span<const yaml::Node> documents) {
    for (const auto& document : documents) {
      if (!document.is_mapping()) continue;
      collect(problems_,
              [&] { section(document, "formats", [&](auto& key, auto& value) { format(key, value); }); });
      collect(problems_,
              [&] { section(document, "limits", [&](auto& key, auto& value) { range(key, value); }); });
    }
    for (const auto& document : documents) {
      if (!document.is_mapping()) continue;
      collect(problems_, [&] { labels(document, "words", result_.words_); });
      collect(problems_, [&] { labels(document, "labels", result_.labels_); });
      collect(problems_, [&] { codes(document, "obstacles", result_.obstacles_); });
      collect(problems_, [&] { codes(document, "warnings", result_.warnings_); });
      collect(problems_,
              [&] { section(document, "facts", [&](auto& key, auto& value) { fact(key, value); }); });
      collect(problems_, [&] {
        section(document, "procedures", [&](auto& key, auto& value) { procedure(key, value); });
      });
    }
    if (!problems_.empty()) throw DiagnosticError(std::move(problems_));
    return std::move(result_);
  }

 private:
  template <typename Take>
  void section(const yaml::Node& document, const char* name, Take take) {
    const auto* found = document.find(name);
    if (found == nullptr) return;
    for (const auto& entry : found->as_mapping()) collect(problems_, [&] { take(entry.key, entry.value); });
  }

  void format(const yaml::Node& key, const yaml::Node& value) {
    auto read = std::make_shared<const Format>(read_format(key, value));
    if (!formats_.emplace(key.text, std::move(read)).second)
      key.fail("the format '" + key.text + "' is already declared", "keep one of the two");
  }

  void range(const yaml::Node& key, const yaml::Node& value) {
    value.allow_only(date_limit_keys);
    const auto type = read_type(key);
    result_.limits_[type.base] = read_range(value, type);
  }

  // The fact's own range, else that of all values of its kind; and its format.
  Limits limits_of(const yaml::Node& mapping, const Type& type) const {
    auto limits = read_range(mapping, type);
    if (!limits.from && !limits.to) limits = result_.limits(type.base);
    if (const auto* format = mapping.find("format")) {
      const auto found = formats_.find(format->as_text());
      std::vector<std::string> known;
      for (const auto& [name, each] : formats_) known.push_back(name);
      if (found == formats_.end())
        format->fail("unknown format '" + format->text + "'", suggestion(format->text, known));
      if (type.base != Base::text) format->fail("only a text has a format");
      limits.format = found->second;
    }
    return limits;
  }

  using Labels = std::map<std::string, BilingualText, std::less<>>;

  void labels(const yaml::Node& document, const char* name, Labels& all) {
    section(document, name, [&](auto& key, auto& value) { label(key, value, all); });
  }

  static void label(const yaml::Node& key, const yaml::Node& value, Labels& all) {
    if (!all.emplace(key.text, read_label(value)).second)
      key.fail("the word '" + key.text + "' is already labelled", "keep one of the two");
  }

  void codes(const yaml::Node& document, const char* name, std::vector<std::string>& list) {
    const auto* found = document.find(name);
    if (found == nullptr) return;
    const auto add = [&](const yaml::Node& node) {
      if (!has_capital_only(node.text)) node.fail("codes are written in capitals: '" + node.text + "'");
      if (std::find(list.begin(), list.end(), node.text) != list.end())
        node.fail("the code '" + node.text + "' stands twice", "keep one of the two");
      list.push_back(node.text);
    };
    if (found->is_mapping())  // codes with their labels
      for (const auto& entry : found->entries)
        collect(problems_, [&] { add(entry.key), label(entry.key, entry.value, result_.words_); });
    else
      for (const auto& node : found->as_sequence()) collect(problems_, [&] { add(node); });
  }

  void fact(const yaml::Node& key, const yaml::Node& value) {
    value.allow_only(fact_keys);
    FactSpec spec;
    spec.name = key.text;
    spec.where = key.where();
    spec.label = label_of(value);
    if (const auto* type = value.find("type")) spec.type = read_type(*type);
    spec.limits = limits_of(value, spec.type);
    if (const auto* derive = value.find("derive")) spec.derive = *derive;
    if (const auto* observe = value.find("observe")) {
      spec.oracles_own = observe->as_text() == no_channel;
      if (!spec.oracles_own) spec.observe = read_channel(*observe);
      if (spec.oracles_own && spec.derive)
        observe->fail("a derived fact is nobody's own", "leave 'observe: oracle' out");
    }
    if (!spec.derive && spec.type.base == Base::any)
      key.fail("the fact '" + key.text + "' has no type", "add 'type: ...' or 'derive: ...'");
    spec.initial = spec.derive ? std::nullopt : natural_default(spec.type);
    if (const auto* initial = value.find("default")) {
      if (spec.derive) initial->fail("a derived fact has no default");
      spec.initial = read_value(*initial, spec.type);
      if (const auto wanted = violated(*spec.initial, spec.type, spec.limits))
        initial->fail("the default is not " + *wanted);
    }
    if (const auto* lifetime = value.find("lifetime")) {
      if (lifetime->as_text() != "step" && lifetime->text != "scenario")
        lifetime->fail("unknown lifetime '" + lifetime->text + "'", "one of: scenario, step");
      spec.per_step = lifetime->text == "step";
    }
    if (!result_.fact_index_.add(spec.name, static_cast<std::int64_t>(result_.facts_.size())))
      key.fail("the fact '" + key.text + "' is already declared", "keep one of the two");
    result_.facts_.push_back(std::move(spec));
  }

  void procedure(const yaml::Node& key, const yaml::Node& value) {
    value.allow_only(actor_keys);
    ProcedureSpec spec;
    spec.name = key.text;
    spec.where = key.where();
    spec.label = label_of(value);
    spec.actor = value.at("actor").as_text();
    if (const auto* inputs = value.find("inputs"))
      for (const auto& entry : inputs->as_mapping())
        collect(problems_, [&] { spec.inputs.push_back(input(entry.key, entry.value)); });
    if (!result_.procedure_index_.emplace(spec.name, result_.procedures_.size()).second)
      key.fail("the procedure '" + key.text + "' is already declared", "keep one of the two");
    result_.procedures_.push_back(std::move(spec));
  }

  InputSpec input(const yaml::Node& key, const yaml::Node& value) const {
    value.allow_only(input_keys);
    InputSpec spec{key.text, read_type(value.at("type")), std::nullopt, label_of(value)};
    spec.limits = limits_of(value, spec.type);
    if (const auto* initial = value.find("default")) {
      // `default: none` needs no word of its own in a text or facility
      spec.initial = read_value(*initial, spec.type);
    }
    return spec;
  }

  Vocabulary result_;
  std::map<std::string, std::shared_ptr<const Format>> formats_;
  std::vector<Diagnostic> problems_;
};

Vocabulary Vocabulary::from(std::span<const yaml::Node> documents) {
  return VocabularyParser().read(documents);
}

Vocabulary Vocabulary::load(const std::filesystem::path& path) {
  const auto files = std::filesystem::is_directory(path) ? yaml::all_files_under(path) : std::vector{path};
  std::vector<yaml::Node> documents;
  for (const auto& file : files)
    for (auto& document : yaml::load_file(file)) documents.push_back(std::move(document));
  return from(documents);
}

const FactSpec* Vocabulary::fact(std::string_view name) const {
  const auto index = fact_index_.find(name);
  return index < 0 ? nullptr : &facts_[static_cast<std::size_t>(index)];
}

const ProcedureSpec* Vocabulary::procedure(std::string_view name) const {
  const auto found = procedure_index_.find(name);
  return found == procedure_index_.end() ? nullptr : &procedures_[found->second];
}

BilingualText Vocabulary::word(std::string_view name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? BilingualText{std::string(name), std::string(name)} : found->second;
}

BilingualText Vocabulary::label(std::string_view name) const {
  if (const auto* spec = fact(name)) return spec->label;
  if (const auto* spec = procedure(name)) return spec->label;
  if (const auto found = words_.find(name); found != words_.end()) return found->second;
  const auto found = labels_.find(name);
  return found == labels_.end() ? BilingualText{} : found->second;
}

Limits Vocabulary::limits(Base base) const {
  const auto found = limits_.find(base);
  return found == limits_.end() ? Limits{} : found->second;
}

std::vector<std::string> Vocabulary::fact_names() const {
  std::vector<std::string> names;
  for (const auto& spec : facts_) names.push_back(spec.name);
  return names;
}

std::vector<std::string> Vocabulary::procedure_names() const {
  std::vector<std::string> names;
  for (const auto& spec : procedures_) names.push_back(spec.name);
  return names;
}

}  // namespace karimen::harness
