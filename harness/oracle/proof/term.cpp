#include "harness/oracle/proof/term.hpp"

#include <algorithm>
#include <set>

namespace karimen::harness::rules {
namespace {

std::string joined_truths(const char* op, const std::vector<std::string>& all, const std::string& neutral,
                          const std::string& decisive) {
  std::vector<std::string> left;
  for (const auto& each : all) {
    if (each == decisive) return decisive;
    if (each != neutral && std::ranges::find(left, each) == left.end()) left.push_back(each);
  }
  if (left.empty()) return neutral;
  if (left.size() == 1) return left.front();
  std::string text = std::string("(") + op;
  for (const auto& each : left) text += ' ' + each;
  return text + ')';
}

bool is_literal(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string smt_not(const std::string& a) {
  if (a == "true") return "false";
  return a == "false" ? "true" : "(not " + a + ")";
}

std::string smt_and(const std::vector<std::string>& all) {
  return joined_truths("and", all, "true", "false");
}

std::string smt_or(const std::vector<std::string>& all) {
  return joined_truths("or", all, "false", "true");
}

std::string smt_ite(const std::string& condition, const std::string& yes, const std::string& no) {
  if (condition == "true" || yes == no) return yes;
  return condition == "false" ? no : "(ite " + condition + ' ' + yes + ' ' + no + ')';
}

std::string smt_equal(const std::string& a, const std::string& b) {
  if (a == b) return "true";
  if (is_literal(a) && is_literal(b)) return "false";
  if (a == "true" || b == "true") return a == "true" ? b : a;
  return "(= " + a + ' ' + b + ')';
}

std::string smt_number(std::int64_t number) {
  return number < 0 ? "(- " + std::to_string(-number) + ")" : std::to_string(number);
}

Term truth_term(std::string truth) {
  return {.kind = Term::Kind::truth, .truth = std::move(truth), .members = {}};
}

Term word_term(std::int64_t symbol) {
  return {.kind = Term::Kind::scalar, .truth = {}, .word = std::to_string(symbol + 1), .members = {}};
}

Term number_term(Tag tag, std::string number) {
  return {.kind = Term::Kind::scalar, .truth = {}, .tag = tag, .number = std::move(number), .members = {}};
}

std::string equal_terms(const Term& a, const Term& b) {
  if (a.kind != b.kind) return "false";
  if (a.kind == Term::Kind::truth) return smt_equal(a.truth, b.truth);
  if (a.kind == Term::Kind::set) {
    std::vector<std::string> all;
    std::set<std::int64_t> words;
    for (const auto* each : {&a, &b})
      for (const auto& [word, in] : each->members) words.insert(word);
    const auto in = [](const Term& set, std::int64_t word) {
      const auto found = set.members.find(word);
      return found == set.members.end() ? std::string("false") : found->second;
    };
    for (const auto word : words) {
      const auto left = in(a, word), right = in(b, word);
      all.push_back(left == right      ? "true"
                    : left == "false"  ? smt_not(right)
                    : right == "false" ? smt_not(left)
                                       : smt_equal(left, right));
    }
    return smt_and(all);
  }
  const bool numbers = a.tag == b.tag && a.tag != Tag::word;
  const auto same_number = numbers ? smt_equal(a.number, b.number) : std::string("false");
  return smt_and({smt_equal(a.word, b.word), smt_or({smt_not(smt_equal(a.word, "0")), same_number})});
}

Term chosen(const std::string& condition, const Term& yes, const Term& no) {
  if (condition == "true") return yes;
  if (condition == "false") return no;
  if (yes.kind == Term::Kind::truth) return truth_term(smt_ite(condition, yes.truth, no.truth));
  Term result{.kind = yes.kind, .truth = {}, .members = {}};
  if (yes.kind == Term::Kind::set) {
    for (const auto* each : {&yes, &no})
      for (const auto& [word, in] : each->members) result.members[word] = "false";
    for (auto& [word, in] : result.members) {
      const auto left = yes.members.find(word), right = no.members.find(word);
      in = smt_ite(condition, left == yes.members.end() ? "false" : left->second,
                   right == no.members.end() ? "false" : right->second);
    }
    return result;
  }
  result.tag = yes.tag == Tag::word ? no.tag : yes.tag;
  result.word = smt_ite(condition, yes.word, no.word);
  if (yes.tag == Tag::word || no.tag == Tag::word)
    result.number = yes.tag == Tag::word ? no.number : yes.number;
  else
    result.number = smt_ite(condition, yes.number, no.number);
  return result;
}

}  // namespace karimen::harness::rules
