// The rulebook as it is shipped, for tests that ask it more than scenarios do.
#pragma once

#include <filesystem>
#include <random>

#include "harness/oracle/formula/evaluator.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"

namespace karimen::harness::example {

using namespace rules;

/// An evaluator over the rulebook as it is shipped, and facts of any values.
struct Shipped {
  const std::filesystem::path root = KARIMEN_SOURCE_DIR;
  Rulebook rulebook = Rulebook::load(root / "harness/rulebook", {.catalogue = root / "docs/sources.yaml"});
  const Program& program = rulebook.program();
  Calendar calendar = Calendar::load(root / "fixtures/holidays.yaml");
  Symbols symbols{&program.symbols};
  Evaluator evaluator{program, symbols, calendar};

  FactData initial() const {
    FactData facts;
    for (const auto& fact : program.facts) facts.push_back(fact.initial);
    return facts;
  }
  /// Some value of its type; a number is small enough to be the same now and then.
  Datum any(const Type& type, std::mt19937& random) {
    const auto number = static_cast<std::int64_t>(random() % 4);
    switch (type.base) {
      case Base::boolean:
        return boolean(number % 2 == 0);
      case Base::integer:
        return integer(number);
      case Base::date:
        return {Tag::date, 20'000 + number};
      case Base::moment:
        return {Tag::moment, (20'000 + number) * 86'400};
      case Base::set:
        return {Tag::set, symbols.set({})};
      default:
        return {Tag::word, symbols.word(type.words.empty() ? std::string(1, static_cast<char>('0' + number))
                                                           : type.words[random() % type.words.size()])};
    }
  }
  /// Another value for one of them.
  void change(FactData& facts, std::mt19937& random) {
    const auto fact = random() % facts.size();
    if (program.facts[fact].derive.empty()) facts[fact] = any(program.facts[fact].type, random);
  }
};

}  // namespace karimen::harness::example
