// Made-up people and what their licences say.
#include <algorithm>
#include <array>
#include <string_view>

#include "sim/blueprint/make_card.hpp"
#include "sim/crypto/hash.hpp"
#include "sim/world/registry/licence_text.hpp"
#include "sim/world/world.hpp"

namespace karimen::sim::world {
namespace {

constexpr std::array names{"試験　花子", "仮免　太郎", "架空　次郎", "見本　桃子", "例示　三郎"};

struct Town {
  const char* prefecture;
  const char* romanised;
  const char* city;
  const char* code;
  const char* address;
};
// The first is where people without a persona live; the last stands for everywhere else.
constexpr std::array towns{
    Town{"tokyo", "Tokyo-to", "Chiyoda-ku", "13101", "東京都千代田区架空町１－２－３"},
    Town{"nagano", "Nagano-ken", "Nagano-shi", "20201", "長野県長野市架空１－２－３"},
    Town{"kagoshima", "Kagoshima-ken", "Kagoshima-shi", "46201", "鹿児島県鹿児島市架空町１－２－３"},
    Town{"other", "Osaka-fu", "Osaka-shi", "27127", "大阪府大阪市北区架空１－２－３"}};

/// The last one for what is none of the others.
const Town& town_in(auto member, const std::string& name) {
  const auto found =
      std::ranges::find_if(towns, [&](const Town& town) { return std::string_view(town.*member) == name; });
  return found == towns.end() ? towns.back() : *found;
}

std::string full_width(int number) {
  static constexpr std::array digits{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  std::string text;
  for (const char digit : std::to_string(number)) text += digits[static_cast<std::size_t>(digit - '0')];
  return text;
}

std::string colour_of(ColourClass colour) {
  return licence::colour_text(colour == ColourClass::excellent    ? licence::DriverClass::excellent
                              : colour == ColourClass::new_driver ? licence::DriverClass::first_time
                                                                  : licence::DriverClass::general);
}

}  // namespace

std::optional<ColourClass> colour_class_of(const std::string& text) {
  for (const auto colour : {ColourClass::excellent, ColourClass::new_driver, ColourClass::other})
    if (colour_of(colour) == text) return colour;
  return std::nullopt;
}

std::string version_remark(int version) {
  return "版" + full_width(version);
}

licence::LicenceRecord record_content(int version, const Driver& driver, Bytes photograph) {
  licence::LicenceRecord record = driver.particulars;
  record.colour = colour_of(driver.colour);
  record.expires = driver.expires;
  record.remarks[0] = version_remark(version);
  record.record_number = driver.record_number;
  record.photograph = std::move(photograph);
  return record;
}

licence::LicenceRecord history_content(const std::string& number, Date recorded,
                                       licence::DriverClass driver_class, Bytes photograph) {
  licence::LicenceRecord record;
  record.history_recorded = recorded;
  record.driver_class = driver_class;
  record.history_number = number;
  record.photograph = std::move(photograph);
  return record;
}

licence::LicenceRecord made_up_particulars() {
  licence::LicenceRecord record;
  record.conditions[0] = "眼鏡等";
  record.obtained_other = Date{std::chrono::year{2012}, std::chrono::April, std::chrono::day{2}};
  record.categories = {licence::Category::ordinary, licence::Category::moped};
  return record;
}

void move_to_prefecture(blueprint::Person& person, const std::string& prefecture) {
  const Town& town = town_in(&Town::prefecture, prefecture);
  if (&town == &town_in(&Town::romanised, person.prefecture)) return;
  person.prefecture = town.romanised;
  person.city = town.city;
  person.municipality = town.code;
  person.address = town.address;
  person.certificate_address.clear();
  person.address_substitutions.clear();
}

blueprint::Person made_up_identity(const std::string& id, Date birth_date) {
  blueprint::Person person;
  const auto digest = crypto::sha256(to_bytes(id));
  person.name = names[id == "holder" ? 0 : 1 + digest[0] % (names.size() - 1)];
  person.birth_date = birth_date;
  person.sex = digest[1] % 2 == 0 ? blueprint::Sex::female : blueprint::Sex::male;
  person.address = "東京都千代田区架空町１－２－" + full_width(1 + digest[2] % 99);
  // Test numbers begin with 123456; those of personas go on with 78 (fixtures/personas/README.md).
  std::string digits = "123456";
  for (std::size_t i = 0; i < 5; ++i) digits += static_cast<char>('0' + digest[i + 3] % (i == 0 ? 7 : 10));
  person.individual_number = digits + blueprint::individual_number_check_digit(digits);
  return person;
}

}  // namespace karimen::sim::world
