#include "harness/scenario/reading/ending_parser.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "harness/fact/label.hpp"
#include "harness/scenario/name.hpp"
#include "harness/scenario/problems.hpp"
#include "harness/scenario/reading/case_path.hpp"
#include "harness/scenario/reading/expansion.hpp"
#include "harness/scenario/reading/keys.hpp"

namespace karimen::harness {
namespace {

// `skip: true` says nothing to whoever finds it a year later.
void refuse_bare_truth(const yaml::Node& node, const std::string& key) {
  constexpr std::array truths{"true", "false", "yes", "no"};
  if (node.quoted || std::ranges::find(truths, node.text) == truths.end()) return;
  node.fail("'" + key + "' takes a reason, not " + node.text, "write " + key + ": \"why\", or leave it out");
}

template <typename Known>
std::vector<std::string> names_required(const yaml::Node* node, const char* kind, const Known& known,
                                        const std::vector<std::string>& all) {
  if (node == nullptr) return {};
  Problems problems;
  std::vector<std::string> names;
  const auto add = [&](const yaml::Node& each) {
    problems.guarded([&] {
      if (!known(each.as_text()))
        each.fail(std::string("unknown ") + kind + " '" + each.text + "'",
                  suggestion(each.text, all, "'karimen rules vocabulary'"));
      names.push_back(each.text);
    });
  };
  if (node->is_sequence())
    for (const auto& item : node->items) add(item);
  else
    add(*node);
  problems.rethrow();
  return names;
}

}  // namespace

BilingualText read_reason(const yaml::Node& node, const std::string& key) {
  if (node.is_scalar()) {
    refuse_bare_truth(node, key);
    (void)read_line(node, "a reason");
  } else {
    for (const auto& entry : node.as_mapping()) (void)read_line(entry.value, "a reason");
  }
  auto reason = read_label(node);
  if (reason.empty()) node.fail("a reason is missing", "write " + key + ": \"why\"");
  return reason;
}

ExpectedFailure read_expected_failure(const yaml::Node& node, const yaml::Node& document) {
  if (!node.is_mapping() || (node.find("reason") == nullptr && node.find("step") == nullptr))
    return {.reason = read_reason(node, "xfail")};
  allow_only(node, xfail_keys);
  ExpectedFailure expected{.reason = read_reason(node.at("reason"), "xfail")};
  if (const auto* step = node.find("step")) {
    const auto index = step_index(document, step->as_text(), *step);
    expected.step = step_ids(document.at("steps"))[index];
  }
  return expected;
}

Requirements read_requirements(const yaml::Node& node, const Lexicon& lexicon) {
  (void)node.as_mapping();
  Requirements needs;
  Problems problems;
  problems.guarded([&] { allow_only(node, requires_keys); });
  if (const auto* transport = node.find("transport"))
    problems.guarded([&] {
      needs.transport = transport->as_text();
      if (std::ranges::find(transport_words, needs.transport) == transport_words.end())
        transport->fail("unknown transport '" + needs.transport + "'",
                        suggestion(needs.transport, words_of(transport_words)));
    });
  const auto& vocabulary = lexicon.vocabulary;
  const auto procedures_of = [&](const char* key) {
    return names_required(
        node.find(key), "procedure",
        [&](const std::string& name) { return vocabulary.procedure(name) != nullptr; },
        vocabulary.procedure_names());
  };
  problems.guarded([&] { needs.procedures = procedures_of("procedure"); });
  problems.guarded([&] { needs.builtin = procedures_of("builtin"); });
  problems.guarded([&] {
    needs.facts = names_required(
        node.find("fact"), "fact", [&](const std::string& name) { return vocabulary.fact(name) != nullptr; },
        vocabulary.fact_names());
  });
  problems.rethrow();
  return needs;
}

}  // namespace karimen::harness
