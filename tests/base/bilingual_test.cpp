#include "base/bilingual.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/diagnostic.hpp"
#include "base/phrases/phrasebook.hpp"

using namespace karimen;
namespace data = boost::unit_test::data;

namespace {

struct Sentence {
  const char* en;
  const char* ja;
};
std::ostream& operator<<(std::ostream& out, const Sentence& sentence) {
  return out << sentence.en;
}

const Sentence sentences[] = {
    {"unknown fact 'card.recrod'", "'card.recrod' という事実はない"},
    {"expected a single value, found a list", "単一の値 のはずが リスト がある"},
    {"unknown input 'chanel' of apply_for_card", "apply_for_card に 'chanel' という入力はない"},
    {"did you mean 'a' or 'b'?", "'a' or 'b' のことか"},
    {"unknown fault 'nothing'", "'nothing' という障害はない"},  // what is quoted is no word of ours
    {"the chip broke", "the chip broke"},                       // nobody translated it
    {"unknown fact 'x", "unknown fact 'x"},                     // nearly
    {"", ""},
};

// As many places as the English sentence fills, and none beyond.
std::size_t places(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) ++count;
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(two_languages)

BOOST_AUTO_TEST_CASE(a_text_that_is_missing_is_the_other_one) {
  constexpr Bilingual both{"card", "カード"}, english{"card", ""};
  const BilingualText japanese{"", "カード"};
  BOOST_TEST(both.in(Language::ja) == "カード");
  BOOST_TEST(english.in(Language::ja) == "card");
  BOOST_TEST(japanese.in(Language::en) == "カード");
  BOOST_TEST(BilingualText{}.empty());
  BOOST_TEST(!japanese.empty());
}

BOOST_AUTO_TEST_CASE(places_are_filled_in_the_order_of_the_language) {
  constexpr Bilingual text{"{} of {}", "{1}の{0}"};
  BOOST_TEST(say(text, Language::en, {"tries", "the card"}) == "tries of the card");
  BOOST_TEST(say(text, Language::ja, {"残り回数", "カード"}) == "カードの残り回数");
  BOOST_TEST(say(text, Language::en, {"{}", "{0}"}) == "{} of {0}");
}

BOOST_DATA_TEST_CASE(sentences_are_told_in_japanese_as_far_as_there_are_pairs, data::make(sentences), each) {
  BOOST_TEST(translated(each.en, Language::ja) == each.ja);
  BOOST_TEST(translated(each.en, Language::en) == each.en);
}

BOOST_AUTO_TEST_CASE(every_pair_can_be_filled_in_and_is_reached) {
  std::set<std::string_view> known;
  for (const auto part : phrases())
    for (const auto& each : part) {
      BOOST_CHECK_MESSAGE(known.insert(each.en).second, "twice: " << each.en);
      BOOST_CHECK_MESSAGE(places(each.ja) <= places(each.en), each.en);
      std::string sentence = each.en;
      for (auto at = sentence.find("{}"); at != std::string::npos; at = sentence.find("{}"))
        sentence.replace(at, 2, "7");
      BOOST_CHECK_MESSAGE(translated(sentence, Language::ja) != sentence, sentence);
    }
}

BOOST_AUTO_TEST_CASE(a_diagnostic_has_its_labels_and_its_sentences_in_the_language) {
  const Diagnostic diagnostic{.where = {"a.yaml", 2, 3},
                              .what = "unknown key 'persn'",
                              .fix = "did you mean 'person'?",
                              .severity = Severity::warning};
  BOOST_TEST(render(diagnostic, Language::ja) ==
             "a.yaml:2:3: 警告: 'persn' というキーはない\n  対処: 'person' のことか\n");
  BOOST_TEST(render(diagnostic) ==
             "a.yaml:2:3: warning: unknown key 'persn'\n  fix: did you mean 'person'?\n");
}

// A sentence that an earlier pair fits, too, is told in that one's words and the rest in English.
BOOST_AUTO_TEST_CASE(no_pair_hides_a_later_one) {
  for (const auto part : phrases())
    for (const auto& phrase : part) {
      std::string sentence(phrase.en), expected(phrase.ja);
      for (char value = '1'; sentence.find("{}") != std::string::npos; ++value)
        sentence.replace(sentence.find("{}"), 2, std::string("w") + value);
      std::string told;
      BOOST_TEST_INFO(phrase.en);
      BOOST_CHECK_NO_THROW(told = translated(sentence, Language::ja));
      const auto plain = [](const std::string& text) {  // without what stands at the places
        std::string rest;
        for (std::size_t i = 0; i < text.size(); ++i) {
          const bool value =
              text[i] == 'w' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
          if (value)
            ++i;
          else if (text[i] == '{')
            i = text.find('}', i);
          else
            rest += text[i];
        }
        return rest;
      };
      BOOST_TEST(plain(told) == plain(expected), phrase.en << ": " << told);
    }
}

BOOST_AUTO_TEST_SUITE_END()
