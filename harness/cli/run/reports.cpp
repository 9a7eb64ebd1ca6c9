#include "harness/cli/run/reports.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "base/text.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

std::unique_ptr<report::Reporter> make(const std::string& name, std::ostream& out,
                                       const report::TextOptions& options) {
  if (name == "terminal") return report::text_report(out, options);
  if (name == "ndjson") return report::ndjson(out);
  if (name == "junit") return report::junit(out, options.wording);
  const std::vector<std::string> known{"terminal", "ndjson", "junit"};
  throw bad_command_line("unknown reporter '" + name + "'", suggestion(name, known));
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

}  // namespace

Reports::Reports(const std::vector<std::string>& texts, bool verbose, const report::Wording& wording,
                 const Streams& streams)
    : wording_(wording), out_(streams.out) {
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    Target target;
    if (equals != std::string::npos)
      target.file = std::make_unique<report::OutputFile>(text.substr(equals + 1));
    auto& out = target.file ? target.file->stream() : streams.out;
    target.reporter =
        make(text.substr(0, equals), out,
             {.colour = !target.file && streams.colour_out, .verbose = verbose, .wording = wording});
    targets_.push_back(std::move(target));
  }
  if (targets_.empty())
    targets_.push_back(
        {nullptr, report::text_report(
                      streams.out, {.colour = streams.colour_out, .verbose = verbose, .wording = wording})});
}

void Reports::trace_as(const Invocation& invocation) {
  report::TraceOptions options{.wording = wording_, .masked = !invocation.has("unmasked")};
  if (invocation.has("trace-format")) options.formats = trace_formats(invocation.all("trace-format"));
  if (invocation.has("trace"))
    targets_.push_back({nullptr, report::trace_files(invocation.get("trace"), options)});
  else if (invocation.has("trace-format"))
    throw bad_command_line("--trace-format is about traces", "add --trace DIR");
}

void Reports::take(const Event& event) {
  for (auto& target : targets_) target.reporter->take(event);
}

void Reports::finish() {
  Problems problems;
  for (auto& target : targets_)
    if (target.file) problems.guarded([&] { target.file->commit(); });
  if (!out_.flush())
    problems.add({.where = {},
                  .what = "standard output could not be written",
                  .fix = "make room on the disk",
                  .exit_code = ExitCode::environment});
  problems.rethrow();
}

}  // namespace karimen::harness::cli
