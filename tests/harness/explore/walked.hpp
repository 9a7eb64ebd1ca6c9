// The rulebook and the words that tests of exploration share.
#pragma once

#include <string>

#include "harness/runner/run_context.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness::explore {

[[nodiscard]] inline const std::string& source_of_walks() {
  static const std::string root = KARIMEN_SOURCE_DIR;
  return root;
}

[[nodiscard]] inline const RunContext& walked() {
  static const RunContext all{.rulebook = Rulebook::load(source_of_walks() + "/harness/rulebook"),
                              .calendar = Calendar::load(source_of_walks() + "/fixtures/holidays.yaml"),
                              .facilities = load_facilities(source_of_walks() + "/fixtures/facilities.yaml")};
  return all;
}

[[nodiscard]] inline const Lexicon& words_of_walks() {
  static const Lexicon all =
      make_lexicon(load_documents(source_of_walks() + "/harness/rulebook"), walked().facilities,
                   std::make_shared<Personas>(source_of_walks() + "/fixtures/personas"));
  return all;
}

}  // namespace karimen::harness::explore
