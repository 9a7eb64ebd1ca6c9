#include "harness/cli/desk/stage_routes.hpp"

#include <charconv>

#include "harness/report/html/rulebook_data.hpp"

namespace karimen::harness::cli {
namespace {

using port::Json;
using serve::Call;
using serve::Response;

Response list_of(const DeskLibrary& library) {
  Json list = Json::array();
  for (const auto& each : library.scenarios)
    list.push_back({{"id", each.identity()},
                    {"title", {each.title.en, each.title.ja}},
                    {"file", each.file},
                    {"steps", each.steps.size()}});
  return serve::answer_of({{"scenarios", list}, {"broken", serve::json_in_both(library.problems)}});
}

std::size_t number_in(const Call& call, const char* name) {
  std::size_t number = 0;
  const auto given = call.request.query.find(name);
  if (given == call.request.query.end()) return number;
  const auto& text = given->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw port::FieldError(name, "no whole number");
  return number;
}

}  // namespace

std::vector<serve::Route> stage_routes(LazyLibrary& library, Stage& stage, FolderRun& run) {
  const auto shown = [&stage] { return serve::answer_of(stage.state()); };
  return {
      {"GET", "/desk/scenarios", [&library](const Call&) { return list_of(library.get()); }},
      {"GET", "/desk/rulebook",
       [&library](const Call&) {
         return serve::answer_of(
             report::html::rulebook_data(library.get().rulebook, library.get().lexicon.facilities));
       }},
      {"GET", "/desk/scenario", [shown](const Call&) { return shown(); }},
      {"POST", "/desk/scenario",
       [shown, &stage](const Call& call) {
         call.body.only({"scenario"});
         stage.open(call.body.text("scenario"));
         return shown();
       }},
      {"POST", "/desk/scenario/steps",
       [shown, &stage](const Call& call) {
         call.body.only({"done"});
         stage.go_to(static_cast<std::size_t>(std::max(0, static_cast<int>(call.body.number("done")))));
         return shown();
       }},
      {"DELETE", "/desk/scenario",
       [shown, &stage](const Call&) {
         stage.close();
         return shown();
       }},
      {"GET", "/desk/run",
       [&run](const Call& call) { return serve::answer_of(run.state(number_in(call, "after"))); }},
      {"POST", "/desk/run",
       [&run](const Call& call) {
         call.body.only({"folder"});
         run.start(call.body.text("folder", ""));
         return serve::answer_of(run.state(0));
       }},
      {"DELETE", "/desk/run",
       [&run](const Call&) {
         run.stop();
         return serve::answer_of(run.state(0));
       }},
  };
}

}  // namespace karimen::harness::cli
