// SARIF 2.1.0 (OASIS), within what GitHub's code scanning takes.
#include <array>
#include <cctype>
#include <ostream>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"
#include "harness/report/words/file_words.hpp"

namespace karimen::harness::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_results = 5'000, longest_result = 10'000;
constexpr auto sarif_schema = "https://json.schemastore.org/sarif-2.1.0.json";

struct SarifRule {
  const char* id;
  const char* level;
  Bilingual text;
};
constexpr std::array sarif_rules{
    SarifRule{"prediction",
              "error",
              {"The system differs from what the rulebook predicts", "システムが規則集の予測と異なる"}},
    SarifRule{"expectation",
              "error",
              {"The system differs from what the scenario expects", "システムがシナリオの期待と異なる"}},
    SarifRule{"disagreement",
              "error",
              {"The scenario differs from the rulebook and the system",
               "シナリオが規則集とシステムの両方と異なる"}},
    SarifRule{"invariant", "error", {"What must never be is true", "あってはならないことが成り立つ"}},
    SarifRule{"time limit", "error", {"A scenario took too long", "シナリオが制限時間を超えた"}},
    SarifRule{"passed unexpectedly",
              "error",
              {"A scenario passed that is expected to fail", "不合格のはずのシナリオが合格した"}},
    SarifRule{"undecided", "warning", {"The sources do not decide it", "出典からは決まらない"}},
    SarifRule{"error", "error", {"The run of a scenario broke", "シナリオの実行が途中で壊れた"}},
    SarifRule{"skip", "none", {"A scenario was not run", "シナリオを実行しなかった"}},
    SarifRule{"note", "note", {"A soft expectation does not hold", "注記の期待が成り立たない"}}};
constexpr std::size_t first_after_failures = static_cast<std::size_t>(last_failure);

std::size_t rule_of(const ScenarioFinished& finished) {
  if (finished.verdict == Verdict::undecided) return first_after_failures;
  if (finished.verdict == Verdict::skip) return first_after_failures + 2;
  if (finished.verdict == Verdict::pass) return first_after_failures + 3;
  if (finished.verdict == Verdict::error || finished.failure == Failure::none)
    return first_after_failures + 1;
  return static_cast<std::size_t>(finished.failure) - 1;
}

// RFC 3986, 3.3: a path.
std::string uri_of(const std::string& path) {
  std::string result;
  constexpr std::string_view digits = "0123456789ABCDEF", plain = "/-._~";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((std::isalnum(byte) != 0 && byte < 0x80) || plain.find(c) != std::string_view::npos)
      result += c;
    else
      result += {'%', digits[byte >> 4], digits[byte & 0xF]};
  }
  return result;
}

class Sarif final : public Reporter {
 public:
  Sarif(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (const auto* started = std::get_if<RunStarted>(&event)) started_ = *started;
    if (const auto* story = teller_.take(event); story != nullptr && !story->silent()) add(*story);
    if (const auto* end = std::get_if<RunFinished>(&event)) finish(*end);
  }

 private:
  void add(const Story& story) {
    if (results_.size() == most_results) return;
    const auto rule = rule_of(story.finished);
    Json result{{"ruleId", sarif_rules[rule].id},
                {"ruleIndex", rule},
                {"level", sarif_rules[rule].level},
                {"message",
                 {{"text", cut(story.headline + "\n\n" + story.text(wording_.language()), longest_result)}}}};
    if (story.finished.verdict == Verdict::skip) result["kind"] = "notApplicable";
    if (story.known_to_fail())
      result["suppressions"].push_back(
          {{"kind", "inSource"}, {"justification", story.finished.reason.in(wording_.language())}});
    if (const auto where = story.spot.where(); !where.file.empty()) {
      const auto file = path_in_repository(where.file);
      const bool nowhere = !file.in_repository && file.path.starts_with('/');
      Json place{{"artifactLocation", {{"uri", (nowhere ? "file://" : "") + uri_of(file.path)}}}};
      if (file.in_repository) place["artifactLocation"]["uriBaseId"] = "%SRCROOT%";
      if (where.line > 0) place["region"]["startLine"] = where.line;
      if (where.line > 0 && where.column > 0) place["region"]["startColumn"] = where.column;
      result["locations"].push_back({{"physicalLocation", std::move(place)}});
    }
    result["partialFingerprints"] = {{"karimenScenario/v1", story.finished.id}};
    results_.push_back(std::move(result));
  }
  void finish(const RunFinished& end) {
    auto rules = Json::array();
    for (const auto& rule : sarif_rules)
      rules.push_back({{"id", rule.id}, {"shortDescription", {{"text", wording_.say(rule.text)}}}});
    Json driver{{"name", "karimen"}};
    if (!started_.origin.version.empty()) driver["version"] = started_.origin.version;
    driver["rules"] = std::move(rules);
    const bool whole = !end.interrupted && end.counts.error == 0;
    out_ << Json{{"$schema", sarif_schema},
                 {"version", "2.1.0"},
                 {"runs", Json::array({{{"tool", {{"driver", std::move(driver)}}},
                                        {"columnKind", "unicodeCodePoints"},
                                        {"invocations", Json::array({{{"executionSuccessful", whole}}})},
                                        {"results", std::move(results_)},
                                        {"properties", {{"seed", started_.seed}, {"digest", end.digest}}}}})}}
                .dump(1, ' ', false, Json::error_handler_t::replace)
         << '\n';
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  RunStarted started_;
  Json results_ = Json::array();
};

}  // namespace

std::unique_ptr<Reporter> sarif(std::ostream& out, const Wording& wording) {
  return std::make_unique<Sarif>(out, wording);
}

}  // namespace karimen::harness::report
