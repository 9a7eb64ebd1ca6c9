#include "harness/trace/pcapng.hpp"

#include <algorithm>
#include <array>

namespace karimen::harness::trace {
namespace {

using Kind = CardEvent::Kind;

constexpr std::uint32_t gsmtap_interface = 0, card_interface = 1;
constexpr std::uint16_t raw_ip = 101, upper_pdu = 252;
constexpr std::uint32_t section_block = 0x0A0D0D0A, interface_block = 1, packet_block = 6;
constexpr std::uint16_t option_end = 0, option_comment = 1, option_name = 2, option_application = 4;
constexpr std::uint16_t gsmtap_port = 4729;
constexpr std::size_t ip_header = 20, udp_header = 8, gsmtap_header = 16;

// pcapng is written in little-endian, network protocols in big-endian.
template <typename Number>
void little(Bytes& out, Number value) {
  for (std::size_t i = 0; i < sizeof value; ++i) out.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}
void big16(Bytes& out, std::size_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8));
  out.push_back(static_cast<std::uint8_t>(value));
}
void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}
void pad(Bytes& out) {
  while (out.size() % 4 != 0) out.push_back(0);
}

void option(Bytes& out, std::uint16_t code, const std::string& text) {
  const auto size = std::min<std::size_t>(text.size(), 0xFFFF);
  little(out, code);
  little(out, static_cast<std::uint16_t>(size));
  append(out, to_bytes(std::string_view(text).substr(0, size)));
  pad(out);
}
void end_options(Bytes& out) {
  little(out, option_end);
  little(out, std::uint16_t{0});
}

void block(std::ostream& out, std::uint32_t type, const Bytes& body) {
  const auto size = static_cast<std::uint32_t>(body.size() + 12);
  Bytes whole;
  little(whole, type);
  little(whole, size);
  append(whole, body);
  little(whole, size);
  out << to_text(whole);
}

Bytes section(const std::string& title) {
  Bytes body;
  little(body, std::uint32_t{0x1A2B3C4D});  // byte order
  little(body, std::uint16_t{1});           // version 1.0
  little(body, std::uint16_t{0});
  little(body, ~std::uint64_t{0});  // length not stated
  if (!title.empty()) option(body, option_comment, title);
  option(body, option_application, "karimen");
  end_options(body);
  return body;
}

Bytes interface(std::uint16_t link_type, const char* name) {
  Bytes body;
  little(body, link_type);
  little(body, std::uint16_t{0});
  little(body, std::uint32_t{0});  // no limit of length
  option(body, option_name, name);
  end_options(body);
  return body;
}

std::uint16_t checksum(ByteView header) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 1 < header.size(); i += 2)
    sum += static_cast<std::uint32_t>(header[i] << 8 | header[i + 1]);
  while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

// IPv4 (127.0.0.1 to itself), UDP, GSMTAP version 2 of type SIM and sub-type APDU.
Bytes gsmtap(ByteView exchange) {
  constexpr std::array<std::uint8_t, 8> loopback{127, 0, 0, 1, 127, 0, 0, 1};
  const auto datagram = udp_header + gsmtap_header + exchange.size();
  Bytes packet{0x45, 0x00};
  big16(packet, ip_header + datagram);
  append(packet, Bytes{0, 0, 0, 0, 64, 17, 0, 0});
  append(packet, loopback);
  const auto sum = checksum(packet);
  packet[10] = static_cast<std::uint8_t>(sum >> 8);
  packet[11] = static_cast<std::uint8_t>(sum);
  big16(packet, gsmtap_port);
  big16(packet, gsmtap_port);
  big16(packet, datagram);
  big16(packet, 0);  // no checksum
  append(packet, Bytes{2, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  append(packet, exchange);
  return packet;
}

Bytes for_dissector(std::string name, ByteView content) {
  constexpr std::size_t dissector_name = 12;
  name.resize((name.size() + 3) / 4 * 4, '\0');
  Bytes packet;
  big16(packet, dissector_name);
  big16(packet, name.size());
  append(packet, to_bytes(name));
  append(packet, Bytes{0, 0, 0, 0});  // the end of the tags
  append(packet, content);
  return packet;
}

std::string comment_of(const RecordedEvent& each, const Telling& telling) {
  std::string text = each.step.empty() ? "" : "[" + each.step + "] ";
  if (!telling.command.empty()) text += telling.command + " -> ";
  text += telling.response;
  const auto& event = each.event;
  const auto hidden =
      std::ranges::count(event.hidden_command, true) + std::ranges::count(event.hidden_response, true);
  if (hidden > 0) text += " [" + std::to_string(hidden) + " bytes masked: 2A stands for each]";
  return each.cause.en.empty() ? text : text + " (" + each.cause.en + ")";
}

}  // namespace

PcapngWriter::PcapngWriter(std::ostream& out, const RecordingHeader& header) : out_(out) {
  block(out_, section_block, section(header.title));
  block(out_, interface_block, interface(raw_ip, "gsmtap"));
  block(out_, interface_block, interface(upper_pdu, "card"));
}

void PcapngWriter::packet(std::uint32_t interface, ByteView content, const std::string& comment) {
  const auto microseconds = milliseconds_ * 1000;
  Bytes body;
  little(body, interface);
  little(body, static_cast<std::uint32_t>(microseconds >> 32));
  little(body, static_cast<std::uint32_t>(microseconds));
  little(body, static_cast<std::uint32_t>(content.size()));
  little(body, static_cast<std::uint32_t>(content.size()));
  append(body, content);
  pad(body);
  option(body, option_comment, comment);
  end_options(body);
  block(out_, packet_block, body);
}

void PcapngWriter::take(const RecordedEvent& each) {
  ++milliseconds_;
  const auto& event = each.event;
  const auto comment = comment_of(each, narrator_.tell(event));
  if (event.kind != Kind::apdu) {
    if (event.kind != Kind::power_off)
      packet(card_interface, for_dissector("iso7816.atr", event.response), comment);
    return;
  }
  auto exchange = event.command;
  if (event.response.empty()) {
    packet(card_interface, for_dissector("gsm_sim.command", exchange), comment);
    return;
  }
  if (exchange.size() == 4) exchange.push_back(0);
  append(exchange, event.response);
  if (ip_header + udp_header + gsmtap_header + exchange.size() <= 0xFFFF)
    packet(gsmtap_interface, gsmtap(exchange), comment);
  else
    packet(card_interface, for_dissector("gsm_sim", exchange), comment);
}

}  // namespace karimen::harness::trace
