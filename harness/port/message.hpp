// JSON-RPC 2.0 messages, and JSON as it is read from another program: nothing is trusted.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace karimen::harness::port {

/// Ordered, so that the same messages have the same bytes.
using Json = nlohmann::ordered_json;

inline constexpr int deepest_nesting = 32;

/// The codes of docs/schema/port.yaml.
enum class ErrorCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  no_card = -32001,
  mute_card = -32002,
  chip_died = -32003,
  not_now = -32004,
  not_presented = -32005,
  not_changeable = -32006,
  system_down = -32007,
};

/// A call that cannot be answered with a result. `field`: the member to blame; may be empty.
class CallError : public std::runtime_error {
 public:
  CallError(ErrorCode code, const std::string& what, std::string field = "")
      : std::runtime_error(what), code_(code), field_(std::move(field)) {}
  [[nodiscard]] ErrorCode code() const { return code_; }
  [[nodiscard]] const std::string& field() const { return field_; }

 private:
  ErrorCode code_;
  std::string field_;
};

/// Bytes that are no message: one sentence, no full stop.
class MessageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class MessageKind { call, notification, result, error };

/// A message taken apart. Members that are not of its kind are null.
struct Message {
  MessageKind kind = MessageKind::call;
  Json id;             ///< a whole number or a text
  std::string method;  ///< of calls and notifications
  Json content;        ///< params, result, or the error object; an object, but for an error's `data`
};

/// Any JSON of a program that is not trusted. Throws MessageError.
[[nodiscard]] Json read_json(std::string_view text);
/// On one line; what is no UTF-8 is replaced.
[[nodiscard]] std::string dumped(const Json& json);
/// Throws MessageError.
[[nodiscard]] Message read_message(std::string_view text);

/// `params`: an object, as text.
[[nodiscard]] std::string call_text(std::int64_t id, const std::string& method, const std::string& params);
[[nodiscard]] inline std::string call_text(std::int64_t id, const std::string& method, const Json& params) {
  return call_text(id, method, dumped(params));
}
[[nodiscard]] std::string result_text(const Json& id, const Json& result);
[[nodiscard]] std::string error_text(const Json& id, const CallError& error);

}  // namespace karimen::harness::port
