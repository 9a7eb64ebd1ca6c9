#include "harness/cli/reproduce/own_text.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "harness/cli/reproduce/text_pieces.hpp"
#include "harness/scenario/reading/sequences.hpp"
#include "harness/scenario/reading/text_digest.hpp"

namespace karimen::harness::cli {
namespace {

std::string text_around(const yaml::Source& source, int line) {
  return std::string(document_text(source, line)) + '\n';
}

// What it includes stands beside it.
std::string without_include(std::string text) {
  const auto documents = yaml::load_text(text, "include");
  if (documents.front().find("include") == nullptr) return text;
  for (const auto& piece : pieces_of(documents, text)) {
    const auto part = std::string_view(text).substr(piece.begin, piece.size());
    const auto begins = part.find("include:");
    if (begins == std::string_view::npos) continue;
    const auto before = part.substr(0, begins);  // comments, or the comma of the entry before
    const auto line = before.find_last_of('\n');
    if (before.substr(line == std::string_view::npos ? 0 : line + 1).find_first_not_of(", ") ==
        std::string_view::npos)
      return text.erase(piece.begin, piece.size());
  }
  return text;
}

void add_used(const yaml::Node& node, std::set<std::string>& names) {
  for (const auto& item : node.items) add_used(item, names);
  for (const auto& entry : node.entries) {
    if (entry.key.text == "use" && entry.value.is_scalar()) names.insert(entry.value.text);
    add_used(entry.value, names);
  }
}

void add_sequences(const std::vector<yaml::Node>& documents, std::vector<SequenceText>& all) {
  for (const auto& document : documents)
    if (is_sequence_document(document))
      all.push_back(
          {document.at("sequence").text, without_include(text_around(*document.source, document.line))});
}

std::set<std::string> used_in(const std::string& text) {
  std::set<std::string> names;
  add_used(yaml::load_text(text, "use").front(), names);
  return names;
}

}  // namespace

void OwnText::drop_unused() {
  auto used = used_in(scenario);
  for (std::size_t before = 0; before != used.size();) {
    before = used.size();
    for (const auto& each : sequences)
      if (used.contains(each.name)) used.merge(used_in(each.text));
  }
  std::erase_if(sequences, [&](const auto& each) { return !used.contains(each.name); });
}

std::string OwnText::joined() const {
  std::string text;
  for (const auto& each : sequences) text += each.text + "---\n";
  return text + scenario;
}

std::vector<yaml::Node> documents_around(const Scenario& scenario, const std::string& file) {
  return scenario.once && file == scenario.spot.file() ? yaml::load_text(*scenario.once, file)
                                                       : yaml::load_file(file);
}

OwnText own_text(const Scenario& scenario) {
  const auto where = scenario.spot.where();
  const auto documents = documents_around(scenario, where.file);
  OwnText own;
  for (const auto& file : scenario.included) add_sequences(yaml::load_file(file), own.sequences);
  add_sequences(documents, own.sequences);
  own.scenario = without_include(text_around(*documents.front().source, where.line));
  own.drop_unused();
  return own;
}

}  // namespace karimen::harness::cli
