#include "harness/serve/desk/desk_routes.hpp"

#include <charconv>
#include <set>

#include "harness/serve/desk/face.hpp"
#include "harness/serve/desk/page_assets.hpp"
#include "harness/workshop/card/key_names.hpp"
#include "harness/workshop/card/licence_changes.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::harness::serve {
namespace {

constexpr std::chrono::milliseconds pause{20};  // a page shows no more than that

constexpr const char* page_html =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Karimen</title>\n"
    "<link rel=\"icon\" href=\"/desk/icon.svg\">\n<link rel=\"stylesheet\" href=\"/desk/page.css\">\n"
    "<script type=\"module\" src=\"/desk/page.js\"></script>\n</head>\n"
    "<body>\n<karimen-desk></karimen-desk>\n<noscript><p>This page needs JavaScript. "
    "このページにはJavaScriptが必要です。</p></noscript>\n</body>\n</html>\n";

constexpr const char* page_icon =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect x=\"2\" y=\"6\" width=\"28\" "
    "height=\"20\" rx=\"3\" fill=\"#f3c7d5\" stroke=\"#8c4a63\"/><rect x=\"6\" y=\"12\" width=\"7\" "
    "height=\"6\" rx=\"1\" fill=\"#d8b13a\"/></svg>\n";

// Only what this program put into it runs, and it talks to this service alone; no other page frames it.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Route page_source(const char* path, std::string_view text, const char* type) {
  return {"GET", path,
          [text, type](const Call&) {
            return Response{.status = 200,
                            .body = std::string(text),
                            .type = type,
                            .allow = "",
                            .fields = {{"Content-Security-Policy", page_policy},
                                       {"X-Content-Type-Options", "nosniff"},
                                       {"Referrer-Policy", "no-referrer"},
                                       {"Cross-Origin-Resource-Policy", "same-origin"},
                                       {"Cross-Origin-Opener-Policy", "same-origin"}}};
          },
          true};
}

Json names_of_keys() {
  Json list = Json::array();
  for (const auto& each : workshop::key_names())
    list.push_back({{"name", each.name}, {"what", json_of(each.words)}});
  return list;
}

Json names_of_applications() {
  Json all = Json::object();
  for (int id = 0; id <= static_cast<int>(sim::chip::ApplicationId::driver_licence); ++id) {
    const auto application = static_cast<sim::chip::ApplicationId>(id);
    all[workshop::application_word(application, Language::en)] =
        workshop::application_word(application, Language::ja);
  }
  return all;
}

Json changes_of_licences() {
  Json list = Json::array();
  for (const auto& each : workshop::licence_changes())
    list.push_back({{"name", each.name}, {"value", each.value}, {"what", json_of(each.words)}});
  return list;
}

Json names_of_defects() {
  Json list = Json::array();
  for (const auto& each : sim::blueprint::defects())
    list.push_back({{"name", each.name}, {"what", json_of(each.what)}});
  return list;
}

// What does not change while the desk is there, and how far its stream has come.
Response lists(std::uint64_t last) {
  return answer_of({{"last", last},
                    {"keys", names_of_keys()},
                    {"applications", names_of_applications()},
                    {"licence", changes_of_licences()},
                    {"defects", names_of_defects()}});
}

Response get_face(const Call& call) {
  const auto& authorities = call.service.shelf.material().authorities();
  return answer_of(face_of(
      call.station()->look([&](sim::chip::Card& card) { return workshop::read_facts(card, authorities); })));
}

Response get_status(const Call& call) {
  return answer_of(Json::parse(spelled(call.station()->look(security_status))));
}

bool is_kept(const std::filesystem::path& file) {
  const auto type = file.extension();
  return type == ".card" || type == ".yaml" || type == ".ndjson";
}

// What was saved and recorded, by name.
Response shelf(const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  std::error_code none;
  for (const auto& each : std::filesystem::directory_iterator(folder, none))
    if (each.is_regular_file(none) && is_kept(each.path())) files.insert(each.path());
  Json cards = Json::array(), recordings = Json::array();
  for (const auto& each : files)
    (each.extension() == ".ndjson" ? recordings : cards)
        .push_back({{"name", each.stem().string()}, {"file", each.string()}});
  return answer_of({{"folder", folder.string()}, {"cards", cards}, {"recordings", recordings}});
}

// Where a window stopped listening.
std::uint64_t number_after(const Request& request) {
  std::uint64_t number = 0;
  const auto given = request.query.find("after");
  if (given == request.query.end()) return number;
  const auto& text = given->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw port::FieldError("after", "no whole number");
  return number;
}

}  // namespace

std::vector<Route> desk_routes(const Board& board, const std::filesystem::path& folder) {
  const auto events = [log = board.log()](const Call& call) {
    return Response{.status = 200,
                    .body = "",
                    .type = "text/event-stream",
                    .allow = "",
                    .stream = std::make_shared<EventStream>(log, number_after(call.request), true, pause)};
  };
  return {page_source("/desk", page_html, "text/html; charset=utf-8"),
          page_source("/desk/page.js", page_script, "text/javascript; charset=utf-8"),
          page_source("/desk/page.css", page_style, "text/css; charset=utf-8"),
          page_source("/desk/icon.svg", page_icon, "image/svg+xml"),
          {"GET", "/desk/lists", [log = board.log()](const Call&) { return lists(log->last()); }},
          {"GET", "/desk/events", events},
          {"GET", "/desk/shelf", [folder](const Call&) { return shelf(folder); }},
          {"GET", "/desk/readers/{reader}/face", get_face},
          {"GET", "/desk/readers/{reader}/status", get_status}};
}

}  // namespace karimen::harness::serve
