// card.defects of a card file: a sequence of names.
#include <fmt/format.h>

#include "base/text.hpp"
#include "sim/blueprint/card_fields.hpp"
#include "sim/blueprint/defects.hpp"

namespace karimen::sim::blueprint {
namespace {

const Defect& defect_of(const yaml::Node& node) {
  if (const auto* defect = find_defect(node.as_text())) return *defect;
  std::vector<std::string> names;
  for (const auto& defect : defects()) names.emplace_back(defect.name);
  node.fail("unknown defect " + node.text, suggestion(node.text, names));
}

}  // namespace

void check_defect_names(const yaml::Node& node) {
  std::vector<Diagnostic> problems;
  for (const auto& item : node.as_sequence()) collect(problems, [&] { (void)defect_of(item); });
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
}

void read_defects(const yaml::Node& node, CardFile& file) {
  for (const auto& item : node.as_sequence()) {
    const Defect& defect = defect_of(item);
    if (!suits(defect, file.spec))
      item.fail(fmt::format("{} needs {}", defect.name, to_words(defect.needs)),
                "give the card one, or leave the defect out");
    defect.apply(file.spec);
  }
  if (file.spec.licence) file.licence_pin = file.spec.licence->pin;
}

}  // namespace karimen::sim::blueprint
