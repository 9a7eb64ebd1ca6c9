#include "harness/trace/json_line.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace karimen::harness::trace {

std::string quoted(const std::string& text) {
  if (needs_no_escape(text)) return '"' + text + '"';
  return JsonLine::Json(text).dump(-1, ' ', false, JsonLine::Json::error_handler_t::replace);
}

JsonLine::JsonLine(std::string_view text, Position where) : text_(text), where_(std::move(where)) {
  try {
    json_ = Json::parse(text_);
  } catch (const Json::parse_error& error) {
    refuse(std::min(error.byte > 0 ? error.byte - 1 : 0, text_.size()), "this is not JSON");
  } catch (const Json::out_of_range&) {  // has no place
    refuse(0, "a number in this line is too big");
  }
  if (!json_.is_object()) refuse(0, "this is not a JSON object");
}

void JsonLine::refuse(std::size_t byte, std::string what, std::string fix) const {
  auto where = where_;
  where.column = static_cast<int>(to_code_points(text_.substr(0, byte)).size()) + 1;
  throw DiagnosticError(Diagnostic{.where = std::move(where),
                                   .what = std::move(what),
                                   .fix = std::move(fix),
                                   .source_line = std::string(text_)});
}

std::string JsonLine::text(const char* key, const char* otherwise) const {
  const auto found = json_.find(key);
  if (found == json_.end()) {
    if (otherwise != nullptr) return otherwise;
    refuse(0, std::string("'") + key + "' is missing");
  }
  if (!found->is_string()) refuse(place(key), std::string("'") + key + "' is not a text");
  return found->get<std::string>();
}

Bytes JsonLine::bytes(const char* key, HiddenBytes& hidden) const {
  const auto digits = text(key);
  try {
    return from_hex(digits, hidden);
  } catch (const DiagnosticError& error) {
    refuse(place(key), std::string("'") + key + "': " + error.diagnostics().front().what);
  }
}

bool JsonLine::truth(const char* key) const {
  const auto found = json_.find(key);
  if (found == json_.end()) return false;
  if (!found->is_boolean()) refuse(place(key), std::string("'") + key + "' is neither true nor false");
  return found->get<bool>();
}

bool JsonLine::is(const char* key, int value) const {
  const auto found = json_.find(key);
  return found != json_.end() && found->is_number_integer() && *found == value;
}

void JsonLine::only(std::initializer_list<const char*> known) const {
  only(std::vector<std::string>(known.begin(), known.end()));
}

void JsonLine::only(const std::vector<std::string>& known) const {
  for (const auto& [key, value] : json_.items())
    if (std::ranges::find(known, key) == known.end())
      refuse(place(key), "unknown key '" + key + "'", suggestion(key, known));
}

std::size_t JsonLine::place(const std::string& key) const {
  const auto at = text_.find('"' + key + '"');
  return at == std::string_view::npos ? 0 : at;
}

}  // namespace karimen::harness::trace
