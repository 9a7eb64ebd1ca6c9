#include "base/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/coding.hpp"
#include "base/text.hpp"

namespace karimen {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t offset) {
  return offset < bytes.size() ? static_cast<std::uint8_t>(bytes[offset]) : 0;
}

/// How many bytes the character at `offset` has; 0 if what stands there is none.
std::size_t character_length(std::string_view bytes, std::size_t offset) {
  const auto lead = byte_at(bytes, offset), second = byte_at(bytes, offset + 1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  // Overlong forms, surrogates, and beyond U+10FFFF.
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
      (lead == 0xF4 && second > 0x8F))
    return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte_at(bytes, offset + i) & 0xC0) != 0x80) return 0;
  return length;
}

struct Unwelcome {
  std::string_view bytes;
  const char* what;
};

// YAML 1.1 ends a line at each of the three, YAML 1.2 does not.
constexpr std::string_view unwelcome_leads = "\xC2\xE2\xEF";
constexpr std::array unwelcome{
    Unwelcome{"\xC2\x85", "the line end U+0085, which nobody sees"},
    Unwelcome{"\xE2\x80\xA8", "the line separator U+2028, which nobody sees"},
    Unwelcome{"\xE2\x80\xA9", "the paragraph separator U+2029, which nobody sees"},
    Unwelcome{"\xEF\xBB\xBF", "a byte order mark in the middle of the text"},
    Unwelcome{"\xEF\xBF\xBE", "U+FFFE, which is no character"},
    Unwelcome{"\xEF\xBF\xBF", "U+FFFF, which is no character"},
};

bool is_control(std::string_view character) {
  const auto lead = static_cast<std::uint8_t>(character[0]);
  if (character.size() == 1)
    return (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7F;
  return character.size() == 2 && lead == 0xC2 && static_cast<std::uint8_t>(character[1]) < 0xA0;
}

/// The line around an offset, and where in it that is.
struct Line {
  int number = 1;
  std::string_view bytes, before;
};

Line line_around(std::string_view bytes, std::size_t offset) {
  const auto head = bytes.substr(0, offset);
  const auto begin = head.rfind('\n') + 1;  // npos + 1 = 0
  auto line = bytes.substr(begin, bytes.find('\n', offset) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {static_cast<int>(std::ranges::count(head, '\n')) + 1, line, bytes.substr(begin, offset - begin)};
}

/// A diagnostic at `offset`; its line is shown in `coding`, where one is known.
Diagnostic at_byte(std::string_view bytes, std::size_t offset, const std::string& name,
                   const std::optional<Coding>& coding, std::string what, std::string fix) {
  const auto line = line_around(bytes, offset);
  const auto shown = [&](std::string_view part) {
    auto text = coding ? decoded(part, *coding) : std::nullopt;
    return text ? *text : to_utf8(to_code_points(part));
  };
  const auto column = static_cast<int>(to_code_points(shown(line.before)).size()) + 1;
  return {.where = {name, line.number, column},
          .what = std::move(what),
          .fix = std::move(fix),
          .source_line = shown(line.bytes)};
}

std::string conversion(const Coding& coding, const std::string& name) {
  return "save it as UTF-8: iconv -f " + coding.iconv + " -t UTF-8 " + name;
}

/// Whether more of the bytes beyond ASCII are UTF-8 than are not: then no other coding is meant, and some are
/// damaged.
bool mostly_utf8(std::string_view bytes) {
  // Two bytes of another coding are a character of UTF-8 too often to count: one of Shift_JIS in eight. Only
  // where nothing else speaks do they.
  std::size_t good = 0, twos = 0, bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto length = character_length(bytes, i);
    if (length == 2) ++twos;
    if (length != 1 && length != 2) (length == 0 ? bad : good) += std::max<std::size_t>(length, 1);
    i += std::max<std::size_t>(length, 1);
  }
  return good > bad || (good == 0 && bad == 1 && twos > 0);
}

Diagnostic bad_byte(std::string_view bytes, std::size_t offset, const std::string& name) {
  const auto coding = mostly_utf8(bytes) ? std::nullopt : japanese_coding(bytes);
  const auto in_line = line_around(bytes, offset).before.size() + 1;
  auto what = fmt::format("the byte 0x{:02X} (byte {} of the line) begins no character of UTF-8",
                          byte_at(bytes, offset), in_line);
  if (coding) what += "; the file seems to be " + coding->name;
  return at_byte(
      bytes, offset, name, coding, std::move(what),
      coding ? conversion(*coding, name) : "write the character again, and save the file as UTF-8");
}

Diagnostic control_character(std::string_view bytes, std::size_t offset, std::size_t length,
                             const std::string& name) {
  if (bytes[offset] == '\x1B')
    if (const auto coding = japanese_coding(bytes))
      return at_byte(bytes, offset, name, coding, "this is " + coding->name + ", not UTF-8",
                     conversion(*coding, name));
  const auto code = static_cast<unsigned>(to_code_points(bytes.substr(offset, length))[0]);
  return at_byte(bytes, offset, name, {},
                 fmt::format("the control character U+{:04X} cannot stand in a text", code),
                 fmt::format("delete it, or write \\x{:02X} in double quotes", code));
}

/// What is wrong with the `length` bytes at `offset` (0: they are no character), if anything is.
std::optional<Diagnostic> complaint_about(std::string_view bytes, std::size_t offset, std::size_t length,
                                          const std::string& name) {
  const auto character = bytes.substr(offset, length);
  const bool bad = length == 0, control = !bad && is_control(character);
  if ((bad || control) && bytes.find('\0') != std::string_view::npos)
    return at_byte(bytes, offset, name, {}, "this is a binary file, not a text",
                   "name a file of YAML in UTF-8");
  if (bad) return bad_byte(bytes, offset, name);
  if (control) return control_character(bytes, offset, length, name);
  if (unwelcome_leads.find(character[0]) != std::string_view::npos)
    for (const auto& each : unwelcome)
      if (character == each.bytes)
        return at_byte(bytes, offset, name, {}, each.what,
                       "delete it, or write it as \\u.... in double quotes");
  return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> not_plain_text(std::string_view bytes, const std::string& name) {
  if (const auto coding = wide_coding(bytes))
    return Diagnostic{.where = {name, 1, 1},
                      .what = "this is " + coding->name + ", not UTF-8",
                      .fix = conversion(*coding, name)};
  for (std::size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < bytes.size();) {
    const auto length = character_length(bytes, i);
    const auto byte = byte_at(bytes, i);
    if (length != 1 || byte < 0x20 || byte == 0x7F)
      if (auto complaint = complaint_about(bytes, i, length, name)) return complaint;
    i += length;
  }
  return std::nullopt;
}

}  // namespace karimen
