#include "harness/cli/sut/sut_file.hpp"

#include <toml++/toml.h>
#include <fstream>
#include <sstream>

#include "base/duration.hpp"
#include "base/rest_of.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "harness/cli/frame/command.hpp"
#include "harness/scenario/problems.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto readable = "make it a file that you may read, or take it away: it says which system is run";

// A text of karimen.toml as it is read, key by key.
class SutFileParser {
 public:
  SutFileParser(const fs::path& file, const std::string& text, const Vocabulary& vocabulary)
      : file_(file), vocabulary_(vocabulary) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
  }

  SutFile read(const toml::table& root, const std::string& profile) {
    only(root, {"sut", "profile"});
    if (const auto* sut = table(root, "sut")) read_sut(*sut);
    if (const auto* profiles = table(root, "profile"); profiles != nullptr && profile.empty())
      for (const auto& [name, each] : *profiles) (void)table(*profiles, std::string(name.str()));
    if (!profile.empty()) read_profile(root, profile);
    problems_.rethrow();
    return std::move(found_);
  }

  [[nodiscard]] Diagnostic at(const toml::source_position& place, std::string what,
                              std::string fix = "") const {
    const auto line = static_cast<std::size_t>(place.line);
    return {.where = {file_.string(), static_cast<int>(place.line), static_cast<int>(place.column)},
            .what = std::move(what),
            .fix = std::move(fix),
            .source_line = line >= 1 && line <= lines_.size() ? lines_[line - 1] : ""};
  }

  [[nodiscard]] static std::vector<std::string> keys() {
    std::vector<std::string> known;
    for (const auto& [name, reading] : readings()) known.push_back(name);
    return known;
  }

 private:
  using Reading = void (SutFileParser::*)(const toml::node&);

  static const std::map<std::string, Reading>& readings() {
    static const std::map<std::string, Reading> all{
        {"command", &SutFileParser::command},        {"address", &SutFileParser::address},
        {"procedures", &SutFileParser::procedures},  {"place", &SutFileParser::place},
        {"stderr", &SutFileParser::standard_error},  {"environment", &SutFileParser::environment},
        {"time_limits", &SutFileParser::time_limits}};
    return all;
  }

  void add(const toml::node& node, std::string what, std::string fix = "") {
    problems_.add(at(node.source().begin, std::move(what), std::move(fix)));
  }

  void only(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, value] : table)
      if (const std::string name(key.str()); std::ranges::find(known, name) == known.end())
        problems_.add(at(key.source().begin, "unknown key '" + name + "'", suggestion(name, known)));
  }

  const toml::table* table(const toml::table& in, const std::string& name) {
    const auto* node = in.get(name);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) add(*node, "'" + name + "' is a table", "write [" + name + "]");
    return node->as_table();
  }

  void read_profile(const toml::table& root, const std::string& profile) {
    std::vector<std::string> known;
    const auto* profiles = table(root, "profile");
    if (profiles != nullptr)
      for (const auto& [key, value] : *profiles) known.emplace_back(key.str());
    if (std::ranges::find(known, profile) == known.end())
      throw bad_command_line("no profile '" + profile + "' in " + file_.string(), suggestion(profile, known));
    if (const auto* chosen = table(*profiles, profile)) {
      only(*chosen, {"sut"});
      if (const auto* sut = table(*chosen, "sut")) read_sut(*sut);
    }
  }

  void read_sut(const toml::table& sut) {
    only(sut, keys());
    if (const auto* one = sut.get("command"); one != nullptr && sut.get("address") != nullptr)
      add(*sut.get("address"), "a system has a command or an address, not both", "delete one of them");
    for (const auto& [name, reading] : readings())
      if (const auto* node = sut.get(name)) (this->*reading)(*node);
    if (found_.address) found_.address->environment = environment_;
  }

  std::optional<std::string> text(const toml::node& node) {
    if (node.is_string()) return node.as_string()->get();
    add(node, "this is a text", "write it in quotation marks");
    return std::nullopt;
  }

  std::vector<std::string> texts(const toml::node& node) {
    std::vector<std::string> found;
    if (!node.is_array()) {
      add(node, "this is a list of texts", R"(write ["...", "..."])");
      return found;
    }
    for (const auto& each : *node.as_array())
      if (auto one = text(each)) found.push_back(std::move(*one));
    return found;
  }

  // A text, or the first of a list: nothing of it can be started otherwise.
  void program(const toml::node& node, const std::string& said) {
    if (is_blank(said)) add(node, "a command has a program", "write the program first, then its arguments");
  }

  // What the system would cut off there.
  void whole(const toml::node& node, const std::string& said) {
    if (said.find('\0') != std::string::npos)
      add(node, "a character U+0000 ends a text for other programs", "leave it out");
  }

  void command(const toml::node& node) {
    port::Address address;
    if (node.is_string()) {
      address.command = {"/bin/sh", "-c", node.as_string()->get()};
      program(node, address.command.back());
      whole(node, address.command.back());
    } else {
      address.command = texts(node);
      if (!node.is_array()) return;
      const auto& words = *node.as_array();
      if (words.empty()) return program(node, "");
      if (words[0].is_string()) program(words[0], words[0].as_string()->get());
      for (const auto& word : words)
        if (word.is_string()) whole(word, word.as_string()->get());
    }
    address.folder = fs::absolute(file_).parent_path().string();
    found_.address = std::move(address);
  }

  void address(const toml::node& node) {
    const auto said = text(node);
    if (!said) return;
    if (!said->starts_with("tcp:") && !said->starts_with("unix:"))
      return add(node, "an address is tcp:127.0.0.1:PORT or unix:PATH", "a program is a command = [...]");
    try {
      found_.address = port::read_address(*said);
    } catch (const DiagnosticError& error) {
      add(node, error.diagnostics().front().what, error.diagnostics().front().fix);
    }
  }

  void procedures(const toml::node& node) {
    found_.setup.offered.emplace();
    if (!node.is_array()) return void(texts(node));
    for (const auto& each : *node.as_array()) {
      const auto name = text(each);
      if (!name) continue;
      if (vocabulary_.procedure(*name) == nullptr)
        add(each, "unknown procedure '" + *name + "'", suggestion(*name, vocabulary_.procedure_names()));
      else if (!port::may_be_taken_over(*name))
        add(each, *name + " stays with Karimen: it makes, hands over or breaks a card, or lets time pass");
      else
        found_.setup.offered->insert(*name);
    }
  }

  void place(const toml::node& node) {
    const auto said = text(node);
    if (!said) return;
    const auto* prefecture = vocabulary_.fact("holder.prefecture");
    if (prefecture != nullptr && !prefecture->type.has_word(*said))
      return add(node, "unknown prefecture '" + *said + "'", suggestion(*said, prefecture->type.words));
    found_.setup.place = *said;
  }

  void standard_error(const toml::node& node) {
    const auto said = text(node);
    if (!said) return;
    if (*said != "fails" && *said != "kept") return add(node, "stderr is fails or kept");
    found_.setup.stray_allowed = *said == "kept";
  }

  void environment(const toml::node& node) {
    if (!node.is_table()) return add(node, "this is a table of texts", R"(write {NAME = "..."})");
    for (const auto& [key, value] : *node.as_table()) {
      const std::string name(key.str());
      if (name.empty() || name.find_first_of(std::string_view("=\0", 2)) != std::string::npos)
        problems_.add(
            at(key.source().begin, "'" + name + "' is no name of a variable", R"(write NAME = "...")"));
      if (const auto said = text(value)) {
        whole(value, *said);
        environment_[name] = *said;
      }
    }
  }

  void time_limits(const toml::node& node) {
    if (!node.is_table()) return add(node, "this is a table of times", R"(write {perform = "30s"})");
    std::vector<std::string> known;
    for (const auto& row : port::time_limits()) known.emplace_back(row.method);
    only(*node.as_table(), known);
    for (const auto& row : port::time_limits())
      if (const auto* limit = node.as_table()->get(row.method))
        if (const auto time = time_of(*limit)) found_.setup.limits.*row.place = *time;
  }

  std::optional<std::chrono::milliseconds> time_of(const toml::node& node) {
    const auto said = text(node);
    if (!said) return std::nullopt;
    if (const auto read = read_duration(*said)) return read;
    add(node, "a time limit is a number above 0 with its unit, at most 60min",
        R"(write "500ms", "30s" or "2min")");
    return std::nullopt;
  }

  fs::path file_;
  const Vocabulary& vocabulary_;
  std::vector<std::string> lines_;
  std::map<std::string, std::string> environment_;
  Problems problems_;
  SutFile found_;
};

}  // namespace

std::vector<std::string> sut_keys() {
  return SutFileParser::keys();
}

SutFile read_sut_file(const fs::path& file, const std::string& profile, const Vocabulary& vocabulary) {
  std::error_code ignored;
  std::ifstream in;
  if (fs::is_regular_file(file, ignored)) in.open(file);
  const auto text = in.is_open() ? rest_of<std::string>(in) : "";
  if (!in.is_open() || in.bad())
    throw DiagnosticError(
        Diagnostic{.where = {.file = file.string()}, .what = "the file cannot be read", .fix = readable});
  SutFileParser parser(file, text, vocabulary);
  try {
    const auto root = toml::parse(text, file.string());
    return parser.read(root, profile);
  } catch (const toml::parse_error& error) {
    throw DiagnosticError(
        parser.at(error.source().begin, "this is no TOML: " + std::string(error.description())));
  }
}

}  // namespace karimen::harness::cli
