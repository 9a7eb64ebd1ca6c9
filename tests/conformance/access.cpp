#include "tests/conformance/access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "tests/conformance/case.hpp"

namespace karimen::conformance {

namespace {

struct File {
  std::string application;
  int id = 0;
  std::string kind;
  int tries = 0;
  std::set<std::string> opened_by;
};

std::set<std::string> words_of(const std::string& text) {
  std::istringstream words(text);
  std::set<std::string> all;
  for (std::string word; words >> word;) all.insert(word);
  return all;
}

const std::vector<File>& table() {
  static const auto files = [] {
    std::vector<File> all;
    for (const auto& cells : read_rows("access.txt")) {
      auto& file = all.emplace_back(File{cells.at(0), std::stoi(cells.at(1), nullptr, 16)});
      std::istringstream(cells.at(2)) >> file.kind >> file.tries;
      file.opened_by = words_of(cells.at(3));
    }
    return all;
  }();
  return files;
}

/// What each of the six commands is answered with: data stands as "data".
using Answers = std::array<std::string, 6>;

Answers expected(const File* file, bool open) {
  if (file == nullptr) return {"6A82", "6A82", "6A82", "6A82", "6A82", "6A82"};
  Answers answers{"9000", "6981", "6981", "6981", "6981", "6981"};
  const std::string read = open ? "data" : "6982";
  if (file->kind == "binary") answers[1] = read;
  if (file->kind == "records") answers[2] = read;
  if (file->kind == "secret") answers[3] = fmt::format("63C{:X}", file->tries);
  if (file->kind == "sign") answers[4] = read, answers[5] = open ? "6985" : "6982";
  if (file->kind == "authenticate") answers[4] = open ? "6985" : "6982", answers[5] = read;
  return answers;
}

Answers commands(int id) {
  return {fmt::format("00A4020C02{:04X}", id),
          fmt::format("00B0{:02X}0000", 0x80 | id),
          fmt::format("00B201{:02X}00", id << 3 | 4),
          fmt::format("002000{:02X}", 0x80 | id),
          fmt::format("802A03{:02X}0361626300", 0x80 | id),
          fmt::format("008800{:02X}0361626300", 0x80 | id)};
}

/// Data of any content, an empty EF's too.
std::string shortened(const std::string& answer) {
  return answer.size() > 4 && answer.ends_with("9000") ? "data" : answer;
}

const File* find(const std::string& application, int id) {
  const auto at = std::ranges::find_if(
      table(), [&](const File& file) { return file.application == application && file.id == id; });
  return at == table().end() ? nullptr : &*at;
}

bool opened(const File& file, const std::string& state) {
  if (file.opened_by.contains("free")) return true;
  const auto words = words_of(state);
  return std::ranges::any_of(file.opened_by,
                             [&](const std::string& secret) { return words.contains("+" + secret); });
}

}  // namespace

std::vector<std::string> security_states() {
  return {"J",      "J +AUTH", "J +SIGN", "J +AUTH +SIGN", "C",        "C +PIN",         "R",
          "R +PIN", "V",       "V +A",    "V +B",          "V +BIRTH", "V +A +B +BIRTH", "T",
          "T +PIN", "T +A",    "T +B",    "T +PIN +A +B",  "T +A +B",  "V +B +BIRTH",    "L",
          "L +PIN", "I"};
}

std::string try_every_file(Way& way, const std::string& state) {
  Stage stage(way, state);
  const auto application = state.substr(0, 1);
  std::string wrong;
  for (int id = 0x01; id <= 0x1E; ++id) {
    const auto* file = find(application, id);
    auto wanted = expected(file, file != nullptr && opened(*file, state));
    if (application == "I") wanted[4] = wanted[5] = "6D00";
    const auto sent = commands(id);
    for (std::size_t i = 0; i < sent.size(); ++i) {
      const auto answer = shortened(stage.send(sent[i]));
      if (answer != wanted[i])
        wrong += fmt::format("{}: {} answered {} instead of {}\n", state, sent[i], answer, wanted[i]);
    }
  }
  return wrong;
}

}  // namespace karimen::conformance
