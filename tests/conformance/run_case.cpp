#include "tests/conformance/run_case.hpp"

#include <stdexcept>

namespace karimen::conformance {

namespace {

std::string judge(const std::string& how, const std::string& answer, const Case& row) {
  return matches(answer, row.answer) ? "" : how + answer + " instead of " + row.answer;
}

std::string run_in_two_steps(Way& way, const Case& row, const std::vector<Bytes>& steps) {
  Stage stage(way, row.before);
  auto answer = stage.send(to_hex(steps[0]));
  if (answer == "9000") answer = stage.send(to_hex(steps[1]));
  return judge("in two steps: ", answer, row);
}

std::string run_by_short_identifier(Way& way, const Case& row, const Bytes& command) {
  Stage stage(way, without_selection(row.before));
  return judge("by short identifier: ", stage.send(to_hex(command)), row);
}

bool is_plain_hex(const std::string& command) {
  return command != "ATR" && !command.starts_with("channel:");
}

std::string run_all_forms(Way& way, const Case& row) {
  Stage stage(way, row.before);
  if (const auto wrong = judge("", stage.send(row.command), row); !wrong.empty()) return wrong;
  if (!is_plain_hex(row.command)) return "";
  const auto command = from_hex(expand(row.command));
  if (const auto steps = two_steps(command); !steps.empty()) return run_in_two_steps(way, row, steps);
  const auto other = by_short_identifier(command, stage.selected());
  return other.empty() ? "" : run_by_short_identifier(way, row, other);
}

}  // namespace

std::string run_case(Way& way, const Case& row) try {
  return run_all_forms(way, row);
} catch (const std::runtime_error& error) {
  return error.what();
}

}  // namespace karimen::conformance
