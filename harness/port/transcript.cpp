#include "harness/port/transcript.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/port/message.hpp"

namespace karimen::harness::port {
namespace {

constexpr std::size_t kept_of_message = 65536;  // enough to mask all that is shown

constexpr std::array secret_members{"signature_password", "authentication_pin", "licence_pin", "password",
                                    "pin"};

std::string cut_to(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most) + "...";
}

// An APDU is told by its head, an answer by its status word: the trace has the rest.
void mask_bytes(Json& value, std::size_t first, std::size_t last) {
  const auto hex = value.get<std::string>();
  if (hex.size() <= first + last) return;
  value = hex.substr(0, first) + "..." + hex.substr(hex.size() - last);
}

void mask(Json& json) {
  if (json.is_array())
    for (auto& each : json) mask(each);
  if (!json.is_object()) return;
  for (auto& [name, value] : json.items()) {
    if (!value.is_string()) {
      mask(value);
    } else if (std::ranges::find(secret_members, std::string_view(name)) != secret_members.end()) {
      value = "***";
    } else if (name == "command") {
      mask_bytes(value, 8, 0);
    } else if (name == "response" || name == "wef02" || name == "wef03") {
      mask_bytes(value, 0, 4);
    }
  }
}

std::string masked(const std::string& text) {
  auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return text;
  mask(json);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void Transcript::add(Way way, std::string_view text) {
  if (entries_.size() == most_lines) entries_.pop_front();
  entries_.push_back({way, std::string(text.substr(0, kept_of_message))});
}

std::vector<std::string> Transcript::lines() const {
  std::vector<std::string> lines;
  for (const auto& [way, text] : entries_) {
    if (way == Way::stray) {
      for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        lines.push_back("stderr: " + cut_to(text.substr(begin, end - begin), longest_line));
        begin = end + 1;
      }
      continue;
    }
    lines.push_back((way == Way::sent ? "→ " : "← ") + cut_to(masked(text), longest_line));
  }
  return lines;
}

}  // namespace karimen::harness::port
