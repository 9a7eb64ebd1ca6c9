#include "harness/scenario/name.hpp"

#include "base/visible.hpp"

namespace karimen::harness {

const std::string& read_line(const yaml::Node& node, std::string_view what) {
  const auto& text = node.as_text();
  if (const auto found = first_invisible(text))
    node.fail(std::string(what) + " holds the control character " + *found,
              "write it in characters that can be seen, on one line");
  return text;
}

const std::string& read_name(const yaml::Node& node, std::string_view what) {
  if (is_blank(read_line(node, what))) node.fail(std::string(what) + " is empty", "give it a name");
  return node.text;
}

}  // namespace karimen::harness
