#include "harness/cli/rules/decide_lines.hpp"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/process/standard_input.hpp"
#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/rules/said_facts.hpp"
#include "harness/oracle/prediction/oracle.hpp"
#include "harness/port/fields.hpp"

namespace karimen::harness::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of_fact(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return joined(value, ", ", [](const Json& each) { return each.get<std::string>(); });
  return value.dump();
}

class LinesOfFacts {
 public:
  LinesOfFacts(const Rulebook& rulebook, const rules::Decision& decision, const DataFolders& folders,
               const Invocation& invocation, std::ostream& out)
      : rulebook_(rulebook),
        decision_(decision),
        facilities_(load_facilities(folders.facilities())),
        invocation_(invocation),
        out_(out),
        oracle_(rulebook, Calendar::load(folders.holidays())) {
    oracle_.reset({{"holder", {}}}, {}, Moment{}, "tokyo");
    said_before_.emplace(rulebook_, facilities_);
    for (std::size_t i = 1; i < invocation.arguments.size(); ++i) said_before_->take(invocation.arguments[i]);
  }

  /// Whether nothing is undecided.
  bool answer(const std::string& line) {
    const auto asked = Json::parse(line);
    if (!asked.is_object()) throw bad_command_line("the line is no JSON object");
    auto said = *said_before_;
    auto at = invocation_.get("at"), place = invocation_.get("place", said.place.value_or("tokyo"));
    for (const auto& [name, value] : asked.items()) {
      const auto text = text_of_fact(value);
      if (name == "now")
        at = text;
      else if (name == "place")
        place = text;
      else if (name == "facility")
        said.take(name + '=' + text);
      else
        said.take(name, text);
    }
    if (!asked.contains("place") && !invocation_.has("place") && said.place) place = *said.place;
    const auto answer = oracle_.decide(decision_.name, "holder", moment_asked(at), place, said.facts);
    Json told{{"outputs", Json::object()}, {"undecided", Json::object()}};
    for (const auto& [name, value] : answer.outputs) told["outputs"][name] = port::to_json(value);
    for (const auto& [name, reason] : answer.undecided) told["undecided"][name] = reason;
    out_ << told.dump() << '\n';
    return answer.undecided.empty();
  }

 private:
  const Rulebook& rulebook_;
  const rules::Decision& decision_;
  const Facilities facilities_;
  const Invocation& invocation_;
  std::ostream& out_;
  Oracle oracle_;
  std::optional<SaidFacts> said_before_;  ///< on the command line, of every line
};

}  // namespace

ExitCode decide_lines(const Rulebook& rulebook, const rules::Decision& decision, const DataFolders& folders,
                      const Invocation& invocation, const Streams& streams) {
  const auto name = invocation.get("facts");
  std::ifstream file;
  if (name != "-") {
    file.open(name);
    if (!file)
      throw DiagnosticError(Diagnostic{.where = {name},
                                       .what = "the file cannot be read",
                                       .fix = "check its permissions",
                                       .exit_code = ExitCode::environment});
  }
  auto& in = name == "-" ? standard_input() : file;
  LinesOfFacts lines(rulebook, decision, folders, invocation, streams.out);
  bool decided = true;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const auto wrong = [&](const std::string& what, const std::string& fix) {
      return DiagnosticError(
          Diagnostic{.where = {name == "-" ? "<stdin>" : name, number}, .what = what, .fix = fix});
    };
    try {
      decided = lines.answer(line) && decided;
    } catch (const DiagnosticError& error) {
      throw wrong(error.diagnostics().front().what, error.diagnostics().front().fix);
    } catch (const nlohmann::json::exception&) {
      throw wrong("the line is no JSON object",
                  "one JSON object a line, of the names of facts and their values");
    }
  }
  return decided ? ExitCode::ok : ExitCode::undecided;
}

}  // namespace karimen::harness::cli
