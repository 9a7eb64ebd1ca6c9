#include "harness/cli/debug/fork.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "harness/cli/frame/command.hpp"
#include "harness/report/output_file.hpp"
#include "harness/scenario/reading/step_parser.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array beside_inputs{"at", "who", "place"};

// "do: PROCEDURE, at: ..., with: {...}"
std::string spelled(const std::vector<std::string>& words, Moment at) {
  if (words.empty()) throw bad_command_line("which procedure?", "do PROCEDURE [NAME=VALUE...]");
  std::string heads, inputs, when = to_string(at);
  for (auto word = words.begin() + 1; word != words.end(); ++word) {
    const auto equals = word->find('=');
    if (equals == std::string::npos)
      throw bad_command_line("'" + *word + "' is no input", "NAME=VALUE, for example facility=koto_center");
    const auto name = word->substr(0, equals), value = word->substr(equals + 1);
    if (name == "at")
      when = value;
    else if (std::ranges::find(beside_inputs, name) != beside_inputs.end())
      heads += ", " + name + ": " + value;
    else
      inputs += (inputs.empty() ? "" : ", ") + name + ": " + value;
  }
  return "{do: " + words.front() + ", at: " + when + heads +
         (inputs.empty() ? "" : ", with: {" + inputs + '}') + '}';
}

std::string fresh_id(const std::string& procedure, const Scenario& scenario) {
  auto id = procedure;
  for (int number = 2; std::ranges::find(scenario.steps, id, &Step::id) != scenario.steps.end(); ++number)
    id = procedure + '#' + std::to_string(number);
  return id;
}

// What $STEP.FACT looks into: the steps before by their ids, and the new one.
std::string document_with(const std::vector<Step>& steps, const std::string& last) {
  std::string text = "steps: [";
  for (const auto& each : steps) text += "{do: " + each.procedure + ", id: \"" + each.id + "\"}, ";
  return text + last + ']';
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

Scenario Fork::with_step(const Scenario& now, std::size_t done, const std::vector<std::string>& words) {
  auto other = now;
  other.steps.resize(done);
  const auto before = done == 0 ? other.start() + std::chrono::hours(8) : other.steps.back().at;
  const auto text = spelled(words, before + std::chrono::hours(1));
  const auto documents = yaml::load_text(document_with(other.steps, text), "do");
  const auto& document = documents.front();
  const StepContext context{lexicon_, other.people, true, other.place, document};
  auto step = read_step(document.at("steps").items[done], fresh_id(words.front(), other), done, context);
  if (done > 0 && step.at <= before)
    throw bad_command_line(to_string(step.at) + " is not after the step before (" + to_string(before) + ")",
                           "the moments of a scenario strictly increase");
  other.steps.push_back(std::move(step));
  if (done < kept_) {
    kept_ = done;
    typed_.clear();
  }
  typed_.resize(done - kept_);
  typed_.push_back(text);
  return other;
}

void Fork::save(const fs::path& to) const {
  const auto refuse = [&](const char* what, const char* fix) {
    return DiagnosticError(Diagnostic{
        .where = {to.string()}, .what = what, .fix = fix, .exit_code = ExitCode::bad_command_line});
  };
  if (!scenario_.case_name.empty())
    throw refuse("a case of several cannot be written by itself", "debug a scenario without cases or matrix");
  if (kept_ == 0) throw refuse("nothing of the scenario is left", "keep at least its first step");
  if (fs::exists(to)) throw refuse("the file is there already", "choose another name");
  const auto lines = lines_of(file_);
  const auto end =
      kept_ < scenario_.steps.size() ? scenario_.steps[kept_].spot.where.line - 1 : scenario_.last_line;
  const auto column = static_cast<std::size_t>(scenario_.steps.front().spot.where.column);
  const std::string indent(column >= 3 ? column - 3 : 0, ' ');
  report::OutputFile out(to);
  for (auto line = scenario_.spot.where.line; line <= end; ++line)
    out.stream() << lines.at(static_cast<std::size_t>(line) - 1) << '\n';
  for (const auto& step : typed_) out.stream() << indent << "- " << step << '\n';
  out.commit();
}

}  // namespace karimen::harness::cli
