// karimen card new: a card file to begin with, of a persona of the data.
#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>

#include "base/process/shell_word.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"
#include "harness/report/output_file.hpp"
#include "sim/blueprint/card_file.hpp"

namespace karimen::harness::cli {
namespace {

constexpr auto head =
    "# A card of your own. 'karimen card insert FILE' puts it in a reader; 'karimen card apdu --card FILE\n"
    "# APDU...' talks to it. Change or leave out what you like: what is left out is as on the persona's "
    "card.\n"
    "persona: ";

// What the sections of a persona file become; `facts` are for scenarios, `catches` is about the persona.
struct Section {
  const char* name;
  const char* comment;
};
constexpr Section sections[] = {
    {"person", "# Everybody here is made up: keep it so.\n"},
    {"pins",
     "# Each a text, {value: \"1357\", tries_left: 1} (0 = blocked), or none: delivered without a value.\n"},
    {"card",
     "# Certificates and licence_record may be none. Also under card: extension: {capacity: 16384, used: 0} "
     "in bytes,\n"
     "# and defects: [tampered_record, pin_almost_blocked, ...]: 'defect' at the console lists them.\n"},
};

// The lines of a top-level key, as they are written.
std::string lines_of(const std::string& text, const std::string& key) {
  std::istringstream lines(text);
  std::string found;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != ' ' && line.front() != '#') inside = line.starts_with(key + ':');
    if (inside && !line.empty()) found += line + '\n';
  }
  return found;
}

std::string file_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string card_text(const std::string& persona, const DataFolders& folders) {
  const auto text = file_of(folders.personas() / (persona + ".yaml"));
  std::string made = head + persona + '\n';
  for (const auto& section : sections) made += section.comment + lines_of(text, section.name);
  return made;
}

// A name that is wider has a line to itself.
constexpr std::size_t widest_name = 30, widest_persona = 18;

void print_personas(const sim::blueprint::IssuerMaterial& material, Language language, std::ostream& out) {
  std::map<std::string, sim::blueprint::CardFile> personas;
  std::size_t width = 0;
  for (const auto& name : sim::blueprint::persona_names(material)) {
    const auto& file = personas.emplace(name, sim::blueprint::load_persona(name, material)).first->second;
    const auto wide = display_width(file.spec.person.name);
    if (wide <= widest_name) width = std::max(width, wide);
  }
  for (const auto& [name, file] : personas) {
    const auto& person = file.spec.person.name;
    out << padded(name, widest_persona) << ' ' << padded(person, width) << ' ';
    if (display_width(person) > width) out << '\n' << std::string(widest_persona + width + 2, ' ');
    out << file.catches.in(language) << '\n';
  }
}

}  // namespace

ExitCode card_new(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const sim::blueprint::IssuerMaterial material(folders.fixtures());
  if (invocation.has("list")) {
    print_personas(material, invocation.language, streams.out);
    return ExitCode::ok;
  }
  if (invocation.arguments.size() > 1) throw bad_command_line("card new takes one persona");
  const auto persona = invocation.arguments.empty() ? "hanako" : invocation.arguments.front();
  (void)sim::blueprint::load_persona(persona, material);
  const auto path = invocation.get("output", persona + ".yaml");
  if (std::filesystem::exists(path) && !invocation.has("force"))
    throw bad_command_line("'" + path + "' exists already",
                           "--force writes over it, -o FILE takes another name");
  const auto text = card_text(persona, folders);
  (void)sim::blueprint::load_card_text(text, path, material);
  report::OutputFile file(path);
  file.stream() << text;
  file.commit();
  streams.out << shown_path(path) << '\n';
  constexpr Bilingual next{"to put it in a reader: karimen card insert {}\n",
                           "リーダーに入れるには: karimen card insert {}\n"};
  streams.err << say(next, invocation.language, {shell_path(path)});
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
