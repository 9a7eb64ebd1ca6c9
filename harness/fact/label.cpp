#include "harness/fact/label.hpp"

namespace karimen::harness {

BilingualText label_of(const yaml::Node& mapping) {
  BilingualText label;
  if (const auto* ja = mapping.find("ja")) label.ja = ja->as_text();
  if (const auto* en = mapping.find("en")) label.en = en->as_text();
  return label;
}

BilingualText read_label(const yaml::Node& node) {
  if (node.is_scalar()) return {node.text, node.text};
  node.allow_only({"ja", "en"});
  return label_of(node);
}

}  // namespace karimen::harness
