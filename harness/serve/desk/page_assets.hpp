// The page of the desk: sources of harness/serve/page and of the report's page, joined by cmake/page.cmake.
#pragma once

#include <string_view>

namespace karimen::harness::serve {

extern const std::string_view page_script;
extern const std::string_view page_style;

}  // namespace karimen::harness::serve
