#include <ostream>

#include "harness/report/event/event_json.hpp"
#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"

namespace karimen::harness::report {
namespace {

using Json = nlohmann::ordered_json;

// What an event says beside its kind.
Json members_of_event(const Event& event) {
  auto json = event_json(event);
  json.erase("event");
  return json;
}

// A scenario a line: the document can be written while the run goes on.
class JsonDocument final : public Reporter {
 public:
  JsonDocument(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (std::holds_alternative<RunStarted>(event))
      out_ << "{\"format\":\"karimen results\",\n\"run\":" << spelled(members_of_event(event))
           << ",\n\"scenarios\":[";
    if (const auto* step = std::get_if<StepEvent>(&event); step != nullptr && step->verdict != Verdict::pass)
      steps_.push_back(problem(*step));
    if (const auto* step = std::get_if<StepEvent>(&event); step != nullptr && !step->notes.empty())
      notes_.push_back({{"id", step->id}, {"notes", event_json(*step)["notes"]}});
    if (const auto* story = teller_.take(event)) add(event, *story);
    if (std::holds_alternative<RunFinished>(event)) {
      out_ << "\n],\n";
      const auto end = members_of_event(event);
      for (const auto& [name, value] : end.items())
        out_ << '"' << name << "\":" << spelled(value) << (name == "measured_ms" ? "}\n" : ",\n");
    }
  }

 private:
  static Json problem(const StepEvent& step) {
    const auto whole = event_json(step);
    Json json;
    for (const auto* name : {"id", "procedure", "at", "verdict", "failure", "differences", "detail", "spot"})
      if (whole.contains(name)) json[name] = whole[name];
    return json;
  }
  void add(const Event& event, const Story& story) {
    auto json = members_of_event(event);
    if (!steps_.empty()) json["problems"] = std::exchange(steps_, Json::array());
    if (!notes_.empty()) json["notes"] = std::exchange(notes_, Json::array());
    if (!story.silent()) json["text"] = story.text(wording_.language());
    if (story.clients_not_run > 0) json["clients_not_run"] = story.clients_not_run;
    out_ << (std::exchange(first_, false) ? "\n" : ",\n") << spelled(json);
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  Json steps_ = Json::array(), notes_ = Json::array();
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Reporter> json_document(std::ostream& out, const Wording& wording) {
  return std::make_unique<JsonDocument>(out, wording);
}

}  // namespace karimen::harness::report
