// Values of formulas as SMT-LIB terms.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/oracle/formula/datum.hpp"

namespace karimen::harness::rules {

/// What a formula comes to: a truth; a scalar, which is a number or a word; or a set of words.
struct Term {
  enum class Kind { truth, scalar, set };
  Kind kind = Kind::scalar;
  std::string truth;                            ///< Bool
  Tag tag = Tag::word;                          ///< of the number; word: it is never one
  std::string number = "0";                     ///< Int
  std::string word = "0";                       ///< Int: 0 where it is a number, else the word's symbol + 1
  std::map<std::int64_t, std::string> members;  ///< Bool of each word that may be in it
};

// Formulas of truths, with what is known of them taken out.
[[nodiscard]] std::string smt_not(const std::string& a);
[[nodiscard]] std::string smt_and(const std::vector<std::string>& all);
[[nodiscard]] std::string smt_or(const std::vector<std::string>& all);
[[nodiscard]] std::string smt_ite(const std::string& condition, const std::string& yes,
                                  const std::string& no);
[[nodiscard]] std::string smt_equal(const std::string& a, const std::string& b);
[[nodiscard]] std::string smt_number(std::int64_t number);

[[nodiscard]] Term truth_term(std::string truth);
[[nodiscard]] Term word_term(std::int64_t symbol);
[[nodiscard]] Term number_term(Tag tag, std::string number);
/// As Op::equal.
[[nodiscard]] std::string equal_terms(const Term& a, const Term& b);
[[nodiscard]] Term chosen(const std::string& condition, const Term& yes, const Term& no);

}  // namespace karimen::harness::rules
