// Numbers derived from the holder's data.
#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/licence/era.hpp"

namespace karimen::sim::blueprint {

std::string birth_key(const Person& person) {
  const auto counted = licence::era_year_of(person.birth_date);
  if (!counted)
    throw DiagnosticError(Diagnostic{.what = to_string(person.birth_date) + " lies before the era 明治",
                                     .fix = "the eras begin on 1868-01-25"});
  return fmt::format("{:02}{:02}{:02}", counted->year, static_cast<unsigned>(person.birth_date.month()),
                     static_cast<unsigned>(person.birth_date.day()));
}

std::string verification_number_b(const CardSpec& spec) {
  return fmt::format("{}{:04}{}", birth_key(spec.person), static_cast<int>(spec.expires.year()),
                     spec.secrets.security_code);
}

// Ministerial ordinance no. 85 of 2014, article 5: weights 2-7, 2-6 from the right, modulo 11.
char individual_number_check_digit(std::string_view eleven_digits) {
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    const int weight = n <= 6 ? n + 1 : n - 5;
    sum += (eleven_digits[static_cast<std::size_t>(11 - n)] - '0') * weight;
  }
  const int rest = sum % 11;
  return static_cast<char>('0' + (rest <= 1 ? 0 : 11 - rest));
}

}  // namespace karimen::sim::blueprint
