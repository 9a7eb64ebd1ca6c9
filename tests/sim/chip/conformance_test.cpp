// The conformance cases of chip.md section G, and what the emulator decided where nobody published anything.
#include <boost/test/unit_test.hpp>

#include <boost/test/data/test_case.hpp>
#include <fstream>
#include <sstream>

#include "tests/sim/chip/fixture.hpp"
#include "tests/sim/vectors.hpp"

namespace karimen::sim::chip {

namespace {

struct Case {
  std::string id, before, command, answer;
};

std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.id << " after " << row.before;
}

std::string trim(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<Case> read_cases() {
  std::ifstream file(KARIMEN_SOURCE_DIR "/tests/sim/chip/conformance.txt");
  std::vector<Case> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '[') continue;
    std::istringstream cells(line);
    Case row;
    std::getline(cells, row.id, '|');
    std::getline(cells, row.before, '|');
    std::getline(cells, row.command, '|');
    std::getline(cells, row.answer);
    rows.push_back({trim(row.id), trim(row.before), trim(row.command), trim(row.answer)});
  }
  return rows;
}

/// Replaces [name] by a worked example and XX*n by a run.
std::string expand(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  for (std::string word; words >> word;) {
    if (const auto star = word.find('*'); star != std::string::npos) {
      for (int i = std::stoi(word.substr(star + 1)); i > 0; --i) out += word.substr(0, star);
    } else if (word[0] == '[') {
      const auto end = word.find(']');
      out += to_hex(vectors::get(word.substr(1, end - 1))) + word.substr(end + 1);
    } else {
      out += word;
    }
  }
  return out;
}

/// `pattern`: hexadecimal, ".." for any bytes, "#n" for n bytes.
bool matches(const std::string& answer, const std::string& text) {
  const auto pattern = [&text] {
    const auto hash = text.find('#');
    return hash == std::string::npos ? expand(text) : text;
  }();
  if (const auto dots = pattern.find(".."); dots != std::string::npos) {
    const auto head = pattern.substr(0, dots), tail = pattern.substr(dots + 2);
    return answer.size() >= head.size() + tail.size() && answer.starts_with(head) && answer.ends_with(tail);
  }
  if (const auto hash = pattern.find('#'); hash != std::string::npos) {
    const auto space = pattern.find(' ', hash);
    const auto count = std::stoul(pattern.substr(hash + 1, space - hash - 1));
    const auto head = pattern.substr(0, hash), tail = pattern.substr(space + 1);
    return answer.size() == head.size() + 2 * count + tail.size() && answer.starts_with(head) &&
           answer.ends_with(tail);
  }
  return answer == pattern;
}

struct Named {
  const char* word;
  const char* command;
};

constexpr Named selections[] = {
    {"I", "00A4040C07A0000001510000"},
    {"J", "00A4040C0AD392F000260100000001"},
    {"T", "00A4040C0AD3921000310001010408"},
    {"V", "00A4040C0AD3921000310001010402"},
    {"C", "00A4040C0AD3921000310001010100"},
    {"R", "00A4040C0AD3921000310001010401"},
    {"L", "00A4040C10A0000002310600000000000000000000"},
};

struct Secret {
  const char* application;
  const char* word;
  const char* command;
};

constexpr Secret secrets[] = {
    {"J", "+AUTH", "002000980431333537"},
    {"J", "+SIGN", "0020009B09414243313233444546"},
    {"T", "+PIN", "002000910432353830"},
    {"T", "+A", "002000940C313233343536373839303138"},
    {"T", "+B", "002000950E3033303730383230333532343638"},
    {"V", "+A", "002000930C313233343536373839303138"},
    {"V", "+B", "002000920E3033303730383230333532343638"},
    {"V", "+BIRTH", "0020009106303330373038"},
    {"C", "+PIN", "0020009C0433363931"},
    {"R", "+PIN", "0020009C0433363931"},
    {"L", "+PIN", "002000860438363432"},
};

Card card_of_profile(const std::string& knob) {
  if (knob.empty()) return fixture::card();
  auto person = fixture::hanako(knob != "no_licence");
  if (knob == "lost_first_command") person.knobs.lost_first_command = true;
  if (knob == "no_7f21") person.knobs.data_object_7f21 = false;
  if (knob == "atr_object_only_at_mf_level") person.knobs.atr_object_in_applications = false;
  return Card(person);
}

