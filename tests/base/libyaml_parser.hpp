// The same tree by another parser, to compare with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"

namespace karimen::test {

/// What `yaml::load_text` returns or throws, but read by libyaml.
[[nodiscard]] std::vector<yaml::Node> load_by_libyaml(std::string_view text, const std::string& name);

}  // namespace karimen::test
