#include "harness/scenario/reading/capture.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "harness/scenario/reading/case_path.hpp"
#include "harness/scenario/reading/expansion.hpp"

namespace karimen::harness {
namespace {

constexpr auto only_earlier = "only what an earlier step leaves is known here";

bool is_step(const yaml::Node& steps, const std::vector<std::string>& ids, const std::string& name) {
  return std::ranges::find(ids, name) != ids.end() ||
         std::ranges::any_of(steps.items, [&](const auto& step) { return step_word(step) == name; });
}

[[noreturn]] void no_such_step(const yaml::Node& node, const std::string& name,
                               std::vector<std::string> earlier) {
  node.fail("there is no step '" + name + "' before this one",
            earlier.empty() ? "this is the first step" : suggestion(name, earlier));
}

}  // namespace

std::optional<Capture> find_capture(const yaml::Node& node, std::string_view name, const yaml::Node& document,
                                    std::size_t index, const Vocabulary& vocabulary) {
  const auto& steps = document.at("steps");
  const auto ids = step_ids(steps);
  for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    const std::string step(name.substr(0, dot)), fact(name.substr(dot + 1));
    const bool known_step = is_step(steps, ids, step), known_fact = vocabulary.fact(fact) != nullptr;
    if (!known_step && !known_fact) continue;
    if (!known_step)
      no_such_step(node, step, {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(index)});
    const auto meant = step_index(document, step, node);
    if (meant == index)
      node.fail("'$" + std::string(name) + "' is what is so after the step '" + step + "', which is this one",
                only_earlier);
    if (meant > index)
      node.fail(
          "'$" + std::string(name) + "' is what is so after the step '" + step + "', which is a later one",
          only_earlier);
    if (!known_fact)
      node.fail("unknown fact '" + fact + "'",
                suggestion(fact, vocabulary.fact_names(), "'karimen rules vocabulary'"));
    return Capture{.step = ids[meant], .fact = fact, .spot = spot_of(node)};
  }
  return std::nullopt;
}

}  // namespace karimen::harness
