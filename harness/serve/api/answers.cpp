#include "harness/serve/api/answers.hpp"

#include "base/phrases/phrasebook.hpp"
#include "harness/trace/mask.hpp"

namespace karimen::harness::serve {
namespace {

std::string told(const std::string& sentence, Language language) {
  return trace::mask_text(translated(sentence, language));
}

Json error(const std::string& what, const std::string& fix, Language language) {
  Json json{{"message", told(what, language)}};
  if (!fix.empty()) json["fix"] = told(fix, language);
  return json;
}

Json error(const Diagnostic& each, Language language) {
  auto json =
      error(language == Language::ja && !each.what_ja.empty() ? each.what_ja : each.what, each.fix, language);
  if (!each.where.file.empty()) json["file"] = each.where.file;
  if (each.where.line > 0) json["line"] = each.where.line;
  if (each.where.column > 0) json["column"] = each.where.column;
  return json;
}

// What a client can mend is its request; the rest is ours to say, too.
int status_of(const Diagnostic& diagnostic) {
  return diagnostic.exit_code == ExitCode::environment ? 503 : 422;
}

}  // namespace

Response answer_of(const Json& json, int status) {
  return {.status = status, .body = port::dumped(json) + '\n', .allow = ""};
}

Response error_of(int status, const std::string& what, const std::string& fix, Language language,
                  const std::string& field) {
  auto json = error(what, fix, language);
  if (!field.empty()) json["field"] = field;
  return answer_of({{"errors", Json::array({json})}}, status);
}

Json json_of(std::span<const Diagnostic> diagnostics, Language language) {
  Json errors = Json::array();
  for (const auto& each : diagnostics) errors.push_back(error(each, language));
  return errors;
}

Json json_in_both(std::span<const Diagnostic> diagnostics) {
  return {{"en", json_of(diagnostics, Language::en)}, {"ja", json_of(diagnostics, Language::ja)}};
}

Response error_of(std::span<const Diagnostic> diagnostics, Language language) {
  return answer_of({{"errors", json_of(diagnostics, language)}}, status_of(diagnostics.front()));
}

Json json_of(const Station& station, const StationState& state) {
  Json keys = Json::object();
  for (const auto& key : state.keys)
    keys[key.name] = {{"tries", key.tries == sim::chip::unlimited_tries ? Json() : Json(key.tries)},
                      {"limit", key.limit},
                      {"verified", key.verified}};
  return {{"id", station.id()},
          {"reader", station.reader().name},
          {"in", state.in},
          {"card", state.card},
          {"interface", state.contactless ? "contactless" : "contact"},
          {"keys", keys},
          {"defects", state.defects},
          {"faults", state.faults},
          {"snapshots", state.snapshots},
          {"recording", state.recording},
          {"replaying", state.replaying},
          {"events", state.events}};
}

Json json_of(const Bilingual& text) {
  return {{"en", text.en}, {"ja", text.ja}};
}

Json json_of(const BilingualText& text) {
  return {{"en", text.en}, {"ja", text.ja}};
}

}  // namespace karimen::harness::serve
