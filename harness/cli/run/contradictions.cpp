#include "harness/cli/run/contradictions.hpp"

#include <algorithm>

#include "harness/cli/defect/defects.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

struct Pair {
  const char *one, *other;
};
constexpr Pair apart[] = {
    {"keep-going", "fail-fast"},
    {"sweep", "shuffle"},
    {"sweep", "repeat"},
    {"sweep", "retries"},
    {"sweep", "timeout"},
    {"sweep", "fail-fast"},
    {"sweep", "all-assumptions"},
    {"sweep", "check-determinism"},
    {"sweep", "trace"},
    {"sweep", "min-observed"},
    {"sweep", "coverage"},
    {"sweep", "min-coverage"},
    {"sweep", "defect"},
    {"sut", "defect"},
    {"resume", "failed"},
    {"resume", "changed"},
    {"resume", "shard"},
    {"resume", "repeat"},
    {"resume", "sweep"},
    {"resume", "all-assumptions"},
    {"fail-fast", "check-determinism"},
};
// Each defect is a run of its own over all that is selected, until somebody notices it.
constexpr const char* not_with_all_defects[] = {"resume",  "failed",          "changed",          "repeat",
                                                "retries", "all-assumptions", "check-determinism"};
// A person does one thing at a time, and is asked at standard input.
constexpr const char* not_with_a_person[] = {"timeout", "retries"};

}  // namespace

void refuse_contradictions(const Invocation& invocation) {
  Problems problems;
  const auto refuse = [&](const std::string& one, const std::string& other) {
    problems.guarded([&] {
      throw bad_command_line(one + " and " + other + " contradict each other", "leave one of them out");
    });
  };
  for (const auto& [one, other] : apart)
    if (invocation.has(one) && invocation.has(other))
      refuse(std::string("--") + one, std::string("--") + other);
  if (all_defects(invocation))
    for (const auto* each : not_with_all_defects)
      if (invocation.has(each)) refuse(std::string("--") + each, "--defect all");
  if (invocation.get("sut") == "manual") {
    for (const auto* each : not_with_a_person)
      if (invocation.has(each)) refuse("--sut manual", std::string("--") + each);
    if (std::ranges::find(invocation.arguments, "-") != invocation.arguments.end())
      refuse("--sut manual", "'-'");
  }
  problems.rethrow();
}

}  // namespace karimen::harness::cli
