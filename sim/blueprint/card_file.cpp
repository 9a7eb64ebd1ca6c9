#include "sim/blueprint/card_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/yaml/place.hpp"
#include "sim/blueprint/card_fields.hpp"
#include "sim/blueprint/make_card.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::sim::blueprint {
namespace {

std::filesystem::path personas(const IssuerMaterial& material) {
  return material.fixtures() / "personas";
}

/// What belongs into a section and stands at the top is told so; and what else is wrong with it.
void check_sections(const yaml::Node& document) {
  std::vector<std::string> known{"persona", "catches", "person", "pins", "card", "facts"};
  std::vector<Diagnostic> problems;
  for (const auto& [key, value] : document.as_mapping()) {
    const auto section = std::ranges::find(known, key.text) == known.end() ? section_of(key.text) : "";
    if (section.empty()) continue;
    problems.push_back(key.diagnostic("'" + key.text + "' stands at the top of the file",
                                      "indent it: it belongs under '" + section + ":'"));
    if (key.text == "defects") collect(problems, [&defects = value] { check_defect_names(defects); });
    known.push_back(key.text);
  }
  collect(problems, [&] { document.allow_only(known); });
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
}

const yaml::Node& only_document(const std::vector<yaml::Node>& documents, const std::string& name) {
  if (documents.empty())
    throw DiagnosticError(Diagnostic{
        .where = {name, 1, 1}, .what = "the file is empty", .fix = "write at least `persona: hanako`"});
  const yaml::Node& node = documents.front();
  if (documents.size() > 1)
    documents[1].fail("a card file is one document", "put the other one in a file of its own");
  (void)node.as_mapping();
  return node;
}

void read_catches(const yaml::Node& node, CardFile& file) {
  node.allow_only({"en", "ja"});
  file.catches.en = node.at("en").as_text();
  file.catches.ja = node.at("ja").as_text();
}

void read_facts(const yaml::Node& node, CardFile& file) {
  (void)node.as_mapping();
  file.facts = node;
}

constexpr Field<Draft> sections[] = {
    {"persona", [](auto&, auto&) {}},  // read before all others
    {"catches", [](auto& node, auto& draft) { read_catches(node, draft.file); }},
    {"person", [](auto& node, auto& draft) { read_person(node, draft.file.spec.person); }},
    {"pins", [](auto& node, auto& draft) { read_pins(node, draft.file); }},
    {"card", [](auto& node, auto& draft) { read_card(node, draft); }},
    {"facts", [](auto& node, auto& draft) { read_facts(node, draft.file); }},
};

/// Reads what the document says onto what is there already.
void read_sections(const yaml::Node& document, Draft& draft) {
  std::vector<Diagnostic> problems;
  collect(problems, [&] { check_sections(document); });
  read_values(document, sections, draft, problems);
  if (draft.defects != nullptr) collect(problems, [&] { check_defect_names(*draft.defects); });
  throw_in_order(std::move(problems));
}

/// What can be done when everything is read.
void finish(Draft& draft) {
  if (draft.file.spec.licence) draft.file.spec.licence->pin = draft.file.licence_pin;
  if (draft.defects != nullptr) read_defects(*draft.defects, draft.file);
}

/// What `check_spec` cannot know: which photographs and keys there are.
void check_names(const yaml::Node& document, const CardSpec& spec, const IssuerMaterial& material,
                 std::vector<Diagnostic>& diagnostics) {
  const auto check = [&](const char* path, const std::string& what, const std::string& name,
                         const std::vector<std::string>& known) {
    if (std::ranges::find(known, name) == known.end())
      diagnostics.push_back(
          document.nearest(path).diagnostic("no " + what + " is called " + name, suggestion(name, known)));
  };
  check("person.photograph", "photograph", spec.person.photograph, material.photographs().ids());
  for (const auto& label : spec.keys)
    if (!label.empty()) check("card.keys", "key", label, material.authorities().keys()->labels());
}

/// A long name or address makes a certificate longer than its file (chip.md C.6). Only then it is made here.
void check_certificate_size(const yaml::Node& document, const CardSpec& spec,
                            const IssuerMaterial& material) {
  constexpr std::size_t file_size = 2500, never_too_long = 400;
  const Person& person = spec.person;
  if (!spec.signature || person.name.size() + person.address.size() < never_too_long) return;
  const auto size = make_certificate(pki::CertificateKind::signature, person, *spec.signature,
                                     material.authorities().root(), material)
                        .size();
  if (size > file_size)
    document.nearest("person.address")
        .fail("the signature certificate would take " + std::to_string(size) + " bytes, and its file has " +
                  std::to_string(file_size),
              "shorten the name or the address by " + std::to_string((size - file_size + 3) / 4) +
                  " characters");
}

void check(const yaml::Node& document, const CardFile& file, const IssuerMaterial& material) {
  std::vector<Diagnostic> diagnostics;
  check_names(document, file.spec, material, diagnostics);
  for (const auto& [path, what, fix, character] : complaints_about(file.spec)) {
    const yaml::Node& node = document.nearest(path);
    diagnostics.push_back(node.is_scalar() && character ? yaml::diagnostic_at(node, *character, what, fix)
                                                        : node.diagnostic(what, fix));
  }
  if (!diagnostics.empty()) throw DiagnosticError(std::move(diagnostics));
  check_certificate_size(document, file.spec, material);
  if (!file.spec.licence) return;
  try {
    (void)licence::encode_wef02(file.spec.licence->record);
  } catch (const DiagnosticError& error) {
    const auto& found = error.diagnostics().front();
    document.nearest("card.licence_record").fail(found.what, found.fix);
  }
}

CardFile read_card_document(const yaml::Node& document, const IssuerMaterial& material) {
  Draft draft{{}, material.photographs()};
  std::vector<Diagnostic> problems;
  if (const auto* persona = document.find("persona")) {
    const auto known = persona_names(material);
    collect(problems, [&] {
      if (std::ranges::find(known, persona->as_text()) == known.end())
        persona->fail("no persona is called " + persona->as_text(), suggestion(persona->as_text(), known));
      draft.file = load_persona(persona->text, material);
    });
  }
  collect(problems, [&] { read_sections(document, draft); });
  throw_in_order(std::move(problems));
  finish(draft);
  check(document, draft.file, material);
  return std::move(draft.file);
}

}  // namespace

