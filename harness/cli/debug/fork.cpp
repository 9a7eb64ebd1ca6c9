#include "harness/cli/debug/fork.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "harness/cli/debug/kept_text.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/reproduce/text_pieces.hpp"
#include "harness/report/output_file.hpp"
#include "harness/scenario/reading/parser.hpp"
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

// Where a step is written, from the scenario's own file on: the steps that use a sequence, then itself.
std::vector<Position> chain_of(const Step& step) {
  std::vector<Position> chain;
  for (auto use = step.used_at.rbegin(); use != step.used_at.rend(); ++use) chain.push_back(use->where());
  chain.push_back(step.spot.where());
  return chain;
}

bool is_after(const Position& place, int line, int column) {
  return std::pair(line, column) <= std::pair(place.line, place.column);
}

// Which item of the `steps` around it that is.
std::size_t item_of(const Scenario& scenario, const Position& place) {
  const yaml::Node* around = nullptr;
  const auto documents = documents_around(scenario, place.file);
  for (const auto& document : documents)
    if (document.is_mapping() && is_after(place, document.line, document.column)) around = &document;
  const auto* steps = around == nullptr ? nullptr : around->find("steps");
  std::size_t items = 0;
  if (steps != nullptr)
    for (const auto& item : steps->items) items += is_after(place, item.line, item.column) ? 1 : 0;
  return std::max<std::size_t>(items, 1) - 1;
}

// A sequence's name that no other has.
std::string fresh_name(const std::string& name, const std::vector<SequenceText>& all) {
  auto fresh = name + "_begun";
  for (int number = 2; std::ranges::find(all, fresh, &SequenceText::name) != all.end(); ++number)
    fresh = name + "_begun_" + std::to_string(number);
  return fresh;
}

// A sequence's text under another name.
std::string renamed(std::string text, const std::string& name) {
  const auto documents = yaml::load_text(text, name);
  const auto old = scalar_piece(documents.front().at("sequence"), text);
  return text.replace(old.begin, old.size(), name);
}

// How a step is called within the sequence that is used at that depth: without the ids of the uses around it.
std::string_view local_id(const Step& step, std::size_t uses) {
  std::string_view id = step.id;
  for (; uses > 0; --uses) id.remove_prefix(std::min(id.find('/') + 1, id.size()));
  return id;
}

// Whether one of those steps goes by a name, `uses` sequences deep: its id, or its procedure's name.
std::function<bool(std::string_view)> named_among(std::vector<const Step*> steps, std::size_t uses) {
  return [steps = std::move(steps), uses](std::string_view name) {
    return std::ranges::any_of(steps, [&](const Step* step) {
      const auto id = local_id(*step, uses);
      return id == name || (step->procedure == name && (uses == 0 || id.find('/') == id.npos));
    });
  };
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
  const auto refuse = [&](std::string what, const char* fix) {
    return DiagnosticError(Diagnostic{.where = {to.string()},
                                      .what = std::move(what),
                                      .fix = fix,
                                      .exit_code = ExitCode::bad_command_line});
  };
  if (kept_ == 0) throw refuse("nothing of the scenario is left", "keep at least its first step");
  must_be_new(to.string());
  auto own = own_text(scenario_);
  cut(own);
  const auto text = own.joined();
  try {
    (void)read_scenarios(text, to.string(), lexicon_);
  } catch (const DiagnosticError& error) {
    throw refuse("what is left is no scenario: " + error.diagnostics().front().what,
                 "'goto' another step, or write it by hand");
  }
  report::OutputFile out(to);
  out.stream() << text;
  out.commit();
}

// Into the scenario's document, then into the sequence in which its last step is, and so on.
void Fork::cut(OwnText& own) const {
  const auto chain = chain_of(scenario_.steps[kept_ - 1]);
  const auto next =
      kept_ < scenario_.steps.size() ? chain_of(scenario_.steps[kept_]) : std::vector<Position>{};
  auto* text = &own.scenario;
  bool more = true;
  for (std::size_t level = 0; more; ++level) {
    const auto item = item_of(scenario_, chain[level]);
    more = level + 1 < chain.size() && level < next.size() && next[level].file == chain[level].file &&
           item_of(scenario_, next[level]) == item;
    Kept kept{.items = item + 1, .chosen = scenario_.chosen ? *scenario_.chosen : Chosen{}};
    std::vector<const Step*> all, last;
    for (std::size_t i = 0; i < kept_; ++i) {
      all.push_back(&scenario_.steps[i]);
      const auto other = chain_of(scenario_.steps[i]);
      if (level < other.size() && other[level] == chain[level]) last.push_back(&scenario_.steps[i]);
    }
    kept.named = named_among(std::move(all), 0);
    kept.named_in_last = named_among(std::move(last), level + 1);
    if (level == 0) kept.then = typed_;
    std::string name;
    if (more) {
      const auto document = yaml::load_text(*text, "use");
      name = document.front().at("steps").items[item].at("use").text;
      kept.last_uses = fresh_name(name, own.sequences);
    }
    *text = kept_text(*text, kept);
    if (!more) break;
    const auto found = std::ranges::find(own.sequences, name, &SequenceText::name);
    auto copy = *found;
    copy.name = kept.last_uses;
    copy.text = renamed(copy.text, copy.name);
    own.sequences.push_back(std::move(copy));
    text = &own.sequences.back().text;
  }
  own.drop_unused();
}

}  // namespace karimen::harness::cli
