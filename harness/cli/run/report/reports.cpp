#include "harness/cli/run/report/reports.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "base/text.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/cli/run/report/reporter_choice.hpp"
#include "harness/report/event/mask_events.hpp"
#include "harness/report/event/plain_event.hpp"
#include "harness/report/reporters.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

const report::ReporterKind& kind_called(const std::string& name) {
  return *std::ranges::find(report::reporter_kinds(), name, &report::ReporterKind::name);
}

// "apdu,pcapng", or the option more than once.
std::vector<std::string> trace_formats(const std::vector<std::string>& texts) {
  const auto known = report::TraceOptions{}.formats;
  std::vector<std::string> formats;
  for (const auto& text : texts) {
    std::istringstream names(text);
    for (std::string name; std::getline(names, name, ',');) {
      if (std::ranges::find(known, name) == known.end())
        throw bad_command_line("unknown trace format '" + name + "'", suggestion(name, known));
      if (std::ranges::find(formats, name) == formats.end()) formats.push_back(name);
    }
  }
  return formats;
}

// Of whose scenarios event streams keep the exchanges; --apdus, else `usual`.
KeptApdus kept_apdus(const Invocation& invocation, KeptApdus usual, std::span<const ReporterChoice> choices) {
  if (!invocation.has("apdus")) return usual;
  if (std::ranges::find(choices, "ndjson", &ReporterChoice::name) == choices.end())
    throw bad_command_line("--apdus is about event streams", "add --reporter ndjson=FILE");
  const auto text = invocation.get("apdus");
  std::vector<std::string> known;
  for (const auto each : all_kept_apdus) {
    if (text == to_string(each)) return each;
    known.emplace_back(to_string(each));
  }
  throw bad_command_line("--apdus takes all, failed or none, not '" + text + "'", suggestion(text, known));
}

}  // namespace

std::vector<std::string> known_reporters() {
  std::vector<std::string> names;
  for (const auto& kind : report::reporter_kinds()) names.emplace_back(kind.name);
  return names;
}

Reports::Reports(const Invocation& invocation, const Streams& streams, KeptApdus usual)
    : wording_(invocation.language) {
  const auto known = known_reporters();
  Problems problems;
  auto asked = invocation.all("reporter");
  if (invocation.has("html")) asked.emplace_back("html");
  const auto choices = reporters_of(asked, known, problems);
  auto apdus = usual;
  problems.guarded([&] { apdus = kept_apdus(invocation, usual, choices); });
  for (const auto& choice : choices)
    problems.guarded([&] {
      Target target;
      must_not_be_read(choice.file, invocation.arguments);
      target.grows = choice.name == "ndjson" && !choice.file.empty();
      if (!choice.file.empty())
        target.file = std::make_unique<report::OutputFile>(
            choice.file, target.grows ? report::Earlier::stays : report::Earlier::goes);
      target.with_rules = choice.name == "html";
      target.for_people = !target.file && (choice.name == "terminal" || choice.name == "dots");
      target.make = [make = kind_called(choice.name).make,
                     out = target.file ? &target.file->stream() : &streams.out,
                     colour = !target.file && streams.colour_out,
                     columns = target.file ? usual_columns : streams.columns_out,
                     verbose = invocation.has("verbose"), apdus](report::TextOptions options) {
        options.colour = colour;
        options.wording = options.wording.within(columns);
        options.verbose = verbose;
        options.apdus = apdus;
        return make(*out, options);
      };
      targets_.push_back(std::move(target));
    });
  if (problems.empty()) return;
  abandon({.unread = true, .mistakes = render_all(problems.list())});
  problems.rethrow();
}

void Reports::trace_as(const Invocation& invocation) {
  report::TraceOptions options{.masked = !invocation.has("unmasked")};
  if (invocation.has("trace-format")) options.formats = trace_formats(invocation.all("trace-format"));
  if (invocation.has("trace"))
    targets_.push_back({.make = [folder = invocation.get("trace"),
                                 options = std::move(options)](const report::TextOptions& told) mutable {
      options.wording = told.wording;
      return report::trace_files(folder, options);
    }});
  else if (invocation.has("trace-format"))
    throw bad_command_line("--trace-format is about traces", "add --trace DIR");
}

void Reports::compare() {
  std::erase_if(targets_, [](const Target& target) { return target.for_people; });
  if (targets_.empty() || !std::ranges::all_of(targets_, &Target::with_rules))
    throw bad_command_line("two runs are compared in a page",
                           "write karimen report --html A B > FILE, or --reporter html=FILE alone");
  compared_ = true;
}

bool Reports::show_rules() const {
  return std::ranges::any_of(targets_, &Target::with_rules);
}

void Reports::take(const Event& event) {
  started_ = true;
  if (std::holds_alternative<RunStarted>(event)) {
    finished_ = false;
    counts_ = {};
  }
  finished_ = finished_ || std::holds_alternative<RunFinished>(event);
  if (const auto* scenario = std::get_if<ScenarioFinished>(&event)) count(counts_, scenario->verdict);
  for (auto& target : targets_) {
    if (!target.reporter) {
      if (target.grows) target.file->show();
      target.reporter = target.make({.wording = wording_,
                                     .rulebook = rulebook_,
                                     .facilities = facilities_,
                                     .personas = personas_,
                                     .compared = compared_});
    }
    target.reporter->take(event);
  }
}

void Reports::finish() {
  Problems problems;
  for (auto& target : targets_)
    if (target.file) problems.guarded([&] { target.file->commit(); });
  problems.rethrow();
}

void Reports::abandon(ScenarioFinished why) {
  if (finished_) return;
  if (!started_) {
    std::erase_if(targets_, [](const Target& target) { return target.for_people; });
    take(RunStarted{});
  }
  report::EventMasker masker;
  why.id = "(run)";
  why.verdict = Verdict::error;
  take(report::plain(masker.masked(std::move(why))));
  take(RunFinished{.counts = counts_, .digest = ""});
  Problems unwritten;  // there is something graver to tell already
  unwritten.guarded([&] { finish(); });
}

}  // namespace karimen::harness::cli
