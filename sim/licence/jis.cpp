#include "sim/licence/jis.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::sim::licence {
namespace {

struct ConverterClose {
  using pointer = iconv_t;
  void operator()(iconv_t converter) const { iconv_close(converter); }
};

// EUC-JP-MS maps the full-width hyphen of Japanese addresses to 2-15-61, where plain EUC-JP wants a minus
// sign; what it has beyond JIS X 0208 is refused below.
constexpr const char* euc = "EUC-JP-MS";

std::optional<std::string> convert(const char* to, const char* from, std::string_view text) {
  if (text.empty()) return "";  // most elements of a record are; opening a converter costs microseconds
  const std::unique_ptr<iconv_t, ConverterClose> converter(iconv_open(to, from));
  if (reinterpret_cast<std::intptr_t>(converter.get()) == -1)
    throw std::runtime_error("iconv has no EUC-JP-MS");
  std::string in(text), out(text.size() * 3 + 8, '\0');
  char *source = in.data(), *target = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool bad = iconv(converter.get(), &source, &left, &target, &room) != 0 || left != 0;
  const std::size_t flushed = iconv(converter.get(), nullptr, nullptr, &target, &room);
  if (bad || flushed == static_cast<std::size_t>(-1)) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

// Rows 9-15 and above 84 hold vendor extensions or nothing.
bool is_code(std::uint8_t row, std::uint8_t cell) {
  const bool row_in_use = (row >= 0x21 && row <= 0x28) || (row >= 0x30 && row <= 0x74);
  return row_in_use && cell >= 0x21 && cell <= 0x7E;
}

std::optional<Bytes> encode(std::string_view utf8) {
  const auto converted = convert(euc, "UTF-8", utf8);
  if (!converted || converted->size() % 2 != 0) return std::nullopt;
  Bytes out;
  for (std::size_t i = 0; i < converted->size(); i += 2) {
    const auto row = static_cast<std::uint8_t>((*converted)[i] - 0x80);
    const auto cell = static_cast<std::uint8_t>((*converted)[i + 1] - 0x80);
    if (!is_code(row, cell)) return std::nullopt;
    out.insert(out.end(), {row, cell});
  }
  return out;
}

}  // namespace

bool in_jis_x0208(char32_t character) {
  return encode(to_utf8(std::u32string_view(&character, 1))).has_value();
}

bool in_jis_x0208(std::string_view utf8) {
  return encode(utf8).has_value();
}

bool in_jis_x0212(char32_t character) {
  const auto converted = convert(euc, "UTF-8", to_utf8(std::u32string_view(&character, 1)));
  if (!converted || converted->size() != 3 || static_cast<std::uint8_t>((*converted)[0]) != 0x8F)
    return false;
  const auto row = static_cast<std::uint8_t>((*converted)[1]) - 0xA0;
  return row >= 2 && row <= 77;  // behind them EUC-JP-MS has vendor extensions
}

Bytes to_jis_x0208(std::string_view utf8) {
  if (auto encoded = encode(utf8)) return *encoded;
  for (const char32_t character : to_code_points(utf8)) {
    if (in_jis_x0208(character)) continue;
    const std::string shown = to_utf8(std::u32string_view(&character, 1));
    throw DiagnosticError(Diagnostic{
        .what =
            fmt::format("{} (U+{:04X}) is not in JIS X 0208", shown, static_cast<std::uint32_t>(character)),
        .fix = "write it in full width, or use a character of JIS level 1 or 2"});
  }
  throw std::logic_error("text does not encode although each of its characters does");
}

std::optional<std::string> from_jis_x0208(ByteView bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string coded;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    if (!is_code(bytes[i], bytes[i + 1])) return std::nullopt;
    coded += static_cast<char>(bytes[i] + 0x80);
    coded += static_cast<char>(bytes[i + 1] + 0x80);
  }
  return convert("UTF-8", euc, coded);
}

bool is_jis_x0201(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

}  // namespace karimen::sim::licence
