#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "harness/oracle/rulebook/loader.hpp"

namespace karimen::harness::rules {

int Program::fact(std::string_view name) const {
  return static_cast<int>(fact_index.find(name));
}

int Decision::output(std::string_view output_name) const {
  const auto found = std::find(outputs.begin(), outputs.end(), output_name);
  return found == outputs.end() ? -1 : static_cast<int>(found - outputs.begin());
}

bool Decision::is_set(std::size_t output) const {
  const auto& own = outputs[output];
  return hit_policy == HitPolicy::collect || own == "obstacle" || own == "warning";
}

void place_calculations(Expression& expression, const yaml::Node& node, Symbols& symbols) {
  const auto calculation = [](const ExpressionNode& each) { return calculates(each.op); };
  if (std::ranges::none_of(expression.nodes, calculation)) return;  // as nearly all cells
  const auto at = node.where();
  // The file's own name: what is said does not depend on where the rulebook lies.
  const auto place = std::filesystem::path(at.file).filename().string() + ':' + std::to_string(at.line) +
                     ':' + std::to_string(at.column);
  for (auto& each : expression.nodes)
    if (calculation(each)) each.value = {Tag::word, symbols.word(place)};
}

Diagnostic at_formula(const yaml::Node& node, const FormulaError& error) {
  auto diagnostic = node.diagnostic(error.what, error.fix);
  const auto line = to_code_points(diagnostic.source_line);
  const auto text = to_code_points(node.text);
  const auto begin = static_cast<std::size_t>(std::max(node.column - 1, 0)) + (node.quoted ? 1 : 0);
  // Only a formula that stands on its line as it was written has places inside.
  if (begin <= line.size() && std::u32string_view(line).substr(begin).starts_with(text))
    diagnostic.where.column = static_cast<int>(begin + error.offset) + 1;
  return diagnostic;
}

const Type& ProgramScope::type(int fact) {
  if (const auto found = pending_.find(fact); found != pending_.end()) compile(fact, found->second);
  return program_.facts[static_cast<std::size_t>(fact)].type;
}

std::vector<std::string> ProgramScope::names() const {
  std::vector<std::string> names;
  for (const auto& fact : program_.facts) names.push_back(fact.name);
  return names;
}

bool ProgramScope::knows_word(std::string_view word) const {
  return words_.contains(word);
}

std::vector<std::string> ProgramScope::words() const {
  return {words_.begin(), words_.end()};
}

void ProgramScope::derive(int fact, const yaml::Node& formula) {
  if (pending_.contains(fact))
    formula.fail("the fact '" + program_.facts[static_cast<std::size_t>(fact)].name + "' is derived twice",
                 "keep one of the two");
  pending_.emplace(fact, Pending{&formula});
}

void ProgramScope::compile_all(std::vector<Diagnostic>& problems) {
  for (auto& [fact, pending] : pending_) {
    try {
      compile(fact, pending);
    } catch (const FormulaError&) {  // a cycle; it is already among the problems
    }
  }
  problems.insert(problems.end(), problems_.begin(), problems_.end());
  problems_.clear();
}

void ProgramScope::compile(int fact, Pending& pending) {
  if (pending.state == State::done || pending.state == State::broken) return;
  if (pending.state == State::open) {
    std::string path;
    const auto begin = std::find(open_.begin(), open_.end(), fact);
    for (auto link = begin; link != open_.end(); ++link)
      path += program_.facts[static_cast<std::size_t>(*link)].name + " → ";
    throw FormulaError{0,
                       "derived from itself: " + path + program_.facts[static_cast<std::size_t>(fact)].name,
                       "break the circle"};
  }
  pending.state = State::open;
  open_.push_back(fact);
  auto& spec = program_.facts[static_cast<std::size_t>(fact)];
  try {
    const auto declared = spec.type;
    const auto* wanted = declared.base == Base::any ? nullptr : &declared;
    auto compiled = compile_formula(pending.formula->as_text(), *this, program_.symbols, wanted);
    spec.derive = std::move(compiled.expression);
    place_calculations(spec.derive, *pending.formula, program_.symbols);
    if (wanted == nullptr) spec.type = std::move(compiled.type);
    pending.state = State::done;
  } catch (const FormulaError& error) {
    problems_.push_back(at_formula(*pending.formula, error));
    pending.state = State::broken;
  }
  open_.pop_back();
  if (spec.vocabulary >= 0)
    program_.vocabulary.set_type(static_cast<std::size_t>(spec.vocabulary), spec.type);
}

}  // namespace karimen::harness::rules
