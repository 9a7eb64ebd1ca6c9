#include "harness/serve/desk/board.hpp"

#include <fmt/format.h>

#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::serve {

using port::Json;

// Spelled by hand, for a card in a reader waits for it: names of applications and keys are plain words.
std::string security_status(sim::chip::Card& card) {
  const sim::chip::Editor editor(card);
  const auto application = [](sim::chip::ApplicationId id) {
    return '"' + std::string(workshop::application_word(id, Language::en)) + '"';
  };
  const auto truth = [](bool value) { return value ? "true" : "false"; };
  const auto file = editor.current_file();
  auto text = "{\"application\":" + application(editor.current_application()) + ",\"file\":\"" +
              (file == 0 ? "" : fmt::format("{:04X}", file)) +
              "\",\"messaging\":" + truth(editor.secure_messaging()) +
              ",\"channel\":" + std::to_string(editor.channel_key_version()) + ",\"keys\":[";
  for (const auto& key : editor.key_references())
    text += "[\"" + workshop::key_word(key.application, key.file) + "\"," + application(key.application) +
            ',' + (key.tries == sim::chip::unlimited_tries ? "null" : std::to_string(key.tries)) + ',' +
            std::to_string(key.limit) + ',' + truth(key.verified) + "],";
  if (text.back() == ',') text.pop_back();
  return text + "]}";
}

// The event is JSON already: it is not read again only to be written.
void Board::passed(const std::string& reader, const LoggedEvent& event, sim::chip::Card* chip) {
  auto line = R"({"kind":"passed","reader":")" + reader + R"(","number":)" + std::to_string(event.number) +
              R"(,"event":)" + event.line;
  if (chip != nullptr) line += R"(,"status":)" + security_status(*chip);
  log_->add(line + '}');
}

void Board::changed(const std::string& word, const Json& state) {
  add({{"kind", "word"}, {"reader", state.at("id")}, {"word", word}, {"state", state}});
}

void Board::moved() {
  add({{"kind", "readers"}});
}

}  // namespace karimen::harness::serve
