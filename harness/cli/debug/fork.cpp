#include "harness/cli/debug/fork.hpp"

#include <algorithm>
#include <array>

#include "harness/cli/frame/command.hpp"
#include "harness/cli/reproduce/own_text.hpp"
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

// Where each item of the scenario's `steps` begins.
std::vector<Position> step_places(const fs::path& file, const Scenario& scenario) {
  std::vector<Position> places;
  for (const auto& document : yaml::load_file(file)) {
    if (document.line > scenario.spot.line() || !document.is_mapping()) continue;
    const auto* steps = document.find("steps");
    places.clear();
    if (steps != nullptr)
      for (const auto& item : steps->items) places.push_back({"", item.line, item.column});
  }
  return places;
}

// Where a step is written in the scenario's own file: itself, or the step that uses its sequence.
Position own_place(const Step& step) {
  return step.used_at.empty() ? step.spot.where() : step.used_at.back().where();
}

std::size_t item_of(const Step& step, const std::vector<Position>& items) {
  const auto after = std::ranges::upper_bound(items, own_place(step).line, {}, &Position::line);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - items.begin() - 1, 0));
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
  const auto items = step_places(file_, scenario_);
  const auto place = [&](std::size_t step) { return item_of(scenario_.steps[step], items); };
  std::optional<int> last;
  if (kept_ < scenario_.steps.size()) {
    if (place(kept_) == place(kept_ - 1))
      throw refuse("the steps of a sequence cannot be parted",
                   "'goto' its end, or a step before it, and 'do' from there");
    last = items[place(kept_)].line - 1;
  }
  const auto column = static_cast<std::size_t>(items.front().column);
  const std::string indent(column >= 3 ? column - 3 : 0, ' ');
  auto text = own_text(scenario_, last);
  report::OutputFile out(to);
  out.stream() << text;
  for (const auto& step : typed_) out.stream() << indent << "- " << step << '\n';
  out.commit();
}

}  // namespace karimen::harness::cli
