// Routes of a reader and the card in it.
#include <charconv>

#include "harness/serve/api/routes.hpp"

namespace karimen::harness::serve {
namespace {

constexpr int default_patience = 600, longest_patience = 86400;  // seconds

Response state_of(Station& station, int status = 200) {
  return answer_of(json_of(station, station.state()), status);
}

// Of a reader that something was done to. `word`: as the console has it. Who did it is told in the language
// asked for; who sees it may read the other one.
Response changed(const Call& call, Station& station, const std::string& word, const BilingualText& said) {
  auto json = json_of(station, station.state());
  if (call.service.witness != nullptr) call.service.witness->changed(word, json, said);
  json["said"] = said.in(call.language);
  return answer_of(json);
}

// As it was said, but for a PIN.
std::string line_of(const std::string& word, const std::vector<std::string>& arguments) {
  auto line = word;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool secret = word == "pin" && i == 1 && arguments[i] != "unset";
    line += ' ' + (secret ? std::string(arguments[i].size(), '*') : arguments[i]);
  }
  return line;
}

std::string inserted(const std::string& title, const std::vector<std::string>& words) {
  std::string line = title.empty() ? "in" : "load " + title;
  for (const auto& each : words) line += "; " + each;
  return line;
}

Insertion insertion_of(const Call& call) {
  return {.words = call.body.list("words"), .warm = call.body.flag("warm")};
}

WantedCard wanted_card(const Call& call) {
  WantedCard wanted{.name = call.body.text("card", ""),
                    .text = call.body.text("card_file", ""),
                    .saved = call.body.has("saved") ? call.body.bytes("saved") : Bytes(),
                    .contactless = call.body.flag("contactless")};
  if (!wanted.name.empty() + !wanted.text.empty() + !wanted.saved.empty() > 1)
    throw port::FieldError("card", "one of card, card_file and saved says whose card it is");
  return wanted;
}

// A number of the query; it and the header say where a client stopped listening.
std::uint64_t number_of(const std::string& text, const char* name) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw port::FieldError(name, "no whole number");
  return number;
}

void only_query(const Request& request, std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : request.query)
    if (std::ranges::find(names, name) == names.end())
      throw port::FieldError(name, "the query has no such member");
}

}  // namespace

Response get_readers(const Call& call) {
  Json list = Json::array();
  for (const auto& each : call.service.stations.all()) {
    try {
      list.push_back(json_of(*each, each->state()));
    } catch (const Station::Gone&) {  // given back meanwhile
    }
  }
  return answer_of({{"readers", list}});
}

Response open_reader(const Call& call) {
  call.body.only({"patience"});
  const auto patience = call.body.has("patience") ? call.body.number("patience") : default_patience;
  if (patience < 1 || patience > longest_patience)
    throw port::FieldError("patience", "not a number of seconds from 1 to 86400");
  const auto station = call.service.stations.open(std::chrono::seconds(patience));
  if (call.service.witness != nullptr) call.service.witness->moved();
  return state_of(*station, 201);
}

Response get_reader(const Call& call) {
  return state_of(*call.station());
}

Response close_reader(const Call& call) {
  if (!call.service.stations.close(call.parameters.front())) throw Station::Gone();
  if (call.service.witness != nullptr) call.service.witness->moved();
  return {.status = 204, .body = "", .allow = ""};
}

Response insert_card(const Call& call) {
  call.body.only({"card", "card_file", "saved", "contactless", "words", "warm"});
  const auto station = call.station();
  const auto wanted = wanted_card(call);
  const auto how = insertion_of(call);
  const auto said = station->insert(wanted, how);
  return changed(call, *station, inserted(wanted.none() ? "" : wanted.title(), how.words), said);
}

Response remove_card(const Call& call) {
  call.body.only({});
  const auto station = call.station();
  return changed(call, *station, "out", station->say(workshop::command_called("out"), {}));
}

Response fork_card(const Call& call) {
  call.body.only({"to", "words", "warm"});
  const auto from = call.station();
  const auto to = call.service.stations.find(call.body.text("to"));
  if (!to) throw port::FieldError("to", "nobody has such a reader");
  const auto how = insertion_of(call);
  const auto said = to->insert_copy_of(*from, how);
  return changed(call, *to, inserted(from->id(), how.words), said);
}

Response say_word(const Call& call) {
  call.body.only({"arguments"});
  const auto station = call.station();
  const auto& command = workshop::command_called(call.parameters[1]);
  if (command.kind == workshop::WordKind::terminal)
    throw workshop::console_error("'" + call.parameters[1] + "' is a word of the terminal",
                                  "GET /words lists those that can be said here");
  const auto arguments = call.body.list("arguments");
  const auto said = station->say(command, arguments);
  return changed(call, *station, line_of(command.name, arguments), said);
}

Response get_card(const Call& call) {
  return answer_of({{"saved", to_hex(call.station()->saved())}});
}

Response get_events(const Call& call) {
  const auto& request = call.request;
  only_query(request, {"after", "wait"});
  const auto wait = request.query.contains("wait") ? request.query.at("wait") : "true";
  if (wait != "true" && wait != "false") throw port::FieldError("wait", "neither true nor false");
  std::uint64_t after = 0;
  if (request.query.contains("after")) after = number_of(request.query.at("after"), "after");
  if (request.last_event) after = number_of(*request.last_event, "Last-Event-ID");
  return {.status = 200,
          .body = "",
          .type = "text/event-stream",
          .allow = "",
          .stream = std::make_shared<EventStream>(call.station()->events(), after, wait == "true")};
}

}  // namespace karimen::harness::serve
