#include "base/bilingual.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include "base/visible.hpp"

namespace karimen {

std::string say(const Bilingual& text, Language language, std::initializer_list<std::string> values) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const auto& value : values) store.push_back(visible(value));
  return fmt::vformat(text.in(language), store);
}

}  // namespace karimen
