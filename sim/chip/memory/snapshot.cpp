#include "sim/chip/memory/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/diagnostic.hpp"
#include "sim/crypto/hash.hpp"

namespace karimen::sim::chip::snapshot {

namespace {

constexpr std::string_view magic = "karimen card";
constexpr std::size_t format_at = 12, length_at = 14, checksum_at = 18;
constexpr std::size_t digest_size = 8;

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw DiagnosticError(Diagnostic{.where = {}, .what = std::move(what), .fix = std::move(fix)});
}

void put(Bytes& out, std::size_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(value >> shift));
  }
}

std::size_t number(ByteView bytes) {
  std::size_t value = 0;
  for (const auto byte : bytes) value = value << 8 | byte;
  return value;
}

Bytes digest_of(ByteView bytes) {
  const auto digest = crypto::sha256(bytes);
  return {digest.begin(), digest.begin() + digest_size};
}

void check_format(std::size_t found) {
  if (found > format) {
    refuse(fmt::format("the card was saved by a later version (format {}, this one reads up to {})", found,
                       format),
           "restore it with the karimen that saved it, or a later one");
  }
  if (found < oldest_format) {
    refuse(fmt::format("the card was saved in format {}, which is no longer read (from {} on)", found,
                       oldest_format),
           "restore it with the karimen that saved it, and make the card anew from its card file");
  }
}

void check_length(std::size_t found, std::size_t wanted) {
  if (found < wanted) {
    refuse(fmt::format("the saved card ends early: {} of {} bytes", found, wanted),
           "copy the file again, or save the card again");
  }
  if (found > wanted) {
    refuse(fmt::format("{} bytes follow the saved card", found - wanted),
           "copy the file again, or save the card again");
  }
}

}  // namespace

Bytes sealed(ByteView body) {
  Bytes out(magic.begin(), magic.end());
  const auto append = [&out](const Bytes& bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); };
  put(out, format, 2);
  put(out, body.size(), 4);
  append(digest_of(body));
  out.insert(out.end(), body.begin(), body.end());
  return out;
}

Opened open(ByteView saved) {
  const auto known = std::min(saved.size(), magic.size());
  if (known == 0 ||
      !std::equal(saved.begin(), saved.begin() + static_cast<std::ptrdiff_t>(known), magic.begin())) {
    refuse("this is no saved card",
           "give a file that a card was saved into; a card file in YAML is made into a card");
  }
  if (saved.size() < header_size) check_length(saved.size(), header_size);
  const auto found = number(saved.subspan(format_at, 2));
  check_format(found);
  const auto body = saved.subspan(header_size);
  check_length(body.size(), number(saved.subspan(length_at, 4)));
  if (!std::ranges::equal(saved.subspan(checksum_at, digest_size), digest_of(body))) {
    refuse("the saved card is damaged: its checksum is wrong", "copy the file again, or save the card again");
  }
  return {static_cast<std::uint16_t>(found), body};
}

}  // namespace karimen::sim::chip::snapshot
