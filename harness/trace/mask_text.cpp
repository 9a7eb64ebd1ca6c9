// Individual numbers in UTF-8 text.
#include <algorithm>
#include <array>
#include <vector>

#include "harness/trace/mask.hpp"

namespace karimen::harness::trace {
namespace {

constexpr std::string_view full_width_star = "\xEF\xBC\x8A";

// What may stand between the groups of four: space, hyphens, dashes and minus signs, half and full width.
constexpr std::array<std::string_view, 8> separators{
    " ", "-", "\u3000", "\uFF0D", "\u2010", "\u2011", "\u2212", "\u2013",
};

struct Unit {
  int digit = -1;  ///< 0–9, or none
  std::size_t begin = 0, size = 1;
};

// The digit that begins at `at`, ASCII or full-width.
Unit unit_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  if (byte(at) >= '0' && byte(at) <= '9') return {byte(at) - '0', at, 1};
  if (byte(at) == 0xEF && byte(at + 1) == 0xBC && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99)
    return {byte(at + 2) - 0x90, at, 3};
  return {-1, at, 1};
}

std::vector<Unit> run_at(std::string_view text, std::size_t at) {
  std::vector<Unit> run;
  for (auto unit = unit_at(text, at); unit.digit >= 0; unit = unit_at(text, unit.begin + unit.size))
    run.push_back(unit);
  return run;
}

std::size_t end_of(const std::vector<Unit>& run) {
  return run.back().begin + run.back().size;
}

std::string_view separator_at(std::string_view text, std::size_t at) {
  for (const auto each : separators)
    if (text.substr(at).starts_with(each)) return each;
  return {};
}

// A group of four, a separator, a second group, the same separator, a third one.
std::vector<Unit> groups_at(std::string_view text, std::vector<Unit> all) {
  if (all.size() != 4) return {};
  const auto separator = separator_at(text, end_of(all));
  if (separator.empty()) return {};
  while (all.size() < 12) {
    if (!text.substr(end_of(all)).starts_with(separator)) return {};
    const auto next = run_at(text, end_of(all) + separator.size());
    if (next.size() != 4) return {};
    all.insert(all.end(), next.begin(), next.end());
  }
  return all;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// Part of a digest or a dump, whose digits mean nothing.
bool in_hexadecimal(std::string_view text, std::size_t begin, std::size_t end) {
  const auto run = end - begin;
  while (begin > 0 && is_hex(text[begin - 1])) --begin;
  while (end < text.size() && is_hex(text[end])) ++end;
  return end - begin > run && end - begin >= 16;
}

bool is_number(const std::vector<Unit>& units) {
  Bytes digits;
  for (const auto& unit : units) digits.push_back(static_cast<std::uint8_t>(unit.digit));
  return is_individual_number(digits);
}

// Cheap, and true of nearly every text.
bool cannot_hold_one(std::string_view text) {
  return text.size() < 12 ||
         std::ranges::count_if(text, [](char c) { return (c >= '0' && c <= '9') || c == '\xEF'; }) < 12;
}

std::string masked_once(const std::string& text) {
  auto masked = text;
  for (std::size_t at = 0; at < text.size();) {
    const auto run = run_at(text, at);
    if (run.empty()) {
      ++at;
      continue;
    }
    const auto units = run.size() == 12 ? run : groups_at(text, run);
    const bool plain = units.size() == run.size();
    if (is_number(units) && !(plain && in_hexadecimal(text, at, end_of(units)))) {
      for (const auto& unit : units)
        masked.replace(unit.begin, unit.size, unit.size == 1 ? std::string_view("*") : full_width_star);
      at = end_of(units);
    } else {
      at = end_of(run);
    }
  }
  return masked;
}

}  // namespace

// What stood beside a masked number is no hexadecimal run with it any more: it is looked at again.
std::string mask_text(std::string text) {
  if (cannot_hold_one(text)) return text;
  for (auto masked = masked_once(text); masked != text; masked = masked_once(text)) text = std::move(masked);
  return text;
}

}  // namespace karimen::harness::trace
