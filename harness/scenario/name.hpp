// Texts that stand in the lines of lists and reports: on one line, and to be seen as they are.
#pragma once

#include <string>
#include <string_view>

#include "base/yaml.hpp"

namespace karimen::harness {

/// `what` ("an id") says in the diagnostic what it is. Throws DiagnosticError where the text holds a control
/// character or a line end.
const std::string& read_line(const yaml::Node& node, std::string_view what);

/// A line with something in it.
const std::string& read_name(const yaml::Node& node, std::string_view what);

}  // namespace karimen::harness
