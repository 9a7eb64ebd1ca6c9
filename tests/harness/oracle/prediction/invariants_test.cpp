#include "harness/oracle/prediction/invariants.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "harness/oracle/rulebook/rulebook.hpp"

using namespace karimen;
using namespace karimen::harness;
using namespace karimen::harness::rules;

namespace {

const std::filesystem::path root = KARIMEN_SOURCE_DIR;

struct Shipped {
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
};

}  // namespace

BOOST_AUTO_TEST_SUITE(invariants)

// The kind of fault that remembering brings: an answer that should have been asked for again.
BOOST_FIXTURE_TEST_CASE(what_is_remembered_is_what_a_fresh_question_finds, Shipped) {
  std::mt19937 random(1);
  Invariants remembering(program, evaluator);
  auto facts = initial();
  std::size_t broken_at_all = 0, changed = 0;
  std::vector<bool> last;
  for (int round = 0; round < 2000; ++round) {
    if (round % 20 == 0) facts = initial();
    for (auto changes = random() % 10; changes > 0; --changes) {
      const auto fact = random() % facts.size();
      if (program.facts[fact].derive.empty()) facts[fact] = any(program.facts[fact].type, random);
    }
    evaluator.look_at(facts);
    const auto remembered = remembering.broken_over(facts);
    BOOST_REQUIRE(remembered == Invariants(program, evaluator).broken_over(facts));
    broken_at_all += static_cast<std::size_t>(std::ranges::count(remembered, true));
    changed += remembered != last;
    last = remembered;
  }
  BOOST_TEST(broken_at_all > 2000u);
  BOOST_TEST(changed > 200u);
}

BOOST_AUTO_TEST_SUITE_END()
