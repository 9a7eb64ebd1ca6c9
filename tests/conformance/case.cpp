#include "tests/conformance/case.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/sim/vectors.hpp"

namespace karimen::conformance {

namespace {

std::string trim(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool uses_key_reference(std::uint8_t ins) {
  return ins == 0x20 || ins == 0x2A || ins == 0x88;
}

bool plain(const Bytes& command) {
  return command.size() >= 4 && (command[0] == 0x00 || command[0] == 0x80);
}

/// "name", or "name:offset:size" for a part.
Bytes example(const std::string& text) {
  const auto first = text.find(':');
  const auto whole = sim::vectors::get(text.substr(0, first));
  if (first == std::string::npos) return whole;
  const auto offset = std::stoul(text.substr(first + 1)), size = std::stoul(text.substr(text.rfind(':') + 1));
  const auto part = ByteView(whole).subspan(offset, size);
  return {part.begin(), part.end()};
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.id << " after " << row.before << ": " << row.command;
}

std::vector<std::vector<std::string>> read_rows(const std::string& name) {
  std::ifstream file(KARIMEN_SOURCE_DIR "/tests/conformance/" + name);
  if (!file) throw std::runtime_error("no table " + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '[') continue;
    auto& cells = rows.emplace_back();
    std::istringstream rest(line);
    for (std::string cell; std::getline(rest, cell, '|');) cells.push_back(trim(cell));
  }
  return rows;
}

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  for (const auto& cells : read_rows("conformance.txt")) {
    if (cells.size() != 4) throw std::runtime_error("four cells a row: " + cells.front());
    cases.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return cases;
}

std::string expand(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  for (std::string word; words >> word;) {
    if (const auto star = word.find('*'); star != std::string::npos) {
      for (int i = std::stoi(word.substr(star + 1)); i > 0; --i) out += word.substr(0, star);
    } else if (const auto open = word.find('['); open != std::string::npos) {
      const auto close = word.find(']');
      out += word.substr(0, open) + to_hex(example(word.substr(open + 1, close - open - 1))) +
             word.substr(close + 1);
    } else {
      out += word;
    }
  }
  return out;
}

bool matches(const std::string& answer, const std::string& text) {
  const auto hash = text.find('#');
  const auto pattern = hash == std::string::npos ? expand(text) : text;
  const auto dots = pattern.find("..");
  if (hash == std::string::npos && dots == std::string::npos) return answer == pattern;
  const auto at = hash == std::string::npos ? dots : hash;
  const auto behind = hash == std::string::npos ? dots + 2 : pattern.find(' ', hash) + 1;
  const auto head = pattern.substr(0, at), tail = pattern.substr(behind);
  if (answer.size() < head.size() + tail.size() || !answer.starts_with(head) || !answer.ends_with(tail))
    return false;
  if (hash == std::string::npos) return true;
  return answer.size() == head.size() + 2 * std::stoul(pattern.substr(hash + 1)) + tail.size();
}

std::vector<Bytes> two_steps(Bytes command) {
  if (!plain(command)) return {};
  std::uint8_t file = 0;
  if (command[1] == 0xB0 && command[2] > 0x80 && command[2] < 0x9F) {
    file = command[2] & 0x1F;
    command[2] = 0x00;
  } else if (uses_key_reference(command[1]) && command[3] > 0x80 && command[3] < 0x9F) {
    file = command[3] & 0x1F;
    command[3] = 0x80;
  } else if (command[1] == 0xB2 && command[3] >= 0x08 && (command[3] & 0x06) == 0x04) {
    file = command[3] >> 3;
    command[3] &= 0x07;
  }
  if (file == 0) return {};
  return {{0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, file}, command};
}

Bytes by_short_identifier(Bytes command, const std::string& selected) {
  if (selected.empty() || !plain(command)) return {};
  const auto file = from_hex(selected)[1];
  if (command[1] == 0xB0 && command[2] == 0x00) {
    command[2] = 0x80 | file;
  } else if (uses_key_reference(command[1]) && command[3] == 0x80) {
    command[3] = 0x80 | file;
  } else if (command[1] == 0xB2 && command[3] < 0x08 && (command[3] & 0x06) == 0x04) {
    command[3] = static_cast<std::uint8_t>(command[3] | file << 3);
  } else {
    return {};
  }
  return command;
}

}  // namespace karimen::conformance
