#include "sim/licence/licence_record.hpp"

#include <algorithm>

namespace karimen::sim::licence {
namespace {

// From code 1 upwards.
constexpr std::array<std::string_view, 4> class_words{"excellent", "general", "violation", "first_time"};

constexpr std::array<std::string_view, category_count> category_words{"heavy",
                                                                      "ordinary",
                                                                      "large_special",
                                                                      "large_motorcycle",
                                                                      "ordinary_motorcycle",
                                                                      "small_special",
                                                                      "moped",
                                                                      "towing",
                                                                      "heavy_second_class",
                                                                      "ordinary_second_class",
                                                                      "large_special_second_class",
                                                                      "towing_second_class",
                                                                      "medium",
                                                                      "medium_second_class",
                                                                      "semi_medium"};

template <std::size_t size>
std::optional<std::size_t> index_of(const std::array<std::string_view, size>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

}  // namespace

std::string_view to_word(DriverClass driver_class) {
  return class_words.at(static_cast<std::size_t>(driver_class) - 1);
}

std::optional<DriverClass> driver_class_of(std::string_view word) {
  const auto index = index_of(class_words, word);
  if (!index) return std::nullopt;
  return static_cast<DriverClass>(*index + 1);
}

std::string colour_text(DriverClass driver_class) {
  switch (driver_class) {
    case DriverClass::excellent:
      return "優良　";
    case DriverClass::first_time:
      return "新規　";
    case DriverClass::general:
    case DriverClass::violation:
      break;
  }
  return "その他";
}

DriverClass class_of_colour(std::string_view colour) {
  using enum DriverClass;
  for (const DriverClass each : {excellent, first_time})
    if (colour == colour_text(each)) return each;
  return general;
}

std::string_view to_word(Category category) {
  return category_words.at(static_cast<std::size_t>(category));
}

std::optional<Category> category_of(std::string_view word) {
  const auto index = index_of(category_words, word);
  if (!index) return std::nullopt;
  return static_cast<Category>(*index);
}

}  // namespace karimen::sim::licence
