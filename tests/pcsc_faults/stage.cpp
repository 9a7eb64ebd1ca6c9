#include "tests/pcsc_faults/stage.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "sim/blueprint/card_file.hpp"
#include "sim/blueprint/defects.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/crypto/test_keys.hpp"
#include "sim/terminal/licence.hpp"

namespace karimen::faults {

using namespace sim;

namespace {

const blueprint::CardSpec& spec() {
  static const auto file = blueprint::load_persona("yamada_taro", material());
  return file.spec;
}

chip::Card made(const blueprint::CardSpec& specification) {
  auto pool = material().new_pool();
  return chip::Card(blueprint::make_personalisation(specification, material(), pool));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "/") + word;
  return text;
}

}  // namespace

const blueprint::IssuerMaterial& material() {
  static const blueprint::IssuerMaterial all(KARIMEN_SOURCE_DIR "/fixtures");
  return all;
}

const std::vector<Row>& table() {
  static const auto rows = read_table(KARIMEN_SOURCE_DIR "/tests/pcsc_faults/faults.txt");
  return rows;
}

const std::map<std::string, Bytes>& commands() {
  static const auto all = commands_for(spec());
  return all;
}

chip::Card sound_card() {
  static const auto card = made(spec());
  return card;
}

chip::Card card_for(const Row& row, const fault::ArmedFault& armed) {
  auto specification = spec();
  if (row.unlicensed) specification.licence.reset();
  if (armed.fault->means == fault::Means::specification)
    blueprint::apply(*blueprint::find_defect(armed.fault->name), specification);
  return made(specification);
}

std::string install(reader::Link& link) {
  try {
    reader::CardSession session(link);
    const auto status = terminal::write_licence(session, crypto::safety_commission_channel_keys(),
                                                to_bytes("Karimen!"), {Bytes(900, 1), Bytes(500, 2), "8642"});
    const std::uint8_t word[]{static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
    return to_hex(word);
  } catch (const reader::LinkError&) {
    return "died";
  }
}

void check(const Row& row, const std::vector<std::string>& seen) {
  auto sound = sound_card();
  sound.power_on();
  for (const auto& word : row.before) sound.transmit(commands().at(word));
  for (std::size_t i = 0; i < row.client.size(); ++i) {
    const auto& [word, expected] = row.client[i];
    if (word == "reset") sound.power_on();
    const auto known = commands().find(word);
    const auto answer = known == commands().end() ? "" : to_hex(sound.transmit(known->second));
    const auto saw = told(seen[i], answer);
    BOOST_CHECK_MESSAGE(std::ranges::find(expected, saw) != expected.end(),
                        "faults.txt:" << row.line << ": " << row.fault << ": " << word << " shows " << saw
                                      << ", expected " << joined(expected));
  }
}

}  // namespace karimen::faults
