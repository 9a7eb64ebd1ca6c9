// The page's own sources, joined by CMake (cmake/page.cmake) from the files in modules, elements and style.
#pragma once

#include <string_view>

namespace karimen::harness::report::html {

extern const std::string_view page_script;
extern const std::string_view page_style;

}  // namespace karimen::harness::report::html
