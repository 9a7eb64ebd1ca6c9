#include "harness/serve/desk/board.hpp"

#include <fmt/format.h>

#include "harness/serve/api/answers.hpp"
#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::serve {

using port::Json;

SecurityStatus security_status(sim::chip::Card& card) {
  const sim::chip::Editor editor(card);
  return {.application = editor.current_application(),
          .file = editor.current_file(),
          .messaging = editor.secure_messaging(),
          .channel = editor.channel_key_version(),
          .keys = editor.key_references()};
}

// By hand, for there are many: names of applications and keys are plain words.
std::string spelled(const SecurityStatus& status) {
  const auto application = [](sim::chip::ApplicationId id) {
    return '"' + std::string(workshop::application_word(id, Language::en)) + '"';
  };
  const auto truth = [](bool value) { return value ? "true" : "false"; };
  auto text = "{\"application\":" + application(status.application) + ",\"file\":\"" +
              (status.file == 0 ? "" : fmt::format("{:04X}", status.file)) +
              "\",\"messaging\":" + truth(status.messaging) +
              ",\"channel\":" + std::to_string(status.channel) + ",\"keys\":[";
  for (const auto& key : status.keys)
    text += "[\"" + workshop::key_word(key.application, key.file) + "\"," + application(key.application) +
            ',' + (key.tries == sim::chip::unlimited_tries ? "null" : std::to_string(key.tries)) + ',' +
            std::to_string(key.limit) + ',' + truth(key.verified) + "],";
  if (text.back() == ',') text.pop_back();
  return text + "]}";
}

// The event is JSON already: it is not read again only to be written.
void Board::passed(const std::string& reader, const LoggedEvent& event, sim::chip::Card* chip) {
  const auto status = chip == nullptr ? std::nullopt : std::optional(security_status(*chip));
  log_->add([reader, event, status] {
    auto line = R"({"kind":"passed","reader":")" + reader + R"(","number":)" + std::to_string(event.number) +
                R"(,"event":)" + event.line();
    if (status) line += R"(,"status":)" + spelled(*status);
    return line + '}';
  });
}

void Board::changed(const std::string& word, const Json& state, const BilingualText& said) {
  add({{"kind", "word"},
       {"reader", state.at("id")},
       {"word", word},
       {"state", state},
       {"said", json_of(said)}});
}

void Board::moved() {
  add({{"kind", "readers"}});
}

}  // namespace karimen::harness::serve
