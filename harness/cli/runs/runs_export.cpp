// karimen runs export: runs of the history as one JSON document.
#include <nlohmann/json.hpp>
#include <ostream>

#include "harness/cli/frame/subcommands.hpp"
#include "harness/cli/runs/stored_runs.hpp"

namespace karimen::harness::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const store::StoredRun& run) {
  Json json{{"run", run.id}, {"started", run.started}};
  for (const auto& [name, value] : conditions_of(run)) json[name] = value;
  json["pipeline"] = run.pipeline;
  json["shards"] = {run.shards_present, run.shards};
  if (run.digest) json["digest"] = *run.digest;
  json["interrupted"] = run.interrupted;
  json["measured_ms"] = run.measured_ms;
  return json;
}

Json json_of(const store::StoredResult& result) {
  return {{"scenario", result.scenario},
          {"verdict", result.verdict},
          {"failure", result.failure},
          {"step", result.step},
          {"detail", result.detail},
          {"rules", result.rules},
          {"assumptions", result.assumptions},
          {"digest", result.digest},
          {"text", result.text},
          {"attempts", result.attempts},
          {"measured_ms", result.measured_ms}};
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

ExitCode runs_export(const Invocation& invocation, const Streams& streams) {
  auto history = history_to_read(invocation);
  store::Runs runs(history.database());
  std::vector<store::StoredRun> chosen;
  for (const auto& word : invocation.arguments) chosen.push_back(run_meant(runs, word));
  if (chosen.empty()) chosen = runs.list(0);
  streams.out << "{\"format\":\"karimen history\",\"schema\":1,\"runs\":[";
  const char* between = "\n";
  for (const auto& run : chosen) {
    auto json = json_of(run);
    json["unfinished"] = runs.unfinished(run.id);
    auto results = Json::array();
    for (const auto& [name, result] : runs.results(run.id)) results.push_back(json_of(result));
    json["results"] = std::move(results);
    streams.out << between << one_line(json);
    between = ",\n";
  }
  streams.out << "\n]}\n";
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
