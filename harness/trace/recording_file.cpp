#include "harness/trace/recording_file.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/diagnostic.hpp"
#include "base/text.hpp"
#include "harness/trace/json_line.hpp"
#include "harness/trace/narrator.hpp"

namespace karimen::harness::trace {
namespace {

using Json = nlohmann::ordered_json;
using Kind = CardEvent::Kind;

constexpr int schema = 2;
constexpr auto event_kinds = std::to_array<std::pair<const char*, Kind>>({
    {"power_on", Kind::power_on},
    {"power_off", Kind::power_off},
    {"reset", Kind::reset},
    {"apdu", Kind::apdu},
});

using Line = JsonLine;

RecordingHeader header_of(const Line& line) {
  if (!line.has("recording"))
    line.refuse(0, "this is not a recording", "its first line has the key \"recording\"");
  constexpr int without_marks = 1;  // else the same
  if (!line.is("schema", schema) && !line.is("schema", without_marks))
    line.refuse(line.place("schema"), "only recordings of schema 2 are understood", "use a newer karimen");
  line.only({"recording", "schema", "title", "masked"});
  if (line.is("schema", without_marks) && line.truth("masked"))
    line.refuse(line.place("schema"), "masked recordings of schema 1 do not say which bytes are masked",
                "record it again");
  return {.title = line.text("title", ""), .masked = line.truth("masked")};
}

Kind kind_of(const Line& line) {
  const auto name = line.text("event");
  std::vector<std::string> known;
  for (const auto& [word, kind] : event_kinds) {
    if (name == word) return kind;
    known.emplace_back(word);
  }
  line.refuse(line.place("event"), "unknown event '" + name + "'", suggestion(name, known));
}

RecordedEvent event_of(const Line& line, std::uint64_t number) {
  RecordedEvent made{.event = {.number = number, .kind = kind_of(line), .command = {}, .response = {}},
                     .cause = {line.text("cause", ""), line.text("cause_ja", "")},
                     .step = line.text("step", "")};
  auto& event = made.event;
  switch (event.kind) {
    case Kind::power_off:
      line.only({"event", "step"});
      break;
    case Kind::power_on:
    case Kind::reset:
      line.only({"event", "step", "atr"});
      event.response = line.bytes("atr", event.hidden_response);
      if (!event.hidden_response.empty()) line.refuse(line.place("atr"), "an ATR has no masked bytes");
      break;
    case Kind::apdu:
      line.only({"event", "step", "command", "response", "cause", "cause_ja", "words"});
      event.command = line.bytes("command", event.hidden_command);
      event.response = line.bytes("response", event.hidden_response);
      if (event.command.empty()) line.refuse(line.place("command"), "a command has at least one byte");
      if (event.response.size() == 1) line.refuse(line.place("response"), "a response has two bytes or none");
  }
  return made;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    throw DiagnosticError(Diagnostic{.where = {path.string()},
                                     .what = "the recording cannot be read",
                                     .fix = "check its name and its permissions"});
  return std::move(text).str();
}

// A text of ours as JSON has it: UTF-8 without quotation marks and control characters.
std::string spelled(const std::string& words) {
  return '"' + words + '"';
}

}  // namespace

Recording RecordingFile::events_only() const {
  Recording all;
  for (const auto& each : events) all.push_back(each.event);
  return all;
}

RecordingFile parse_recording(std::string_view text, const std::string& name) {
  RecordingFile file;
  bool headed = false;
  Position where{.file = name, .line = 0, .column = 0};
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    ++where.line;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Line read(line, where);
    if (headed)
      file.events.push_back(event_of(read, file.events.size() + 1));
    else
      file.header = header_of(read);
    headed = true;
  }
  if (!headed)
    throw DiagnosticError(
        Diagnostic{.where = {name},
                   .what = "the recording is empty",
                   .fix = "its first line is a header, {\"recording\":\"karimen\",\"schema\":2}"});
  return file;
}

RecordingFile load_recording(const std::filesystem::path& path) {
  return parse_recording(text_of(path), path.string());
}

bool is_recording(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  return std::getline(file, line) && line.starts_with("{") && line.find("\"recording\"") != std::string::npos;
}

namespace {

/// {"en": [...], "ja": [...]}
template <typename Tell>
std::string words_by(const Tell& tell) {
  const auto pair = [&](Language language) {
    const Telling telling = tell(language);
    return '[' + spelled(telling.command) + ',' + spelled(telling.response) + ']';
  };
  return "{\"en\":" + pair(Language::en) + ",\"ja\":" + pair(Language::ja) + '}';
}

// Spelled by hand: there may be a million of them. `words`: "" where there are none.
std::string line_of(const RecordedEvent& each, const std::string& words) {
  const auto& event = each.event;
  std::string line = "{\"event\":\"";
  line += event_kinds[static_cast<std::size_t>(event.kind)].first;
  line += '"';
  if (!each.step.empty()) line += ",\"step\":" + quoted(each.step);
  if (event.kind == Kind::apdu) {
    line += ",\"command\":\"" + to_hex(event.command, event.hidden_command) + "\",\"response\":\"" +
            to_hex(event.response, event.hidden_response) + '"';
    if (!each.cause.en.empty()) line += ",\"cause\":" + quoted(each.cause.en);
    if (!each.cause.ja.empty()) line += ",\"cause_ja\":" + quoted(each.cause.ja);
    if (!words.empty()) line += ",\"words\":" + words;
  } else if (event.kind != Kind::power_off) {
    line += ",\"atr\":\"" + to_hex(event.response) + '"';
  }
  return line + '}';
}

}  // namespace

std::string recording_line(const RecordedEvent& each, const Situation& before) {
  const auto& event = each.event;
  if (event.kind != Kind::apdu) return line_of(each, "");
  return line_of(each, words_by([&](Language language) {
                   return tell(event.command, event.response, before, language);
                 }));
}

/// Both languages at once.
class RecordingWriter::Wording {
 public:
  [[nodiscard]] std::string words(const CardEvent& event) {
    return words_by([&](Language language) { return (language == Language::ja ? ja_ : en_).tell(event); });
  }

 private:
  Narrator en_{Language::en}, ja_{Language::ja};
};

RecordingWriter::RecordingWriter(std::ostream& out, const RecordingHeader& header, bool words)
    : out_(out), wording_(words ? std::make_unique<Wording>() : nullptr) {
  std::string line = "{\"recording\":\"karimen\",\"schema\":" + std::to_string(schema);
  if (!header.title.empty()) line += ",\"title\":" + quoted(header.title);
  out_ << line + (header.masked ? ",\"masked\":true}\n" : ",\"masked\":false}\n");
}

RecordingWriter::~RecordingWriter() = default;

void RecordingWriter::take(const RecordedEvent& each) {
  out_ << line_of(each, wording_ ? wording_->words(each.event) : "") + '\n';
}

}  // namespace karimen::harness::trace
