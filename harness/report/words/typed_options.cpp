#include "harness/report/words/typed_options.hpp"

#include "base/process/shell_word.hpp"

namespace karimen::harness::report {
namespace {

constexpr auto usual_seed = "karimen", usual_transport = "direct";

std::string option(const std::string& name, const std::string& value) {
  return " --" + name + ' ' + shell_word(value);
}

}  // namespace

TypedOptions typed_options(const RunStarted& started) {
  TypedOptions typed;
  const auto& given = started.origin.options;
  for (const auto* name : {"data", "rulebook"})
    if (const auto found = given.find(name); found != given.end())
      typed.explain += option(name, to_string(found->second));
  typed.replay = typed.explain;
  if (const auto profile = given.find("profile"); profile != given.end())
    typed.replay += option("profile", to_string(profile->second));
  if (given.contains("sut")) typed.replay += started.system.empty() ? " --sut builtin" : " --sut CMD";
  typed.run = typed.replay;
  if (const auto defects = given.find("defect"); defects != given.end())
    for (const auto& name : members_of(to_string(defects->second))) typed.run += option("defect", name);
  for (const auto* name : {"timeout", "answers", "max-cases"})
    if (const auto found = given.find(name); found != given.end())
      typed.run += option(name, to_string(found->second));
  for (const auto& [id, value] : started.assumptions)
    typed.run += option("assume", id + '=' + to_string(value));
  for (const auto& [id, value] : started.oracle_assumptions)
    typed.run += option("assume", "oracle:" + id + '=' + to_string(value));
  if (!started.seed.empty() && started.seed != usual_seed) typed.run += option("seed", started.seed);
  if (!started.transport.empty() && started.transport != usual_transport)
    typed.run += option("transport", started.transport);
  return typed;
}

}  // namespace karimen::harness::report
