#include "sim/blueprint/card_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sim/blueprint/card_fields.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::sim::blueprint {
namespace {

std::filesystem::path personas(const Workshop& workshop) {
  return workshop.fixtures() / "personas";
}

const yaml::Node& only_document(const std::vector<yaml::Node>& documents, const std::string& name) {
  if (documents.empty())
    throw DiagnosticError(Diagnostic{
        .where = {name, 1, 1}, .what = "the file is empty", .fix = "write at least `persona: hanako`"});
  const yaml::Node& node = documents.front();
  if (documents.size() > 1)
    documents[1].fail("a card file is one document", "put the other one in a file of its own");
  node.allow_only({"persona", "catches", "person", "pins", "card", "facts"});
  return node;
}

void read_catches(const yaml::Node& node, CardFile& file) {
  node.allow_only({"en", "ja"});
  file.catches_en = node.at("en").as_text();
  file.catches_ja = node.at("ja").as_text();
}

/// Reads what the document says onto what is there already.
void read_sections(const yaml::Node& document, Draft& draft) {
  if (const auto* node = document.find("catches")) read_catches(*node, draft.file);
  if (const auto* node = document.find("person")) read_person(*node, draft.file.spec.person);
  if (const auto* node = document.find("pins")) read_pins(*node, draft.file);
  if (const auto* node = document.find("card")) read_card(*node, draft);
  if (const auto* node = document.find("facts")) {
    (void)node->as_mapping();
    draft.file.facts = *node;
  }
  if (draft.file.spec.licence) draft.file.spec.licence->pin = draft.file.licence_pin;
  if (draft.defects != nullptr) read_defects(*draft.defects, draft.file);
}

/// The node that a path such as "person.name" leads to, or the last one on the way there.
const yaml::Node& nearest_node(const yaml::Node& document, std::string_view path) {
  const yaml::Node* node = &document;
  while (!path.empty() && node->is_mapping()) {
    const auto dot = path.find('.');
    const auto* next = node->find(path.substr(0, dot));
    if (next == nullptr) break;
    node = next;
    path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  }
  return *node;
}

void check(const yaml::Node& document, const CardFile& file, const licence::Photographs& photographs) {
  std::vector<Diagnostic> diagnostics;
  const auto ids = photographs.ids();
  const std::string& photograph = file.spec.person.photograph;
  if (std::ranges::find(ids, photograph) == ids.end())
    diagnostics.push_back(
        nearest_node(document, "person.photograph")
            .diagnostic("no photograph is called " + photograph, suggestion(photograph, ids)));
  for (const auto& complaint : complaints_about(file.spec))
    diagnostics.push_back(nearest_node(document, complaint.path).diagnostic(complaint.what, complaint.fix));
  if (!diagnostics.empty()) throw DiagnosticError(std::move(diagnostics));
  if (!file.spec.licence) return;
  try {
    (void)licence::encode_wef02(file.spec.licence->record);
  } catch (const DiagnosticError& error) {
    const auto& found = error.diagnostics().front();
    nearest_node(document, "card.licence_record").fail(found.what, found.fix);
  }
}

CardFile read_card_document(const yaml::Node& document, const Workshop& workshop) {
  Draft draft{{}, workshop.photographs()};
  if (const auto* persona = document.find("persona")) {
    const auto known = persona_names(workshop);
    if (std::ranges::find(known, persona->as_text()) == known.end())
      persona->fail("no persona is called " + persona->as_text(), suggestion(persona->as_text(), known));
    draft.file = load_persona(persona->text, workshop);
  }
  read_sections(document, draft);
  check(document, draft.file, workshop.photographs());
  return std::move(draft.file);
}

}  // namespace

CardFile load_card_file(const std::filesystem::path& path, const Workshop& workshop) {
  const auto documents = yaml::load_file(path);
  return read_card_document(only_document(documents, path.string()), workshop);
}

CardFile load_card_text(std::string_view text, const std::string& name, const Workshop& workshop) {
  const auto documents = yaml::load_text(text, name);
  return read_card_document(only_document(documents, name), workshop);
}

CardFile load_persona(const std::string& name, const Workshop& workshop) {
  const auto known = persona_names(workshop);
  if (std::ranges::find(known, name) == known.end())
    throw DiagnosticError(Diagnostic{.what = "no persona is called " + name, .fix = suggestion(name, known)});
  const auto documents =
      yaml::load_file(personas(workshop) / (name + ".yaml"), "fixtures/personas/" + name + ".yaml");
  const yaml::Node& document = only_document(documents, name);
  if (document.at("persona").as_text() != name)
    document.at("persona").fail("a persona is called like its file, " + name);
  Draft draft{{}, workshop.photographs()};
  draft.file.persona = name;
  read_sections(document, draft);
  check(document, draft.file, workshop.photographs());
  return std::move(draft.file);
}

std::vector<std::string> persona_names(const Workshop& workshop) {
  std::vector<std::string> names;
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(personas(workshop), unreadable))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace karimen::sim::blueprint
