#include "harness/cli/coverage/run_coverage.hpp"

#include <algorithm>

#include "harness/cli/coverage/coverage_file.hpp"
#include "harness/cli/coverage/coverage_report.hpp"
#include "harness/cli/frame/outputs.hpp"
#include "harness/coverage/impossible.hpp"
#include "sim/chip/cause/cause.hpp"

namespace karimen::harness::cli {
namespace {

// Whether standard output belongs to a report that programs read.
bool speaks_to_programs(const Invocation& invocation) {
  const auto asked = invocation.all("reporter");
  return invocation.has("html") || std::ranges::any_of(asked, [](const std::string& reporter) {
           return reporter.find('=') == std::string::npos && reporter != "terminal" && reporter != "dots";
         });
}

}  // namespace

std::vector<std::string> chip_clauses() {
  std::vector<std::string> names;
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(sim::chip::Clause::count_); ++i)
    names.emplace_back(sim::chip::name(static_cast<sim::chip::Clause>(i)));
  return names;
}

RunCoverage::RunCoverage(const Invocation& invocation) : invocation_(invocation) {
  check_coverage_gate(invocation);
  must_not_be_read(invocation.get("coverage"), invocation.arguments);
}

StepWitness RunCoverage::witness(const Rulebook& rulebook) {
  if (!invocation_.has("coverage") && !invocation_.has("min-coverage")) return {};
  witness_.emplace(rulebook, chip_clauses());
  rulebook_ = &rulebook;
  return [this](const StepTrace& step) { witness_->take(step); };
}

ExitCode RunCoverage::finish(const std::string& digest, std::span<const Facility> facilities,
                             const Streams& streams) {
  if (!witness_) return ExitCode::ok;
  CoverageFile file{digest, witness_->take_coverage()};
  coverage::mark_impossible(file.coverage, *rulebook_, facilities);
  if (invocation_.has("coverage"))
    print_coverage(file.coverage, {}, invocation_.language,
                   speaks_to_programs(invocation_) ? streams.err : streams.out);
  if (const auto path = invocation_.get("coverage"); !path.empty()) write_coverage(file, path);
  return coverage_gate(file.coverage, invocation_, streams.err);
}

}  // namespace karimen::harness::cli
