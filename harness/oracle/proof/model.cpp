#include "harness/oracle/proof/model.hpp"

#include <charconv>

namespace karimen::harness::rules {

std::vector<std::string> Model::names(const Encoder& encoder) {
  std::vector<std::string> names;
  for (const auto& [key, unknown] : encoder.unknowns()) {
    for (const auto* name : {&unknown.truth, &unknown.number, &unknown.word})
      if (!name->empty()) names.push_back(*name);
    for (const auto& [word, name] : unknown.members) names.push_back(name);
  }
  return names;
}

Facts Model::facts(const std::string& version) const {
  Facts facts;
  for (const auto& [key, unknown] : encoder_.unknowns())
    if (key.starts_with(version + '/'))
      if (auto found = value(unknown))
        facts.emplace(program_.facts[static_cast<std::size_t>(unknown.fact)].name, std::move(*found));
  return facts;
}

std::int64_t Model::number(const std::string& name) const {
  const auto found = values_.find(name);
  std::int64_t number = 0;
  if (found != values_.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
  return number;
}

std::optional<Value> Model::value(const Unknown& unknown) const {
  const auto is_true = [&](const std::string& name) {
    const auto found = values_.find(name);
    return found != values_.end() && found->second == "true";
  };
  if (!unknown.truth.empty()) return Value(is_true(unknown.truth));
  if (!unknown.members.empty()) {
    WordSet set;
    for (const auto& [word, name] : unknown.members)
      if (is_true(name)) set.insert(encoder_.symbols().text(word));
    return Value(std::move(set));
  }
  const auto word = unknown.word.empty() ? 0 : number(unknown.word);
  if (word > 0) return Value(text(unknown.fact, word - 1));
  if (unknown.number.empty()) return std::nullopt;
  const auto tag = encoder_.tag_of(unknown.fact);
  return encoder_.symbols().value({tag, number(unknown.number)});
}

std::string Model::text(int fact, std::int64_t symbol) const {
  if (encoder_.symbols().knows(symbol)) return encoder_.symbols().text(symbol);
  const auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  const auto& format =
      spec.vocabulary < 0
          ? nullptr
          : program_.vocabulary.facts()[static_cast<std::size_t>(spec.vocabulary)].limits.format;
  auto number = std::to_string(symbol % 1'000'000'000);
  if (format != nullptr && format->characters == "digits" && number.size() < format->least)
    number.insert(0, format->least - number.size(), '0');
  return format != nullptr && format->characters == "digits" ? number : "text_" + number;
}

}  // namespace karimen::harness::rules