CardFileKeys card_file_keys() {
  CardFileKeys keys{{"", keys_of(sections)}, {"catches", {"en", "ja"}}};
  tell_keys(keys);
  tell_knob_keys(keys);
  tell_licence_keys(keys);
  return keys;
}

CardFile load_card_file(const std::filesystem::path& path, const IssuerMaterial& material) {
  const auto documents = yaml::load_file(path);
  return read_card_document(only_document(documents, path.string()), material);
}

CardFile load_card_text(std::string_view text, const std::string& name, const IssuerMaterial& material) {
  const auto documents = yaml::load_text(text, name);
  return read_card_document(only_document(documents, name), material);
}

CardFile load_persona(const std::string& name, const IssuerMaterial& material) {
  const auto known = persona_names(material);
  if (std::ranges::find(known, name) == known.end())
    throw DiagnosticError(Diagnostic{.what = "no persona is called " + name,
                                     .fix = suggestion(name, known, "'karimen card new --list'")});
  const auto& documents = yaml::load_once(personas(material) / (name + ".yaml"));
  const yaml::Node& document = only_document(documents, name);
  if (document.at("persona").as_text() != name)
    document.at("persona").fail("a persona is called like its file, " + name);
  Draft draft{{}, material.photographs()};
  draft.file.persona = name;
  read_sections(document, draft);
  finish(draft);
  check(document, draft.file, material);
  return std::move(draft.file);
}

std::vector<std::string> persona_names(const IssuerMaterial& material) {
  std::vector<std::string> names;
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(personas(material), unreadable))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace karimen::sim::blueprint
