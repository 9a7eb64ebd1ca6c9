#include "tests/pcsc_faults/client.hpp"

#include <array>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "sim/blueprint/make_card.hpp"

namespace karimen::faults {
namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::size_t longest_shown = 2 * (16 + 2);

std::string hex_of(std::string_view text) {
  return to_hex(to_bytes(std::string(text)));
}

std::string verify(const char* p2, std::string_view value) {
  const std::uint8_t size[]{static_cast<std::uint8_t>(value.size())};
  return std::string("002000") + p2 + to_hex(size) + hex_of(value);
}

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(' ');
  return from == std::string_view::npos
             ? ""
             : std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);)
    if (!trimmed(part).empty()) parts.push_back(trimmed(part));
  return parts;
}

}  // namespace

std::string name_of(LONG code) {
  static const std::map<LONG, std::string> names{{SCARD_S_SUCCESS, "ok"},
                                                 {SCARD_W_REMOVED_CARD, "REMOVED_CARD"},
                                                 {SCARD_W_RESET_CARD, "RESET_CARD"},
                                                 {SCARD_W_UNRESPONSIVE_CARD, "UNRESPONSIVE_CARD"},
                                                 {SCARD_W_UNPOWERED_CARD, "UNPOWERED_CARD"},
                                                 {SCARD_W_SECURITY_VIOLATION, "SECURITY_VIOLATION"},
                                                 {SCARD_E_NOT_TRANSACTED, "NOT_TRANSACTED"},
                                                 {SCARD_E_NO_SMARTCARD, "NO_SMARTCARD"},
                                                 {SCARD_E_NO_SERVICE, "NO_SERVICE"},
                                                 {SCARD_E_INVALID_HANDLE, "INVALID_HANDLE"},
                                                 {SCARD_E_PROTO_MISMATCH, "PROTO_MISMATCH"},
                                                 {SCARD_F_COMM_ERROR, "COMM_ERROR"},
                                                 {SCARD_E_READER_UNAVAILABLE, "READER_UNAVAILABLE"}};
  const auto found = names.find(code);
  return found != names.end() ? found->second : pcsc_stringify_error(code);
}

PcscClient::PcscClient(std::string reader) : reader_(std::move(reader)) {
  if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context_) != SCARD_S_SUCCESS)
    throw std::runtime_error("no PC/SC service");
}

PcscClient::~PcscClient() {
  if (connected_) SCardDisconnect(card_, SCARD_LEAVE_CARD);
  SCardReleaseContext(context_);
}

std::string PcscClient::connect() {
  if (connected_) SCardDisconnect(card_, SCARD_LEAVE_CARD);
  DWORD protocol = 0;
  const auto code =
      SCardConnect(context_, reader_.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, &card_, &protocol);
  connected_ = code == SCARD_S_SUCCESS;
  return name_of(code);
}

std::string PcscClient::reset() {
  DWORD protocol = 0;
  return name_of(
      SCardReconnect(card_, SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, SCARD_UNPOWER_CARD, &protocol));
}

std::string PcscClient::atr() {
  std::array<std::uint8_t, MAX_ATR_SIZE> atr;
  DWORD size = atr.size(), state = 0, protocol = 0, name_size = 0;
  const auto code = SCardStatus(card_, nullptr, &name_size, &state, &protocol, atr.data(), &size);
  return code == SCARD_S_SUCCESS ? to_hex(ByteView(atr).first(size)) : name_of(code);
}

std::string PcscClient::wait(bool present) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < deadline) {
    SCARD_READERSTATE state{};
    state.szReader = reader_.c_str();
    if (const auto code = SCardGetStatusChange(context_, 0, &state, 1); code != SCARD_S_SUCCESS)
      return name_of(code);
    if (((state.dwEventState & SCARD_STATE_PRESENT) != 0) == present) return "ok";
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return "never";
}

std::string PcscClient::send(ByteView command) {
  Bytes buffer(65538);
  DWORD size = buffer.size();
  const auto code =
      SCardTransmit(card_, SCARD_PCI_T1, command.data(), command.size(), nullptr, buffer.data(), &size);
  if (code != SCARD_S_SUCCESS) return name_of(code);
  if (size < 2) return std::to_string(size) + "bytes";
  return to_hex(ByteView(buffer).first(size));
}

std::map<std::string, Bytes> commands_for(const sim::blueprint::CardSpec& spec) {
  const auto& secrets = spec.secrets;
  const std::map<std::string, std::string> hexadecimal{
      {"J", "00A4040C0AD392F000260100000001"},
      {"T", "00A4040C0AD3921000310001010408"},
      {"F", "00A4040C0AD3921000310001010402"},
      {"C", "00A4040C0AD3921000310001010100"},
      {"L", "00A4040C10A0000002310600000000000000000000"},
      {"token", "00B0860010"},
      {"availability", "00B0880003"},
      {"q", "00200098"},
      {"wrong", verify("98", "0000")},
      {"right", verify("98", secrets.authentication.value)},
      {"sign", "802A03970361626300"},
      {"certificate", "00B08A00000000"},
      {"sq", "0020009B"},
      {"password", verify("9B", secrets.signature.value)},
      {"signature_certificate", "00B08100000000"},
      {"signature", "802A039A0361626300"},
      {"lq", "00200086"},
      {"pin", verify("86", "8642")},
      {"dpin", verify("86", "****")},
      {"setting", "00B09A0003"},
      {"wef02", "00B09B00000000"},
      {"wef03", "00B09C00000000"},
      {"tq", "00200091"},
      {"tpin", verify("91", secrets.text.value)},
      {"tb", "00200095"},
      {"text", "00B08200000000"},
      {"integrity", "00B08300000000"},
      {"fb", "00200092"},
      {"number_b", verify("92", sim::blueprint::verification_number_b(spec))},
      {"face", "00B08200000000"},
      {"identity", "00B2010C00"}};
  std::map<std::string, Bytes> commands;
  for (const auto& [word, hex] : hexadecimal) commands[word] = from_hex(hex);
  return commands;
}

std::vector<Row> read_table(const std::string& path) {
  std::vector<Row> rows;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> columns;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, '|');) columns.push_back(trimmed(field));
    if (columns.size() != 3)
      throw std::runtime_error(path + ":" + std::to_string(number) + ": three columns");
    Row row{.line = number, .fault = columns[0], .before = split(columns[1], ' ')};
    row.unlicensed = std::erase(row.before, "unlicensed") > 0;
    for (const auto& each : split(columns[2], ' ')) {
      const auto equals = each.find('=');
      row.client.emplace_back(each.substr(0, equals), split(each.substr(equals + 1), '/'));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string told(const std::string& seen, const std::string& sound) {
  const bool response = seen.find_first_not_of("0123456789ABCDEF") == std::string::npos;
  if (!response || seen.size() <= longest_shown) return seen;
  if (seen == sound) return "same";
  if (!seen.ends_with("9000")) return "other" + seen.substr(seen.size() - 4);
  return seen.size() == sound.size() ? "other" : "other#" + std::to_string(seen.size() / 2 - 2);
}

}  // namespace karimen::faults
