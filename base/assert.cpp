#include "base/assert.hpp"

#include <string>
#include <string_view>

namespace karimen {
namespace {

// The same wherever the tree was built.
std::string_view from_root(std::string_view file) {
  for (const std::string_view folder : {"/tests/", "/harness/", "/sim/", "/base/"})
    if (const auto begin = file.rfind(folder); begin != std::string_view::npos) return file.substr(begin + 1);
  return file;
}

}  // namespace

void assertion_broken(const char* expression, const char* why, const char* file, int line) {
  throw BrokenAssertion(std::string(why) + ": " + expression + " is false (" + std::string(from_root(file)) +
                        ':' + std::to_string(line) + ')');
}

}  // namespace karimen
