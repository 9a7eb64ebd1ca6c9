#include "sim/pki/der.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace karimen::sim::pki::der {

// By hand: what is built here (x509.cpp says why) has no ASN.1 template in OpenSSL, and ASN1_put_object and
// ASN1_TYPE would be longer than the four cases of a length.

namespace {

constexpr std::chrono::hours jst_ahead_of_utc{9};

void append(Bytes& out, ByteView more) {
  out.insert(out.end(), more.begin(), more.end());
}

/// Base 128, most significant group first, bit 8 set on all but the last.
void append_arc(Bytes& out, std::uint32_t arc) {
  Bytes groups{static_cast<std::uint8_t>(arc & 0x7F)};
  while (arc >>= 7) groups.insert(groups.begin(), static_cast<std::uint8_t>(0x80 | (arc & 0x7F)));
  append(out, groups);
}

/// YYYYMMDDhhmmssZ.
std::string in_utc(Moment moment) {
  const Moment utc = moment - jst_ahead_of_utc;
  const std::chrono::hh_mm_ss clock{time_of_day(utc)};
  return fmt::format("{}{:02}{:02}{:02}Z", to_compact(date_of(utc)), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

}  // namespace

Bytes element(std::uint8_t tag, ByteView content) {
  Bytes out{tag};
  out.reserve(content.size() + 4);
  if (content.size() > 0xFFFF) throw std::invalid_argument("DER content too long");
  if (content.size() > 0xFF)
    out.insert(out.end(), {0x82, static_cast<std::uint8_t>(content.size() >> 8)});
  else if (content.size() > 0x7F)
    out.push_back(0x81);
  out.push_back(static_cast<std::uint8_t>(content.size()));
  append(out, content);
  return out;
}

Bytes element(std::uint8_t tag, std::initializer_list<Bytes> parts) {
  Bytes content;
  for (const Bytes& part : parts) append(content, part);
  return element(tag, content);
}

Bytes text(std::uint8_t tag, std::string_view value) {
  return element(tag, to_bytes(value));
}

Bytes unsigned_integer(ByteView value) {
  Bytes content(value.begin(), value.end());
  if (!content.empty() && (content.front() & 0x80)) content.insert(content.begin(), 0);
  return element(integer, content);
}

Bytes oid(std::string_view dotted) {
  Bytes content;
  std::uint32_t first = 0;
  int index = 0;
  for (const char* at = dotted.data(); at < dotted.data() + dotted.size(); ++at, ++index) {
    std::uint32_t arc = 0;
    at = std::from_chars(at, dotted.data() + dotted.size(), arc).ptr;
    if (index == 0)
      first = arc;
    else
      append_arc(content, index == 1 ? first * 40 + arc : arc);
  }
  return element(object_identifier, content);
}

Bytes time(Moment moment) {
  constexpr std::string_view first = "1950", last = "2049";
  const auto written = in_utc(moment);
  const auto year = written.substr(0, 4);
  return first <= year && year <= last ? text(utc_time, written.substr(2)) : text(generalized_time, written);
}

Bytes long_time(Moment moment) {
  return text(generalized_time, in_utc(moment));
}

Bytes bits(ByteView content) {
  Bytes padded{0x00};
  append(padded, content);
  return element(bit_string, padded);
}

std::optional<Element> DerParser::next() {
  if (rest_.size() < 2) return std::nullopt;
  std::size_t header = 2, size = rest_[1];
  if (size & 0x80) {
    header += size & 0x7F;
    if (header < 3 || header > 4 || rest_.size() < header) return std::nullopt;
    size = 0;
    for (std::size_t i = 2; i < header; ++i) size = size << 8 | rest_[i];
  }
  if (rest_.size() - header < size) return std::nullopt;
  const Element found{rest_[0], rest_.subspan(header, size), rest_.first(header + size)};
  rest_ = rest_.subspan(header + size);
  return found;
}

std::optional<Element> DerParser::next(std::uint8_t tag) {
  if (rest_.empty() || rest_[0] != tag) return std::nullopt;
  return next();
}

std::optional<Moment> parse_time(const Element& element) {
  if (element.tag != utc_time && element.tag != generalized_time) return std::nullopt;
  std::string text = to_text(element.content);
  if (element.tag == utc_time) text = (text < "50" ? "20" : "19") + text;  // RFC 5280 4.1.2.5.1
  if (text.size() != 15 || text.back() != 'Z') return std::nullopt;
  const auto two = [&](std::size_t at) { return text.substr(at, 2); };
  const auto utc = parse_moment(text.substr(0, 4) + "-" + two(4) + "-" + two(6) + "T" + two(8) + ":" +
                                two(10) + ":" + two(12));
  if (!utc) return std::nullopt;
  return *utc + jst_ahead_of_utc;
}

}  // namespace karimen::sim::pki::der
