#include "harness/port/message.hpp"

#include <algorithm>

namespace karimen::harness::port {
namespace {

// Looked at before the text is parsed, so that no parser's patience is tried.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest_nesting) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool is_id(const Json& id) {
  return id.is_number_integer() || id.is_string();
}

// Taken out of the message: it may be large.
Json taken(Json& message, const char* name) {
  const auto found = message.find(name);
  if (found == message.end()) return Json::object();
  if (!found->is_object()) throw MessageError(std::string(name) + " is no object");
  return std::move(*found);
}

void read_call(Json& json, Message& message) {
  const auto& method = json["method"];
  if (!method.is_string()) throw MessageError("method is no text");
  message.method = method.get<std::string>();
  message.kind = message.id.is_null() ? MessageKind::notification : MessageKind::call;
  message.content = taken(json, "params");
}

void read_answer(Json& json, Message& message) {
  const bool result = json.contains("result"), error = json.contains("error");
  if (result == error)
    throw MessageError(!result ? "neither method nor result nor error" : "both a result and an error");
  message.kind = error ? MessageKind::error : MessageKind::result;
  message.content = taken(json, error ? "error" : "result");
  // An answer to what could not be read has the id null.
  if (message.id.is_null() && !error) throw MessageError("a result without id");
}

}  // namespace

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json read_json(std::string_view text) {
  if (too_deep(text))
    throw MessageError("more than " + std::to_string(deepest_nesting) + " arrays and objects in each other");
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    const std::string what = error.what();  // "[json.exception.parse_error.101] parse error at ..."
    throw MessageError("no JSON: " + what.substr(std::min(what.size(), what.find("] ") + 2)));
  }
}

Message read_message(std::string_view text) {
  auto json = read_json(text);
  if (!json.is_object()) throw MessageError("no JSON object");
  const auto* version = member(json, "jsonrpc");
  if (version == nullptr || *version != "2.0") throw MessageError("jsonrpc is not \"2.0\"");
  Message message;
  if (const auto* id = member(json, "id")) message.id = *id;
  if (!message.id.is_null() && !is_id(message.id))
    throw MessageError("id is neither a whole number nor a text");
  json.contains("method") ? read_call(json, message) : read_answer(json, message);
  return message;
}

// Put together as text: params and results are large, and an object around them would copy them.
std::string call_text(std::int64_t id, const std::string& method, const std::string& params) {
  return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":)" + dumped(method) +
         R"(,"params":)" + params + '}';
}

std::string result_text(const Json& id, const Json& result) {
  return R"({"jsonrpc":"2.0","id":)" + dumped(id) + R"(,"result":)" + dumped(result) + '}';
}

std::string error_text(const Json& id, const CallError& error) {
  Json object{{"code", static_cast<int>(error.code())}, {"message", error.what()}};
  if (!error.field().empty()) object["data"] = {{"field", error.field()}};
  return dumped({{"jsonrpc", "2.0"}, {"id", id}, {"error", object}});
}

}  // namespace karimen::harness::port