/// Brings a card into the state that a row starts from.
class Stage {
 public:
  explicit Stage(const std::string& before) : card_(card_of_profile(knob_in(before))) {
    card_.power_on();
    std::istringstream words(before);
    for (std::string word; words >> word;) play(word);
  }
  Card& card() { return card_; }
  /// The EF selected last, if that was the last thing done.
  [[nodiscard]] const std::string& selected() const { return selected_; }

 private:
  static std::string knob_in(const std::string& before) {
    const auto at = before.find("knob=");
    return at == std::string::npos ? "" : before.substr(at + 5, before.find(' ', at) - at - 5);
  }
  void must(const std::string& command, const std::string& status) {
    const auto answer = fixture::send(card_, command);
    BOOST_TEST_REQUIRE(answer.ends_with(status), command << " answered " << answer);
  }
  void play(const std::string& word) {
    selected_.clear();
    if (word == "S0" || word.starts_with("knob=")) return;
    if (word == ">>") {
      card_.power_on();
    } else if (word[0] == '>') {
      must(word.substr(1, word.find('=') - 1), word.substr(word.find('=') + 1));
    } else if (word.starts_with("ef=")) {
      selected_ = word.substr(3);
      must("00A4020C02" + selected_, "9000");
    } else if (word == "+SM") {
      must(to_hex(vectors::get("ssk_ok")), "9000");
    } else if (word[0] == '+') {
      for (const auto& secret : secrets) {
        if (secret.application == application_ && secret.word == word) return must(secret.command, "9000");
      }
      BOOST_FAIL("no secret " << word);
    } else {
      for (const auto& selection : selections) {
        if (selection.word == word) must(selection.command, "9000");
      }
      application_ = word;
    }
  }

  Card card_;
  std::string application_, selected_;
};

bool uses_key_reference(std::uint8_t ins) {
  return ins == 0x20 || ins == 0x2A || ins == 0x88;
}

/// SELECT EF and the same command on the current EF, where `command` names a file by short identifier.
std::vector<Bytes> two_steps(Bytes command) {
  if (command.size() < 4 || (command[0] != 0x00 && command[0] != 0x80)) return {};
  std::uint8_t file = 0;
  if (command[1] == 0xB0 && command[2] > 0x80 && command[2] < 0x9F) {
    file = command[2] & 0x1F;
    command[2] = 0x00;
  } else if (uses_key_reference(command[1]) && command[3] > 0x80 && command[3] < 0x9F) {
    file = command[3] & 0x1F;
    command[3] = 0x80;
  } else if (command[1] == 0xB2 && command[3] >= 0x08) {
    file = command[3] >> 3;
    command[3] &= 0x07;
  }
  if (file == 0) return {};
  return {{0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, file}, command};
}

/// The same command by short identifier, where `selected` is current.
Bytes by_short_identifier(Bytes command, const std::string& selected) {
  if (selected.empty() || command.size() < 4 || (command[0] != 0x00 && command[0] != 0x80)) return {};
  const auto file = from_hex(selected)[1];
  if (command[1] == 0xB0 && command[2] == 0x00) {
    command[2] = 0x80 | file;
  } else if (uses_key_reference(command[1]) && command[3] == 0x80) {
    command[3] = 0x80 | file;
  } else if (command[1] == 0xB2 && command[3] < 0x08) {
    command[3] = static_cast<std::uint8_t>(command[3] | file << 3);
  } else {
    return {};
  }
  return command;
}

std::string without_selection(const std::string& before) {
  return before.substr(0, before.rfind("ef="));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conformance)

BOOST_DATA_TEST_CASE(the_card_answers_as_the_sheet_says, boost::unit_test::data::make(read_cases()), row) {
  Stage stage(row.before);
  const auto command = from_hex(expand(row.command));
  const auto answer = to_hex(stage.card().transmit(command));
  BOOST_TEST(matches(answer, row.answer), answer << " instead of " << row.answer);

  if (const auto steps = two_steps(command); !steps.empty()) {
    Stage again(row.before);
    auto last = to_hex(again.card().transmit(steps[0]));
    if (last == "9000") last = to_hex(again.card().transmit(steps[1]));
    BOOST_TEST(matches(last, row.answer), "in two steps: " << last << " instead of " << row.answer);
  }
  if (const auto short_form = by_short_identifier(command, stage.selected()); !short_form.empty()) {
    Stage again(without_selection(row.before));
    const auto other = to_hex(again.card().transmit(short_form));
    BOOST_TEST(matches(other, row.answer), "by short identifier: " << other << " instead of " << row.answer);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace karimen::sim::chip
