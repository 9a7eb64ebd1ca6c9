#include "tests/conformance/stage.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "tests/conformance/case.hpp"
#include "tests/conformance/profiles.hpp"

namespace karimen::conformance {

namespace {

struct Selection {
  std::string_view word, command;
};

constexpr Selection selections[] = {
    {"I", "00A4040C07A0000001510000"},
    {"J", "00A4040C0AD392F000260100000001"},
    {"T", "00A4040C0AD3921000310001010408"},
    {"V", "00A4040C0AD3921000310001010402"},
    {"C", "00A4040C0AD3921000310001010100"},
    {"R", "00A4040C0AD3921000310001010401"},
    {"L", "00A4040C10A0000002310600000000000000000000"},
};

struct Secret {
  std::string_view application, word, command;
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
    {"L", "+DPIN", "00200086042A2A2A2A"},
};

std::string knobs_in(const std::string& before) {
  const auto at = before.find("knob=");
  return at == std::string::npos ? "" : before.substr(at + 5, before.find(' ', at) - at - 5);
}

}  // namespace

Stage::Stage(Way& way, const std::string& before) : way_(way), card_(card_of_profile(knobs_in(before))) {
  way_.insert(card_);
  try {
    atr_ = to_hex(way_.cold_reset());
    std::istringstream words(before);
    for (std::string word; words >> word;) play(word);
  } catch (...) {
    way_.remove();
    throw;
  }
}

std::string Stage::send(const std::string& command) {
  if (command == "ATR") return atr_;
  if (!command.starts_with("channel:")) return to_hex(way_.transmit(from_hex(expand(command))));
  if (host_ == nullptr) throw std::runtime_error("no channel is open");
  return host_->send(expand(command.substr(8)));
}

void Stage::must(const std::string& command, const std::string& status) {
  const auto answer = send(command);
  if (!answer.ends_with(status)) throw std::runtime_error(command + " answered " + answer);
}

void Stage::open_channel(const std::string& version) {
  const bool issuer = version == "20";
  host_ = std::make_unique<sim::chip::fixture::Scp03Host>(
      card_, issuer ? sim::crypto::issuer_channel_keys() : sim::crypto::safety_commission_channel_keys(),
      0x33);
  if (host_->opened() != "90009000") throw std::runtime_error("the channel did not open");
}

void Stage::play(const std::string& word) {
  selected_.clear();
  if (word == "S0" || word.starts_with("knob=")) return;
  if (word == ">>") {
    way_.cold_reset();
  } else if (word == "~") {
    way_.warm_reset();
  } else if (word[0] == '>') {
    auto command = word.substr(1, word.find('=') - 1);
    std::ranges::replace(command, ',', ' ');
    must(command, word.substr(word.find('=') + 1));
  } else if (word.starts_with("ef=")) {
    selected_ = word.substr(3);
    must("00A4020C02" + selected_, "9000");
  } else if (word.starts_with("channel=")) {
    open_channel(word.substr(8));
  } else if (word == "+SM") {
    must("[ssk_ok]", "9000");
  } else if (word[0] == '+') {
    for (const auto& secret : secrets) {
      if (secret.application == application_ && secret.word == word)
        return must(std::string(secret.command), "9000");
    }
    throw std::runtime_error("no secret " + word);
  } else {
    for (const auto& selection : selections) {
      if (selection.word == word) must(std::string(selection.command), "9000");
    }
    application_ = word;
  }
}

std::string without_selection(const std::string& before) {
  return before.substr(0, before.rfind("ef="));
}

}  // namespace karimen::conformance
