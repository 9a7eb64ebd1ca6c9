// The licence record (特定免許情報) as a value: what WEF02 of the driver-licence application says (chip.md
// F.3). Texts are UTF-8 here and JIS X 0208 on the card; dates are civil dates here and era dates there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/date.hpp"

namespace karimen::sim::licence {

/// 運転者区分, element C3. The code values are emulator-defined: the specification's table is not public.
enum class DriverClass : std::uint8_t { excellent = 1, general = 2, violation = 3, first_time = 4 };

/// "excellent", "general", "violation", "first_time": the words of rulebook and personas.
[[nodiscard]] std::string_view to_word(DriverClass driver_class);
[[nodiscard]] std::optional<DriverClass> driver_class_of(std::string_view word);

/// The licence colour text (element C4) that goes with a class: 優良, 新規 or その他, three characters wide.
[[nodiscard]] std::string colour_text(DriverClass driver_class);
/// A class with that colour text: the least grave one where several have it (その他).
[[nodiscard]] DriverClass class_of_colour(std::string_view colour);

/// The licence categories in the order of elements EC … FA.
enum class Category : std::uint8_t {
  heavy,                       ///< 大型
  ordinary,                    ///< 普通
  large_special,               ///< 大型特殊
  large_motorcycle,            ///< 大型自動二輪
  ordinary_motorcycle,         ///< 普通自動二輪
  small_special,               ///< 小型特殊
  moped,                       ///< 原動機付自転車
  towing,                      ///< けん引
  heavy_second_class,          ///< 大型第二種
  ordinary_second_class,       ///< 普通第二種
  large_special_second_class,  ///< 大型特殊第二種
  towing_second_class,         ///< けん引第二種
  medium,                      ///< 中型
  medium_second_class,         ///< 中型第二種
  semi_medium,                 ///< 準中型
};
inline constexpr std::size_t category_count = 15;
[[nodiscard]] std::string_view to_word(Category category);
[[nodiscard]] std::optional<Category> category_of(std::string_view word);

/// The categories held, by Category.
class Categories {
 public:
  Categories() = default;
  Categories(std::initializer_list<Category> held) {
    for (const Category category : held) hold(category);
  }
  void hold(Category category, bool held = true) { held_[static_cast<std::size_t>(category)] = held; }
  [[nodiscard]] bool holds(Category category) const { return held_[static_cast<std::size_t>(category)]; }
  bool operator==(const Categories&) const = default;

 private:
  std::array<bool, category_count> held_{};
};

/// Every element of WEF02. An empty text, an empty byte string or an absent date is an element of length 0.
struct LicenceRecord {
  std::optional<Date> history_recorded;  ///< C2: day on which the driving history (運転経歴情報) was recorded
  std::optional<DriverClass> driver_class;  ///< C3: empty on a card without a driving history [measured]
  std::string colour;                       ///< C4: up to 3 characters, e.g. 優良 and an ideographic space
  std::optional<Date> expires;              ///< C5: last day of validity
  std::array<std::string, 12> conditions;   ///< C6-C9, CC-D3: up to 40 characters each
  std::array<Bytes, 5> missing_glyphs;      ///< CA, CB, D4-D6: bitmaps, up to 256 bytes each
  std::array<std::string, 8> remarks;       ///< D7-DE: up to 40 characters each
  std::array<std::string, 8> spare;         ///< DF-E6: up to 40 characters each
  std::string record_number;                ///< E7: licence-information record number, 12 digits
  std::string history_number;               ///< E8: driving-history record number, 12 digits
  std::optional<Date> obtained_small;       ///< E9: date obtained, motorcycle, small special and moped
  std::optional<Date> obtained_other;       ///< EA: date obtained, all other first-class categories
  std::optional<Date> obtained_second;      ///< EB: date obtained, second class
  Categories categories;                    ///< EC … FA, one byte 01 each
  std::array<Bytes, 12> reserved;           ///< FB … FF, 0100 … 0106: up to 7 bytes each
  Bytes photograph;                         ///< 0107: JPEG 2000, up to 2000 bytes
  bool operator==(const LicenceRecord&) const = default;
};

}  // namespace karimen::sim::licence
