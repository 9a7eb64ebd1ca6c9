// What the register of residents (住民票) and the family register (戸籍) say of people.
#pragma once

#include <map>
#include <string>

#include "sim/world/words.hpp"

namespace karimen::sim::world {

/// Texts by their version: a change gives the next one.
struct PersonalData {
  int address = 1, name = 1, birth_date = 1, domicile = 1;

  [[nodiscard]] int& of(RegisterItem item) {
    switch (item) {
      case RegisterItem::address:
        return address;
      case RegisterItem::name:
        return name;
      case RegisterItem::birth_date:
        return birth_date;
      case RegisterItem::domicile:
        break;
    }
    return domicile;
  }
  /// 基本4情報, which change when one of them does (the fourth, the sex, never does here).
  [[nodiscard]] int four_items() const { return address + name + birth_date; }
  bool operator==(const PersonalData&) const = default;
};

class Registers {
 public:
  /// The entry of a person; made on first use.
  PersonalData& entry(const std::string& person) { return people_[person]; }

 private:
  std::map<std::string, PersonalData> people_;
};

}  // namespace karimen::sim::world
